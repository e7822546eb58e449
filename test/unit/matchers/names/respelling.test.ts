import { describe, expect, test } from 'vitest'
import { compareAll, createWatchIndex, type IndexEntry } from '#matchers/index.ts'
import { bearersWithoutLimit } from '#matchers/names/listed-frequency.ts'
import { parseName } from '#matchers/names/parse-name.ts'
import { respelling } from '#matchers/names/respelling.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { model, options, person } from '../fixtures.ts'

const lexicon = createLexicon(model.word)
const wordOf = (text: string) => {
  const word = parseName({ given: text }, lexicon)[0]?.words[0]
  if (word === undefined) throw new Error(`no name: ${text}`)
  return word
}

describe('another spelling', () => {
  test.for([
    ['Tikritti', 'Tikriti', false, 'unknown', 'nobody is called so'],
    ['Salem', 'Saleh', true, 'otherName', 'others are called so'],
    ['Featherston', 'Fetherstone', true, 'variant', 'the same consonants'],
    ['Zubaidi', 'Zubaydi', true, 'variant', 'the same sound'],
    ['Bob', 'Robert', true, 'related', 'a short form'],
    ['Bob', 'Robert', false, 'related', 'a short form that no list has'],
    ['Jeong', 'Chŏng', true, 'related', 'Korean in two romanisations'],
    ['Vladimir', '블라디미르', true, 'related', 'another script'],
    ['Ghedeir', 'قدير', true, 'unvocalised', 'letters that leave vowels out'],
    ['قدیر', 'قدير', false, 'related', 'the same script on both sides']
  ] as const)('%s of %s, others bear it: %s, is %s: %s', ([own, listed, isKnown, expected]) => {
    expect(respelling(wordOf(own), wordOf(listed), isKnown)).toBe(expected)
  })
})

describe('a spelling that is a name of others', () => {
  const wanted = person('wanted', {
    names: [{ family: 'TAKEYAMORI', given: 'Hisaruko' }],
    birthDates: ['1972-03-06']
  })
  const bearers = (count: number, given: string): IndexEntry[] =>
    Array.from({ length: count }, (_, at) =>
      person(`${given} ${at}`, {
        names: [{ family: `QUETZAL${'ABCDEFGHIJ'.charAt(at)}`, given }],
        birthDates: [`19${10 + at}-05-06`]
      })
    )
  const traveller = {
    names: [{ family: 'TAKEYAMORI', given: 'Hisamuko' }],
    birthDate: '1972-03-06'
  }
  const weightAmong = (others: readonly IndexEntry[]): number => {
    const entries = [wanted, ...others]
    const index = createWatchIndex(model)
    index.apply(entries.map(entry => ({ op: 'put', entry }) as const))
    const [found] = index.search(traveller, options).matches
    expect(found).toEqual(compareAll(traveller, entries, model, options).matches[0])
    expect(found?.id).toBe('wanted')
    return found?.evidence.find(({ field }) => field === 'name')?.weight ?? 0
  }
  const few = bearersWithoutLimit(model.word)

  test('says less than one that nobody bears', () => {
    const mistyped = weightAmong([])
    expect(weightAmong(bearers(few + 1, 'Hisamuko'))).toBeLessThan(mistyped - 1)
    expect(weightAmong(bearers(few + 1, 'Somebody'))).toBe(mistyped)
  })

  test('is none because a family bears it', () => {
    expect(weightAmong(bearers(few, 'Hisamuko'))).toBe(weightAmong([]))
  })
})
