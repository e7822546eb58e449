import { describe, expect, test } from 'vitest'
import { simplestForm } from '#matchers/scripts/han-forms.ts'

const simplest = (name: string): string => [...name].map(simplestForm).join('')

describe('characters', () => {
  test.for([
    ['張偉', '张伟', 'traditional'],
    ['張伟', '张伟', 'mixed'],
    ['歐陽靜', '欧阳静', 'a family name of two'],
    ['黃呂吳', '黄吕吴', 'small differences'],
    ['陳俊峯', '陈俊峰', 'a variant'],
    ['鍾', '钟', 'one of several for the same'],
    ['鐘', '钟', 'the other'],
    ['渡邊竜', '渡边龙', 'Japanese'],
    ['渡辺龍', '渡边龙', 'the other way round'],
    ['髙﨑', '高崎', 'Japanese variants of family names'],
    ['肖', '萧', 'a family name simplified by its bearers'],
    ['蕭', '萧', 'the same, traditional'],
    ['李', '李', 'a character of one form']
  ])('%s is %s: %s', ([name = '', form]) => {
    expect(simplest(name)).toBe(form)
  })

  test('of other names stay different', () => {
    expect(simplest('黎威章')).toBe('黎威章')
  })

  test('have one form that stands for itself', () => {
    for (let code = 0x3400; code <= 0x9fff; code++) {
      const form = simplestForm(String.fromCodePoint(code))
      expect(simplestForm(form)).toBe(form)
    }
  })
})
