import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseName } from '#matchers/names/parse-name.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { createDictionary, type Dictionary } from '#matchers/watch/dictionary.ts'
import { createExpander, type Expand } from '#matchers/watch/expand.ts'
import { learnWords } from '#matchers/watch/learn-words.ts'
import { model } from './fixtures.ts'

const lexicon = createLexicon(model.word)
// Of few letters, so that many are alike, begin one another or make one another up.
const words = fc.oneof(
  fc.stringMatching(/^[ANM]{1,2}[LRS][AIU]{1,2}[NMH]?[A]?$/),
  fc.constantFrom('XIAO', 'MING', 'XIAOMING', 'HSIAO', 'HSIAOMING', 'ZEDONG', 'TSETUNG', 'M', 'A'),
  fc.constantFrom('ALEX', 'ALEXANDER', 'SASHA', 'ПУТИН', 'PUTIN', '普京', 'محمد', 'MOHAMMED')
)
const use = fc.record({ isOtherSpelling: fc.boolean(), isLight: fc.boolean() })
const listed = fc.array(fc.tuple(words, use, fc.boolean()), { maxLength: 12 })
const asked = fc.array(words, { maxLength: 8 })
const rounds = fc.array(fc.tuple(listed, asked, fc.boolean()), { maxLength: 6 })

const wordOf = (text: string) => parseName({ full: text }, lexicon)[0]?.words[0]

const list = (dictionary: Dictionary, added: readonly (readonly [string, object, boolean])[]) => {
  for (const [text, how, isCutOff] of added) {
    for (const spelling of wordOf(text)?.spellings ?? []) {
      const flags = { isOtherSpelling: false, isLight: false, ...how }
      const id = dictionary.intern(spelling, flags)
      if (isCutOff && spelling.text.length > 2) dictionary.cutOf(id)
      dictionary.countBearer(spelling.text, 1)
    }
  }
}

const pairsOf = (splits: Uint32Array): string[] =>
  Array.from({ length: splits.length / 2 }, (_, nth) => splits.slice(nth * 2, nth * 2 + 2).join())

const told = (expand: Expand, text: string) => {
  const word = wordOf(text)
  if (word === undefined) return undefined
  const expansion = expand(word)
  const byId = (one: readonly number[], other: readonly number[]) => (one[0] ?? 0) - (other[0] ?? 0)
  const inOrder = (ids: Uint32Array) => [...ids].sort((a, b) => a - b)
  const ranked = expansion.ranked(4, true, true)
  return {
    like: [...expansion.ids].map((id, at) => [id, expansion.likeness[at] ?? 0]).sort(byId),
    beginnings: inOrder(expansion.beginnings),
    longer: inOrder(expansion.longer()),
    initials: inOrder(expansion.initials),
    splits: pairsOf(expansion.splits).sort(),
    gains: [...ranked.gains],
    words: inOrder(ranked.words),
    meetsLight: ranked.meetsLight
  }
}

test('what is known of a word is what a first look finds, however the dictionary grew meanwhile', () => {
  fc.assert(
    fc.property(rounds, some => {
      const dictionary = createDictionary(model)
      const expand = createExpander(dictionary, model.name)
      for (const [added, asked, isLearning] of some) {
        list(dictionary, added)
        if (isLearning) for (const _ of learnWords(dictionary, expand, lexicon));
        const again = some.flatMap(([, texts]) => texts)
        for (const text of [...asked, ...again]) {
          const first = createExpander(dictionary, model.name)
          expect(told(expand, text), text).toEqual(told(first, text))
        }
      }
    }),
    { numRuns: 150 }
  )
})

test('the words that persons bear are learnt, those of the most last, whatever they are listed as', () => {
  const dictionary = createDictionary(model)
  list(
    dictionary,
    ['MARTA', 'KOWALSKI', 'MARTA', 'NOWAK', 'MARTA', 'NOWAK', 'محمد'].map(text => [text, {}, false])
  )
  dictionary.countBearer('KOWALSKI', -1)
  const asked: string[] = []
  const expand = createExpander(dictionary, model.name)
  const learning = learnWords(
    dictionary,
    word => {
      asked.push(word.spellings[0].text)
      return expand(word)
    },
    lexicon
  )
  // An echo is nobody's word: of the name in Arabic letters its reading is learnt.
  expect([...learning]).toHaveLength(3)
  expect(asked).toEqual([wordOf('محمد')?.spellings[0].text, 'NOWAK', 'MARTA'])
})

test('a ranking is kept while its own words gain what they did, and made anew when one gains less', () => {
  const dictionary = createDictionary(model)
  const expand = createExpander(dictionary, model.name)
  const bear = (text: string) => {
    for (let times = 0; times < 1_000; times++) dictionary.countBearer(text, 1)
  }
  list(
    dictionary,
    ['MARTA', 'MARTHA', 'KOWALSKI'].map(text => [text, {}, false])
  )
  dictionary.setPersons(2_000)
  const word = wordOf('MARTA')
  const ranked = () => word && expand(word).ranked(50, false, true)

  const before = ranked()
  const changes = dictionary.weightChanges
  bear('KOWALSKI')
  expect(dictionary.weightChanges).toBeGreaterThan(changes)
  expect(ranked()?.words.buffer).toBe(before?.words.buffer)

  bear('MARTHA')
  const first = createExpander(dictionary, model.name)
  expect(ranked()).not.toEqual(before)
  expect(ranked()).toEqual(word && first(word).ranked(50, false, true))
})

test('a part may have as many letters as the word that it makes up', () => {
  const dictionary = createDictionary(model)
  const expand = createExpander(dictionary, model.name)
  list(dictionary, [['A', {}, false]])
  expect(told(expand, 'ASIA')?.splits).toHaveLength(0)
  list(dictionary, [['ASIH', {}, false]])
  expect(told(expand, 'ASIA')?.splits).toHaveLength(1)
})

test.for([
  { how: 'at once', portion: 8_000 },
  { how: 'little by little', portion: 2_000 }
])('what is known of a word outlives thousands of new ones, $how', ({ portion }) => {
  const dictionary = createDictionary(model)
  const expand = createExpander(dictionary, model.name)
  const texts = ['MARTA', 'MARIA', 'XIAOMING']
  for (const text of texts) told(expand, text)
  const related = ['MARTHA', 'XIAO', 'MARYA', 'MARJA', 'MING', 'MARIAH']
  for (let at = 0; at < unlike.length; at += portion) {
    list(
      dictionary,
      [...related.splice(0, 1), ...unlike.slice(at, at + portion)].map(text => [text, {}, false])
    )
    for (const text of texts) {
      expect(told(expand, text)).toEqual(told(createExpander(dictionary, model.name), text))
    }
  }
  expect(dictionary.size).toBeGreaterThan(8_000)
})

const letters = [...'BDFGKLMNPRSTVZ']
const unlike = letters.flatMap(a =>
  letters.flatMap(b => letters.flatMap(c => [`${a}A${b}I${c}`, `${a}U${b}A${c}`, `${a}A${b}${c}A`]))
)
