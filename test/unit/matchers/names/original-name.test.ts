import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  charactersOf,
  compareCharacters,
  mostOfCharacters,
  type OriginalFinding
} from '#matchers/names/original-name.ts'
import { model } from '../fixtures.ts'

const weights = model.originalName

const compare = (a: string, b: string, areReadAlike = true): OriginalFinding | undefined =>
  compareCharacters(charactersOf(a), charactersOf(b), areReadAlike, weights)

describe('characters of a name', () => {
  test.for([
    ['張偉', '张伟', 'in one form'],
    ['歐陽 小明', '欧阳小明', 'without blanks'],
    ['张，伟', '张伟', 'without a comma'],
    ['\uf9e1明', '李明', 'without doubles that only encodings know'],
    ['葛\u{e0100}城', '葛城', 'without marks of a variant'],
    ['李', '', 'none of one character'],
    ['弗拉基米尔', '', 'none of more than four: a foreign name'],
    ['李Wei', '', 'none where a part is in Latin'],
    ['さくら山', '', 'none where a part is in kana'],
    ['김철수', '', 'none in Hangul'],
    ['Li Wei', '', 'none in Latin'],
    ['12', '', 'none of digits'],
    ['', '', 'none of nothing']
  ])('%s: %s, %s', ([name = '', characters]) => {
    expect(charactersOf(name).join('')).toBe(characters)
  })
})

describe('names in characters', () => {
  test.for([
    ['張偉', '张伟', 'same characters', weights.sameTwo],
    ['歐陽小明', '欧阳小明', 'same characters', weights.same],
    ['小明 王', '王小明', 'same characters', weights.same],
    ['王晓明', '王孝明', 'read alike, but one character differs', weights.oneDiffers],
    ['王晓明', '王孝鸣', 'read alike, but characters differ', weights.someDiffer],
    ['张伟', '张威', 'read alike, but characters differ', weights.someDiffer],
    ['李伟', '黎威', 'read alike, but no character in common', weights.noneSame],
    ['張偉', '章威', 'read alike, but no character in common', weights.noneSame]
  ] as const)('%s, %s: %s', ([a, b, finding, weight]) => {
    expect(compare(a, b)).toEqual({ finding, weight })
  })

  test('that are read otherwise say only that they are the same', () => {
    expect(compare('张伟', '章威', false)).toBeUndefined()
    expect(compare('张伟', '张伟', false)?.weight).toBe(weights.sameTwo)
  })

  test.for([
    ['王小明', '王明'],
    ['张伟', 'Zhang Wei'],
    ['김철수', '金哲洙'],
    ['Иван Петров', 'Иван Петров']
  ])('%s, %s: no evidence', ([a = '', b = '']) => {
    expect(compare(a, b)).toBeUndefined()
  })

  test('weigh the same in either order, and never more than is promised', () => {
    const characters = fc.constantFrom(...'張张伟偉章威李黎王汪晓曉明 ')
    const name = fc.oneof(
      fc.string({ unit: characters, maxLength: 5 }),
      fc.string({ unit: 'binary', maxLength: 8 })
    )
    fc.assert(
      fc.property(name, name, fc.boolean(), (a, b, areReadAlike) => {
        const found = compare(a, b, areReadAlike)
        expect(compare(b, a, areReadAlike)).toEqual(found)
        const most = mostOfCharacters([{ characters: charactersOf(a) }], weights)
        expect(found?.weight ?? 0).toBeLessThanOrEqual(most)
      })
    )
  })

  test('of other scripts promise nothing, so that searching for them costs no more', () => {
    expect(mostOfCharacters([{ characters: charactersOf('Li Wei') }], weights)).toBe(0)
    expect(mostOfCharacters([], weights)).toBe(0)
  })
})
