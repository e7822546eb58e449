import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareDate, type KnownDate, readDate } from '#matchers/birth-date.ts'
import { likenessOfSpellings, nothingCutOff } from '#matchers/names/compare-names.ts'
import { editDistance } from '#matchers/names/similarity.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { dateKey, filingKeys } from '#matchers/watch/date-key.ts'
import { createSlices, dateSlices, dateWeight, packSlices } from '#matchers/watch/date-slices.ts'
import { createDictionary } from '#matchers/watch/dictionary.ts'
import { createKeyChains } from '#matchers/watch/key-chains.ts'
import { lettersOf, nearHashes, rollingHash } from '#matchers/watch/near-hashes.ts'
import { compareFacts, nationalityMask, outlineOf, sexBits } from '#matchers/watch/row.ts'
import { model, seeded } from './fixtures.ts'

const someWord = (next: () => number): string =>
  Array.from({ length: 2 + Math.floor(next() * 7) }, () =>
    'AEIOUYHKTSSMNRLBVJWC'.charAt(Math.floor(next() * 20))
  ).join('')

const newYear = ({ year }: KnownDate): KnownDate => ({ year, month: 1, day: 1 })

describe('slices of time', () => {
  test.for([
    ...['1970-05-06', '1969-05-06', '1958-02-11', '1971-01-01', '1980-11-11', '1999-12-31'],
    ...['2004-02', '1970-01', '1967']
  ])('promise for %s at least what any listed date weighs', text => {
    const date = readDate(text)
    const slices = dateSlices(date, model)
    const promised = (key: number): number =>
      Math.max(...slices.filter(({ from, to }) => from <= key && key < to).map(s => s.weight))
    const listed: KnownDate[] = [{ year: 0, month: 0, day: 0 }]
    for (let year = 1930; year < 2030; year++) {
      listed.push({ year, month: 0, day: 0 })
      for (let month = 1; month <= 12; month++) {
        for (let day = 0; day <= 31; day++) listed.push({ year, month, day })
      }
    }
    for (const other of listed) {
      const key = dateKey(other)
      expect(promised(key), JSON.stringify(other)).toBeGreaterThanOrEqual(
        dateWeight(date, key, model)
      )
    }
  })

  test('are the same for a date that is met again, whatever was met before', () => {
    const slicesOf = createSlices(model)
    const texts = fc.constantFrom('1970-05-06', '1970-06-05', '1970-05', '1970', '1971', '0001')
    fc.assert(
      fc.property(fc.option(texts), text => {
        const date = text === null ? undefined : readDate(text)
        expect(slicesOf(date)).toEqual(packSlices(dateSlices(date, model)))
      })
    )
  })

  test('are packed with their places in the order of time', () => {
    const slices = dateSlices(readDate('1970-05-06'), model)
    const packed = packSlices(slices)
    expect([...packed.inOrder].map(at => slices[at]?.from)).toEqual(
      slices.map(({ from }) => from).sort((a, b) => a - b)
    )
    expect(slices).toEqual(
      slices.map((_, at) => ({
        from: packed.from[at],
        to: packed.to[at],
        weight: packed.weight[at]
      }))
    )
  })
})

describe('keys of spans', () => {
  const known = fc
    .record({
      year: fc.integer({ min: 1960, max: 1980 }),
      month: fc.integer({ min: 0, max: 12 }),
      day: fc.integer({ min: 0, max: 31 })
    })
    .map(date => (date.month === 0 ? { ...date, day: 0 } : date))

  test('promise at least what any date weighs against the span', () => {
    fc.assert(
      fc.property(fc.oneof(known, known.map(newYear)), known, known, (date, one, other) => {
        const [from, to] = [one, other].sort((a, b) => dateKey(a) - dateKey(b))
        if (from === undefined || to === undefined) return
        const span = { from, to }
        const promised = filingKeys([span]).map(key => dateWeight(date, key, model))
        const { weight } = compareDate(date, span, model.birthDate)
        expect(Math.max(...promised)).toBeGreaterThanOrEqual(weight)
      }),
      { numRuns: 2000 }
    )
  })
})

describe('a dictionary', () => {
  test('finds every like word with the likeness that a comparison gives it', () => {
    const next = seeded(8)
    const lexicon = createLexicon(model.word)
    const dictionary = createDictionary(model)
    const known = ['JOHN', 'IVAN', 'YUSUF', 'JOSEPH', 'MOHAMMED', 'MUHAMMAD', 'HUSSEIN', 'HUSSEJIN']
    const texts = [...new Set([...known, ...Array.from({ length: 3000 }, () => someWord(next))])]
    const words = texts.map(lexicon.wordOf)
    const ids = words.map(word =>
      dictionary.intern(word, { isOtherSpelling: false, isLight: false })
    )
    const asked = [...known, ...Array.from({ length: 60 }, () => someWord(next))]
    let alike = 0
    for (const text of asked) {
      const word = lexicon.wordOf(text)
      const found = new Map<number, number>()
      dictionary.eachLike(word, (id, likeness) => found.set(id, likeness))
      words.forEach((other, at) => {
        if (other.text.length < 2) return
        const expected = likenessOfSpellings(word, other, nothingCutOff, model.name)
        if (expected > 0) alike++
        expect(found.get(ids[at] ?? 0) ?? 0, `${text} ${other.text}`).toBe(expected)
      })
    }
    expect(alike).toBeGreaterThan(100)
  })

  test('knows longer words, and gives a beginning a number of its own', () => {
    const lexicon = createLexicon(model.word)
    const dictionary = createDictionary(model)
    const use = { isOtherSpelling: false, isLight: false }
    const [long = 0, short = 0] = ['ALEXANDER', 'ALEX'].map(text =>
      dictionary.intern(lexicon.wordOf(text), use)
    )
    expect(dictionary.longerThan('ALEX')).toEqual([long])
    expect(dictionary.longerThan('ALEY')).toEqual([])
    expect(dictionary.knownCut(short)).toBe(0)
    const cut = dictionary.cutOf(short)
    expect(dictionary.cutOf(short)).toBe(cut)
    expect(dictionary.knownCut(short)).toBe(cut)
    expect(dictionary.initial(long)).toBe('A'.charCodeAt(0))
    expect(dictionary.initial(cut)).toBe(0)
  })
})

describe('hashes of neighbours', () => {
  test('are those of all texts one letter away, and of no others but by chance', () => {
    const next = seeded(3)
    const alphabet = lettersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ')
    const texts = Array.from({ length: 400 }, () => someWord(next).slice(0, 4))
    for (const text of [...texts.slice(0, 40), 'A'.repeat(70)]) {
      const { hashes, count } = nearHashes(text, alphabet)
      const near = new Set(hashes.subarray(0, count).map(hash => hash >>> 0))
      const unsigned = new Set([...near].map(hash => hash >>> 0))
      for (const other of texts) {
        if (text === other) continue
        expect(unsigned.has(rollingHash(other)), `${text} ${other}`).toBe(
          editDistance(text, other, 2) === 1
        )
      }
    }
  })

  test('find what is filed under them', () => {
    const chains = createKeyChains()
    for (const [value, text] of ['KHAN', 'KAHN', 'CAAN', 'KAN'].entries()) {
      chains.add(rollingHash(text), value)
    }
    const found: number[] = []
    chains.eachOf(nearHashes('KHAN', lettersOf('ABCDEFGHIJKLMN')), value => found.push(value))
    expect(found.sort()).toEqual([1, 3])
  })
})

describe('an outline', () => {
  test('keeps sex and nationalities apart as far as that is certain', () => {
    const dictionary = createDictionary(model)
    const facts = (nationalities: string[], sex?: 'M' | 'F' | 'X'): number =>
      outlineOf(
        { kind: 'person', names: [], nationalities, ...(sex ? { sex } : {}) },
        [],
        dictionary
      ).row[0] ?? 0
    const own = { nationalities: nationalityMask(['FRA']), sex: sexBits('M') }
    expect(compareFacts(facts(['FRA', 'ITA'], 'M'), own)).toEqual({ nationality: 1, sex: 1 })
    expect(compareFacts(facts(['PER'], 'F'), own)).toEqual({ nationality: -1, sex: -1 })
    expect(compareFacts(facts([], 'X'), own)).toEqual({ nationality: 0, sex: 0 })
  })
})
