import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { cultures } from '#loadtest/people/cultures.ts'
import { passportNumber } from '#loadtest/people/passports.ts'
import { people, take } from '#loadtest/people/people.ts'

const sample = [...take(people(7), 20_000)]

test('gives the same people for the same seed and others for another', () => {
  expect([...take(people(7), 500)]).toEqual(sample.slice(0, 500))
  expect([...take(people(8), 500)]).not.toEqual(sample.slice(0, 500))
})

test('gives these people for ever, so that measurements stay comparable', () => {
  const digest = createHash('sha256').update(JSON.stringify(sample.slice(0, 2000)))
  expect(digest.digest('hex')).toBe(
    '90d644fc4f24ff264e7d98d4ab2560cc713366e2508251aec4c6c7eafad12f01'
  )
})

test('gives every person a name, a birth date, a passport and a country', () => {
  const wrong = sample.filter(
    ({ names, birthDate, sex, nationality, birthPlace, passport }) =>
      !names[0]?.family ||
      names[0].script !== 'Latn' ||
      !/^\p{Script=Latin}/u.test(names[0].family) ||
      names.some(({ family, given }) => / {2}|^ | $|_|\|/.test(`${family}/${given ?? ''}`)) ||
      !/^(19[3-9]|20[0-2])\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])$/.test(birthDate) ||
      new Date(birthDate).toISOString().slice(0, 10) !== birthDate ||
      birthDate > '2026-11-01' ||
      !['M', 'F'].includes(sex) ||
      !/^[A-Z]{3}$/.test(nationality) ||
      birthPlace === '' ||
      passport.type !== 'P' ||
      passport.issuer !== nationality ||
      !/^[A-Z0-9]{8,10}$/.test(passport.number)
  )
  expect(wrong).toEqual([])
})

test('writes native names in the script that it says', () => {
  const scripts = {
    Arab: 'Arabic',
    Cyrl: 'Cyrillic',
    Deva: 'Devanagari',
    Ethi: 'Ethiopic',
    Grek: 'Greek',
    Hang: 'Hangul',
    Hani: 'Han',
    Hebr: 'Hebrew',
    Jpan: 'Han'
  } as const
  const native = sample.flatMap(({ names }) => names.slice(1))
  for (const [script, property] of Object.entries(scripts)) {
    const written = native.filter(name => name.script === script)
    expect(written.length, script).toBeGreaterThan(100)
    const pattern = new RegExp(`^[\\p{Script=${property}}\\p{M}’ -]+$`, 'u')
    const others = written.filter(name => !pattern.test(`${name.family ?? ''}${name.given ?? ''}`))
    expect(others, script).toEqual([])
  }
  const latin = sample.map(({ names }) => `${names[0]?.family} ${names[0]?.given ?? ''}`)
  expect(latin.filter(name => !/^[\p{Script=Latin}\p{M}’' -]+$/u.test(name))).toEqual([])
})

test('covers every culture in proportion to its share', () => {
  const total = cultures.reduce((sum, { weight }) => sum + weight, 0)
  for (const { culture, weight } of cultures) {
    const share = sample.filter(person => person.culture === culture).length / sample.length
    expect(Math.abs(share - weight / total), culture).toBeLessThan(0.008)
  }
})

test('knows single names, chains of names and two surnames', () => {
  const words = (culture: string, part: 'family' | 'given') =>
    sample
      .filter(person => person.culture === culture)
      .map(({ names }) => names[0]?.[part]?.split(' ').length ?? 0)
  expect(words('indonesian', 'given').filter(count => count === 0).length).toBeGreaterThan(50)
  expect(words('hispanic', 'family').filter(count => count === 2).length).toBeGreaterThan(500)
  expect(words('arabic', 'given').filter(count => count >= 3).length).toBeGreaterThan(50)
})

test('spreads names unevenly, with a long tail', () => {
  const families = new Map<string, number>()
  for (const { names } of sample) {
    const family = names[0]?.family ?? ''
    families.set(family, (families.get(family) ?? 0) + 1)
  }
  const counts = [...families.values()].sort((a, b) => b - a)
  expect(counts[0]).toBeGreaterThan(100)
  expect(counts.filter(count => count === 1).length).toBeGreaterThan(3000)
})

test('lets 1 January stand for unknown days more often where registers do so', () => {
  const share = (culture: string) => {
    const group = sample.filter(person => person.culture === culture)
    return group.filter(({ birthDate }) => birthDate.endsWith('-01-01')).length / group.length
  }
  expect(share('pakistani')).toBeGreaterThan(0.06)
  expect(share('german')).toBeLessThan(0.02)
})

test('makes people who differ from each other', () => {
  const persons = new Set(sample.map(({ names, birthDate }) => JSON.stringify([names, birthDate])))
  expect(persons.size).toBeGreaterThan(sample.length * 0.999)
})

test('numbers no two passports alike, neither in a series nor across series', () => {
  const numbers = new Set<string>()
  for (const issuer of ['ETH', 'GBR', 'XXK']) {
    for (const series of [0, 1, 2, 3] as const) {
      for (let serial = 0; serial < 5000; serial += 1) {
        numbers.add(issuer + passportNumber(7, issuer, series, serial))
      }
    }
  }
  expect(numbers.size).toBe(3 * 4 * 5000)
})

test.for([
  ['GBR', /^\d{9}$/],
  ['FRA', /^\d{2}[A-Z]{2}\d{5}$/],
  ['DEU', /^[0-9CFGHJKLMNPRTVWXYZ]{9}$/],
  ['KOR', /^M\d{3}[A-Z]\d{4}$/]
] as const)('writes passport numbers of %s in its format', ([issuer, format]) => {
  expect(passportNumber(1, issuer, 0, 12)).toMatch(format)
})
