import { describe, expect, test } from 'vitest'
import { take } from '#loadtest/people/people.ts'
import { createRandom } from '#loadtest/people/random.ts'
import { asRealLifeSpells } from '#loadtest/people/real-life-spelling.ts'
import { travellers } from '#loadtest/people/travellers.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { createOracle } from '#matchers/compare-all.ts'
import {
  createWatchIndex,
  type IndexEntry,
  type SearchResult,
  type Traveller
} from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { inventPeople, inventTravellers, model, person } from './fixtures.ts'

const fullySought = 6

const summary = ({ matches }: SearchResult) =>
  matches.map(({ id, score }) => `${id} ${score.toFixed(9)}`)

/** Searches both ways: the first few among all entries, the others among one of so many; returns how many hits there were. */
const compareBoth = (
  entries: readonly IndexEntry[],
  sought: readonly Traveller[],
  threshold: number,
  oneOf = 1
): number => {
  const index = createWatchIndex(model)
  index.apply(entries.map((entry, nth) => ({ op: 'put', entry: { ...entry, payload: nth } })))
  for (const _ of index.compaction() ?? []);
  const oracle = createOracle(
    entries.map((entry, nth) => ({ ...entry, payload: nth })),
    model
  )
  let hits = 0
  for (const [at, traveller] of sought.entries()) {
    const near = index.search(traveller, { threshold: threshold / 50, limit: 100 }).matches
    const chosen = new Set(near.map(({ payload }) => payload))
    const accepts = (nth: unknown): boolean =>
      at < fullySought || (Number(nth) + at) % oneOf === 0 || chosen.has(nth)
    const options = { threshold, limit: 1000, accepts }
    const expected = oracle(traveller, options)
    const found = index.search(traveller, options)
    expect(summary(found), JSON.stringify(traveller)).toEqual(summary(expected))
    expect(found.cutShort).toBe(false)
    hits += expected.matches.length
  }
  return hits
}

/** As a machine-readable zone of 39 characters has it. */
const cutOff = (traveller: Traveller): Traveller => ({
  ...traveller,
  names: traveller.names.map(({ family = '', given = '', full = '' }) => {
    const whole = full === '' ? `${family}, ${given}` : full
    return { full: whole.slice(0, 39) }
  })
})

const withoutDate = ({ birthDate: _, ...rest }: Traveller): Traveller => rest

describe('an index and comparing with every entry find the same', () => {
  test('among 8,000 invented people, spelled as in life, strangers and all', () => {
    const seed = 5
    const listed = [...watchlistEntries({ seed, persons: 7000, documents: 1000 })]
    const random = createRandom(seed, 'oracle')
    const known = listed
      .filter((_, nth) => nth % 50 === 0)
      .map(entry => asRealLifeSpells(entry, random).traveller)
    const strangers = [...take(travellers({ seed: 6 }), 40)]
    const sought = [...known, ...strangers].map((traveller, nth) =>
      nth % 4 === 0 ? withoutDate(traveller) : nth % 4 === 1 ? cutOff(traveller) : traveller
    )
    const entries = listed.map(entry => toIndexEntry('list', entry))
    expect(compareBoth(entries, sought, 0.05, 40)).toBeGreaterThan(120)
  })

  test('among few and long names, many alike, at low thresholds too', () => {
    const entries = inventPeople(1200, 7).map((entry, nth) => {
      if (nth % 3 > 0) return entry
      const [name] = entry.subject.names
      const long = {
        family: `${name?.family} ${['BERISHAZADEGAN', 'ZAHIRI', 'OKAFORD'][nth % 7]}`,
        given: `${name?.given} ${['ALEXANDROS', 'MARI', 'XIMENA PILAR'][nth % 5] ?? 'V'}`
      }
      const birthDates = entry.subject.birthDates ?? []
      return person(entry.id, { names: [long], birthDates })
    })
    const sought = inventTravellers(entries, 90, 12).map((traveller, nth) =>
      nth % 3 === 0 ? cutOff(traveller) : traveller
    )
    for (const threshold of [0.5, 0.001]) {
      expect(compareBoth(entries, sought, threshold)).toBeGreaterThan(20)
    }
  })

  test('in Chinese characters, where one reading stands for several', () => {
    const families = '张 章 李 黎 王 汪 欧阳 張'.split(' ')
    const givens = '伟 威 晓明 孝明 孝鸣 偉 Wei'.split(' ')
    const names = families.flatMap(family =>
      givens.flatMap(given => [{ full: family + given }, { family, given }])
    )
    const dates = ['1970-05-06', '1970', undefined]
    const entries = names.flatMap((name, nth) =>
      dates.map((date, of) => {
        const others = nth % 3 === 0 ? [{ full: 'Wang Xiaoming' }] : []
        return person(`${nth}-${of}`, {
          names: [name, ...others],
          birthDates: date === undefined ? [] : [date]
        })
      })
    )
    const sought = names
      .filter((_, nth) => nth % 5 === 0)
      .flatMap((name, nth) => [
        { names: [name], birthDate: ['1970-05-06', '1971-05-06', '1970-05'][nth % 3] ?? '' },
        { names: [name] }
      ])
    for (const threshold of [0.5, 0.05]) {
      expect(compareBoth(entries, sought, threshold)).toBeGreaterThan(60)
    }
  })

  test('in Chinese and Korean syllables, written as one and apart, where their vowels meet', () => {
    const families = ['LIN', 'KIM']
    const givens =
      'ZHIWEI CHIH-WEI JIAYING CHIA-YING SIYUAN SSU-YUAN JIYEON JI-YOUN CHIYON JIHYUN SOO-YOUNG SUYEONG HAEUN HA-EUN 수영 志偉'.split(
        ' '
      )
    const names = families.flatMap(family => givens.map(given => ({ family, given })))
    const dates = ['1970-05-06', undefined]
    const entries = names.flatMap((name, nth) =>
      dates.map((date, of) =>
        person(`${nth}-${of}`, { names: [name], birthDates: date === undefined ? [] : [date] })
      )
    )
    const sought = names.flatMap(name => [
      { names: [name], birthDate: '1970-05-06' },
      { names: [name] }
    ])
    for (const threshold of [0.5, 0.05]) {
      expect(compareBoth(entries, sought, threshold)).toBeGreaterThan(60)
    }
  })

  test('by document numbers of several scripts, one character wrong too', () => {
    const random = createRandom(9, 'numbers')
    const signs = [...'1۱2３ЖЩРPأ京Ω𐐀']
    const numberOf = (length: number): string =>
      Array.from({ length }, () => random.pick(signs)).join('')
    const numbers = Array.from({ length: 90 }, (_, nth) => `${numberOf(1 + (nth % 3))}77700`)
    const entries = numbers.map((number, nth) =>
      person(String(nth), { names: [{ full: 'Nemo' }], documents: [{ number, issuer: 'UTO' }] })
    )
    const sought = numbers.map(number => ({
      names: [{ full: 'Quetzalcoatl' }],
      documents: [{ number: random.chance(0.5) ? number : number.slice(1), issuer: 'UTO' }]
    }))
    expect(compareBoth(entries, sought, 1e-6)).toBeGreaterThan(60)
  })

  test('by an initial, by words written as one, and by a beginning', () => {
    const names = [
      'J. Quetzalcoatl',
      'Ximena Quetzalcoatl',
      'Ю. Quetzalcoatl',
      'Yuri Quetzalcoatl',
      'Iurii Quetzalcoatl',
      'Ye. V. Quetzalcoatl',
      'Евгений В. Quetzalcoatl',
      'Yevgeny Vasilevich Quetzalcoatl',
      'Kh. Quetzalcoatl',
      'Hasan Quetzalcoatl',
      'Van der Featherstone',
      'Vander Featherstone',
      'Anamaria Cholmondeley',
      'Ana Maria Cholmondeley',
      'De Souza Marjoribanks',
      'Desouza Marjoribanks',
      'Maximiliano Bartholomew Featherstonehaugh Z',
      'Maximiliano Bartholomew Feather'
    ]
    const dates = ['1970-05-06', '1970', undefined]
    const entries = names.flatMap((full, nth) =>
      dates.map((date, of) =>
        person(`${nth}-${of}`, { names: [{ full }], birthDates: date === undefined ? [] : [date] })
      )
    )
    const sought = names.flatMap(full => [
      { names: [{ full }], birthDate: '1970-05-06' },
      { names: [{ full }], birthDate: '1970-05' },
      { names: [{ full }] }
    ])
    expect(compareBoth(entries, sought, 0.01)).toBeGreaterThan(60)
  })
})
