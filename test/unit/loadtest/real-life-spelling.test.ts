import { expect, test } from 'vitest'
import { birthDateDifferences } from '#loadtest/people/birth-date-differences.ts'
import { mrzForm } from '#loadtest/people/mrz-form.ts'
import { type NameDifference, nameDifferences } from '#loadtest/people/name-differences.ts'
import { createRandom } from '#loadtest/people/random.ts'
import { asRealLifeSpells } from '#loadtest/people/real-life-spelling.ts'
import type { ListedEntry } from '#loadtest/people/types.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'

const entries = [...watchlistEntries({ seed: 5, persons: 3000, documents: 300 })]
const spelledAll = () => {
  const random = createRandom(5)
  return entries.map(entry => asRealLifeSpells(entry, random))
}

const jose: ListedEntry = {
  id: 'P1',
  revision: 1,
  kind: 'person',
  names: [{ family: 'Muñoz Peña', given: 'José Luis', quality: 'strong', script: 'Latn' }],
  birthDates: ['1970-02-03'],
  sex: 'M',
  nationalities: ['ESP'],
  documents: [{ type: 'P', number: 'PAA123456', issuer: 'ESP' }],
  instruction: 'arrest',
  handling: 'H0'
}

test('spells a listed person alike for equal seeds', () => {
  expect(spelledAll()).toEqual(spelledAll())
})

test('gives a traveller with a name, whatever differs', () => {
  for (const { traveller } of spelledAll()) {
    const [name] = traveller.names
    expect(name?.full ?? name?.family ?? '').not.toBe('')
    expect(traveller.birthDate ?? '1970').toMatch(/^\d{4}(-\d\d-\d\d)?$/)
  }
})

test('leaves most as listed and uses every kind of difference', () => {
  const counts = new Map<string, number>()
  for (const { differences } of spelledAll()) {
    for (const difference of differences) {
      counts.set(difference, (counts.get(difference) ?? 0) + 1)
    }
  }
  for (const kind of [...Object.keys(nameDifferences), ...Object.keys(birthDateDifferences)]) {
    expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(3)
  }
  for (const kind of ['native script', 'another passport', 'same passport, other name']) {
    expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(10)
  }
  expect((counts.get('another nationality') ?? 0) / 3000).toBeCloseTo(0.14, 1)
})

test('changes what it names and nothing else', () => {
  const random = createRandom(1)
  const plain = { name: 'none', birthDate: 'none', document: 'none' } as const
  const spell = (wanted: object) =>
    asRealLifeSpells(jose, random, { ...plain, ...wanted }).traveller
  expect(spell({ birthDate: 'day and month swapped' }).birthDate).toBe('1970-03-02')
  expect(spell({ birthDate: 'year only' }).birthDate).toBe('1970')
  expect(spell({ birthDate: 'birth date missing' })).not.toHaveProperty('birthDate')
  expect(spell({ document: 'missing' })).not.toHaveProperty('documents')
  expect(spell({ document: 'another' }).documents?.[0]?.number).not.toBe('PAA123456')
  expect(spell({ document: 'misread' }).documents?.[0]?.number).toMatch(/^PAA[1I]234[5S][6G]$/)
  expect(spell({})).toMatchObject({
    names: [{ family: 'Muñoz Peña', given: 'José Luis' }],
    birthDate: '1970-02-03',
    sex: 'M',
    documents: [{ number: 'PAA123456' }]
  })
})

test.for([
  { name: 'zone form', family: 'MUNOZ PENA', given: 'JOSE LUIS' },
  { name: 'marks dropped', family: 'Munoz Pena', given: 'Jose Luis' },
  { name: 'given and family swapped', family: 'José Luis', given: 'Muñoz Peña' },
  { name: 'middle name dropped', family: 'Muñoz Peña', given: 'José' },
  { name: 'second surname dropped', family: 'Muñoz', given: 'José Luis' },
  { name: 'initials', family: 'Muñoz Peña', given: 'José L' },
  { name: 'words joined', family: 'Muñoz Peña', given: 'JoséLuis' },
  { name: 'nickname', family: 'Muñoz Peña', given: 'Pepe Luis' }
] satisfies { name: NameDifference; family: string; given: string }[])(
  'spells a name with $name',
  ({ name, family, given }) => {
    const { traveller, differences } = asRealLifeSpells(jose, createRandom(1), {
      name,
      birthDate: 'none',
      document: 'none'
    })
    expect(traveller.names).toEqual([{ family, given }])
    expect(differences).toContain(name)
  }
)

test.for(['Al Mosuli', 'TER MOLENKAMP', 'dos Torrais', 'Muñoz'])(
  'of %s no second surname is dropped',
  family => {
    const entry = { ...jose, names: [{ family, given: 'Luis', quality: 'strong' as const }] }
    const name = 'second surname dropped'
    const { traveller, differences } = asRealLifeSpells(entry, createRandom(1), {
      name,
      birthDate: 'none',
      document: 'none'
    })
    expect(traveller.names).toEqual([{ family, given: 'Luis' }])
    expect(differences).not.toContain(name)
  }
)

test.for([
  ['one typing error', 1],
  ['two typing errors', 2]
] as const)('makes %s', ([name, most]) => {
  for (let seed = 0; seed < 200; seed += 1) {
    const { traveller } = asRealLifeSpells(jose, createRandom(seed), { name, document: 'none' })
    const [spelled] = traveller.names
    const changedBy = (spelled?.family?.length ?? 0) + (spelled?.given?.length ?? 0) - 19
    expect(Math.abs(changedBy)).toBeLessThanOrEqual(most)
  }
})

test('brings a listed document in the hands of a stranger', () => {
  const [entry] = entries.filter(({ kind }) => kind === 'document')
  const spelled = entry && asRealLifeSpells(entry, createRandom(2))
  expect(spelled?.differences).toEqual([])
  expect(spelled?.traveller.documents?.[0]?.number).toBe(entry?.documents?.[0]?.number)
})

test('writes names as the machine-readable zone does', () => {
  expect(mrzForm({ family: 'Müller-Lüdenscheidt', given: 'Jörg Ærø' })).toEqual({
    family: 'MUELLER LUEDENSCHEIDT',
    given: 'JOERG AEROE'
  })
  expect(mrzForm({ family: "O'Brien", given: 'Łukasz Yılmaz' })).toEqual({
    family: 'OBRIEN',
    given: 'LUKASZ YILMAZ'
  })
  const long = mrzForm({ family: 'A'.repeat(30), given: 'B'.repeat(30) })
  expect(`${long.family}<<${long.given}`).toHaveLength(39)
})
