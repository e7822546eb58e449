import { describe, expect, test } from 'vitest'
import { compareNames, createWatchIndex } from '#matchers/index.ts'
import { likenessOfSpellings, nothingCutOff } from '#matchers/names/compare-names.ts'
import { echoesOf } from '#matchers/names/echo.ts'
import { createLexicon } from '#matchers/names/word.ts'
import { echoWord } from '#matchers/scripts/echo-word.ts'
import { createDictionary } from '#matchers/watch/dictionary.ts'
import { model } from './fixtures.ts'

const alike = (a: string, b: string): number => compareNames({ full: a }, { full: b }, model)

const foreign = [
  ['弗拉基米尔·普京', 'Vladimir Putin', 'characters for sounds'],
  ['贝拉克·奥巴马', 'Barack Obama', 'characters, and B for B'],
  ['麥迪遜', 'Madison', 'traditional characters'],
  ['伯卡特', 'Burkart', 'an R that is not written'],
  ['ロバート・スミス', 'Robert Smith', 'kana: R, B and TH'],
  ['マーガレット・サッチャー', 'Margaret Thatcher', 'kana: long vowels'],
  ['ビクトリア', 'Victoria', 'kana: B for V'],
  ['블라디미르 푸틴', 'Vladimir Putin', 'Hangul'],
  ['크리스토퍼 테일러', 'Christopher Taylor', 'Hangul: P for PH'],
  ['이반 드라고', 'Ivan Drago', 'Hangul that begins like a Korean family name'],
  ['إدوارد سنودن', 'Edward Snowden', 'Arabic: weak letters'],
  ['جورج كلوني', 'George Clooney', 'Arabic: G by the letter for J'],
  ['بيني', 'Peni', 'Arabic without P'],
  ['שרפטון', 'Sharpton', 'Hebrew: P or F'],
  ["צ'אושסקו", 'Ceaușescu', 'Hebrew: a mark makes CH'],
  ['Уильям Джонсон', 'William Johnson', 'Cyrillic: W and J'],
  ['Чжан Цзэминь', 'Zhang Zemin', 'Chinese by way of Cyrillic']
] as const

describe('an echo', () => {
  test.for([
    ['VLADIMIR', 'pltml'],
    ['VLADIMIR', 'pltn'],
    ['THATCHER', 'xss'],
    ['GEORGE', 'sls'],
    ['GEORGE', 'xkrk']
  ] as const)('%s leaves %s', ([word, echo]) => {
    expect(echoesOf(word)).toContain(echo)
  })

  test('is not left by a word of one consonant', () => {
    expect(echoesOf('LI')).toEqual([])
  })

  test('is the same from either side', () => {
    expect(echoesOf('WALTER').some(echo => echoWord('沃尔特').includes(echo))).toBe(true)
  })

  test.for(foreign)('%s ~ %s: %s', ([original, latin]) => {
    expect(alike(original, latin)).toBeGreaterThanOrEqual(model.nameThreshold)
    expect(alike(latin, original)).toBeGreaterThanOrEqual(model.nameThreshold)
  })

  test.for([
    ['弗拉基米尔·普京', 'Mikhail Gorbachev'],
    ['ロバート・スミス', 'Ronald Reagan'],
    ['王小明', 'Wasim Akram'],
    ['Фуад Гулієв', 'Vita Klave'],
    ['جورج كلوني', 'Hassan Rouhani'],
    ['블라디미르 푸틴', 'Angela Merkel']
  ])('%s is not %s', ([original = '', latin = '']) => {
    expect(alike(original, latin)).toBeLessThan(0.4)
  })

  test.for(foreign)('%s finds %s by the index, and is found', ([original, latin]) => {
    for (const [asked, listed] of [
      [original, latin],
      [latin, original]
    ] as const) {
      const index = createWatchIndex(model)
      index.apply([
        {
          op: 'put',
          entry: {
            list: 'l',
            id: '1',
            subject: { kind: 'person', names: [{ full: listed }], birthDates: ['1970-02-03'] },
            payload: undefined
          }
        }
      ])
      const traveller = { names: [{ full: asked }], birthDate: '1970-02-03' }
      const { matches, insufficient } = index.search(traveller, { threshold: 0.01, limit: 5 })
      expect([...matches, ...insufficient].map(({ id }) => id)).toContain('1')
    }
  })

  test('has in the dictionary the likeness that a comparison gives it', () => {
    const lexicon = createLexicon(model.word)
    const dictionary = createDictionary(model)
    const texts = foreign.flatMap(([original, latin]) => [
      ...original.split(/[ ·・]/).flatMap(echoWord),
      ...latin.toUpperCase().split(' ')
    ])
    const words = [...new Set(texts)].map(text => lexicon.wordOf(text.replaceAll('Ș', 'S')))
    const use = { isOtherSpelling: false, isLight: false }
    const ids = words.map(word => dictionary.intern(word, use))
    for (const word of words) {
      const found = new Map<number, number>()
      dictionary.eachLike(word, (id, likeness) => found.set(id, likeness))
      words.forEach((other, at) => {
        const expected = likenessOfSpellings(word, other, nothingCutOff, model.name)
        expect(found.get(ids[at] ?? 0) ?? 0, `${word.text} ${other.text}`).toBe(expected)
      })
    }
  })
})
