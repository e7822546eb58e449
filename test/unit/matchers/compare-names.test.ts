import fc from 'fast-check'
import { Value } from 'typebox/value'
import { describe, expect, test } from 'vitest'
import { compareNames, describeModel } from '#matchers/index.ts'
import { priorFor } from '#matchers/prior.ts'
import { MatchingModel } from '../../../src/domain/matching-model.ts'
import { model } from './fixtures.ts'

const alike = (a: string, b: string): number => compareNames({ full: a }, { full: b }, model)

describe('compareNames', () => {
  test.for([
    ['Müller', 'MUELLER', 'an umlaut by two letters'],
    ['Hans Müller', 'HANS MUXXLLER', 'an umlaut by the zone’s escape'],
    ['Peña Nieto', 'PENXXA NIETO', 'a tilde by the zone’s escape'],
    ['Владимир Путин', 'Vladimir Putin', 'Cyrillic'],
    ['Юлия Щербакова', 'Yulia Shcherbakova', 'Cyrillic, older reading'],
    ['Αλέξανδρος Παπαδόπουλος', 'Alexandros Papadopoulos', 'Greek'],
    ['Սերժ Սարգսյան', 'Serzh Sargsyan', 'Armenian'],
    ['ვლადიმერ გურგენიძე', 'Vladimer Gurgenidze', 'Georgian'],
    ['محمد علي', 'Mohammed Ali', 'Arabic'],
    ['حسین موسوی', 'Hossein Mousavi', 'Persian'],
    ['דוד כהן', 'David Cohen', 'Hebrew'],
    ['王小明', 'Wang Xiaoming', 'Chinese'],
    ['欧阳修明', 'Ouyang Xiuming', 'Chinese with a surname of two characters'],
    ['김정은', 'Kim Jeong Eun', 'Korean'],
    ['박 지성', 'Park Jiseong', 'Korean with a space'],
    ['さとう けん', 'Sato Ken', 'kana'],
    ['रजनीकांत शर्मा', 'Rajanikant Sharma', 'Devanagari'],
    ['Abd al-Rahman al-Iraqi', 'ABDURRAHMAN ALIRAQI', 'servant of God, joined'],
    ['Abdallah Nur', 'Abd Allah Nur', 'Abdullah'],
    ['O’Brien Patrick', 'OBRIEN PATRICK', 'an apostrophe'],
    ['Jean-Pierre Dupont', 'JEANPIERRE DUPONT', 'a hyphen'],
    ['Dr. Ivan Petrov', 'Petrov, Ivan', 'a title and a comma'],
    ['PETROV<<IVAN', 'Ivan Petrov', 'fillers of the zone'],
    ['Jon Smith', 'John Smith', 'a short word'],
    ['Mohammed Al-Masri', 'Muhammad El Masry', 'spellings of Arabic'],
    ['Președintele Stoica', 'Stoica', 'a title in Romanian'],
    ['Vytautas Petrovas', 'Vytautas Petrov', 'a Lithuanian ending'],
    ['TJ Abernathy', 'Thomas James Abernathy', 'two initials in one word'],
    ['Hsieh Chia-ling', 'Xie Jialing', 'Wade-Giles and pinyin'],
    ['Xie Jialing', 'Hsieh Chia-ling', 'pinyin and Wade-Giles'],
    ['Ryang Chol-jun', 'Ryang Cheoljun', 'two ways to romanise Korean'],
    ['Tae-chin Pang', 'Taejin Bang', 'McCune-Reischauer and Revised Romanisation'],
    ['Nur al-Din Zangi', 'Noureddine Zangi', 'a name of faith, parted'],
    ['Sharaf Eddine Kassar', 'Sharafuddin Kassar', 'a name of faith, its article joined'],
    ['Vlagyimir Putyin', 'Vladimir Putin', 'Hungarian spelling of soft consonants'],
    ['Уладзімір Пуцін', 'Vladimir Putin', 'Belarusian'],
    ['Radovan Karadžić', 'Radovan Karadzhich', 'a hook by its sound'],
    ['Radovan Karadžić', 'RADOVAN KARADZIC', 'a hook left out'],
    ['Katya Olya Ivanova', 'Ekaterina Olga Ivanova', 'short forms']
  ])('%s ~ %s: %s', ([a = '', b = '']) => {
    expect(alike(a, b)).toBeGreaterThan(0.6)
  })

  test.for([
    ['Li Wu', 'Lu Wu'],
    ['Sy Abernathy', 'Samuel Yves Abernathy'],
    ['Angela Merkel', 'Angelo Cruz'],
    ['Valery Nikolaevich Ermakov', 'Valery Konstantinovich Ermakov'],
    ['Mohammed Ali', 'Mohammed Hassan']
  ])('%s is not %s', ([a = '', b = '']) => {
    expect(alike(a, b)).toBeLessThan(0.4)
  })

  test('one reading in other characters is not one name; in the same it is more than the reading', () => {
    expect(alike('張偉', '张伟')).toBeGreaterThan(alike('Zhang Wei', '张伟'))
    expect(alike('王晓明', '王孝明')).toBeLessThan(alike('Wang Xiaoming', '王孝明'))
    expect(alike('王晓明', '王孝明')).toBeGreaterThan(model.nameThreshold)
    expect(alike('張偉', '章威')).toBeLessThan(model.nameThreshold)
    expect(alike('李伟', '黎威')).toBeLessThan(model.nameThreshold)
  })

  test('nothing to compare is no likeness', () => {
    expect(alike('', 'John Smith')).toBe(0)
  })

  test('is the same in either order', () => {
    const word = fc.constantFrom(
      ...'Maria Ximena Cholmondeley Mohammed al Tikriti M. Jean-Pierre 王小明 汪孝明 張偉 章威 Bob Robert'.split(
        ' '
      )
    )
    const name = fc.array(word, { maxLength: 5 }).map(words => words.join(' '))
    const compareBothWays = (a: string, b: string): void => {
      expect(alike(a, b)).toBe(alike(b, a))
    }
    compareBothWays('Maria Ximena Cholmondeley', 'Maria Cholmondeley')
    fc.assert(fc.property(name, name, compareBothWays))
  })

  test('lies in [0, 1] for any two strings', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = alike(a, b)
        expect(value >= 0 && value <= 1).toBe(true)
      })
    )
  })
})

describe('the model', () => {
  test('that is shipped fits its schema, strictly', () => {
    expect(Value.Check(MatchingModel, model)).toBe(true)
    expect(Value.Check(MatchingModel, { ...model, priro: 1 })).toBe(false)
    expect(
      Value.Check(MatchingModel, { ...model, sex: { same: 1, different: -1, other: 0 } })
    ).toBe(false)
  })

  test('can be described for people', () => {
    const described = describeModel(model)
    expect(described.prior).toBe(priorFor(1, model.prior))
    expect(described.fields.map(({ field }) => field)).toEqual([
      'document',
      'name',
      'originalName',
      'birthDate',
      'nationality',
      'sex',
      'birthPlace'
    ])
    expect(described.fields[3]?.levels).toContainEqual({
      level: 'same',
      weight: model.birthDate.same
    })
  })
})
