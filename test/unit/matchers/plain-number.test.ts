import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainNumber } from '#matchers/plain-number.ts'

test.for([
  ['A1234567', 'A1234567', 'nothing to change'],
  ['a 123-45/67', 'A1234567', 'small letters, blanks and marks'],
  ['A۱۲۳۴۵۶۷۸', 'A12345678', 'Persian digits'],
  ['١٢٣٤٥٦٧٨٩٠', '1234567890', 'Arabic digits'],
  ['१२३४५६७८९०', '1234567890', 'Devanagari digits'],
  ['𞥐𞥑𞥙', '019', 'digits beyond the basic plane'],
  ['Ａ１２３', 'A123', 'wide letters and digits'],
  ['МР1234567', 'MP1234567', 'Cyrillic letters that are printed like Latin ones'],
  ['авекмнорстухіјѕ', 'ABEKMHOPCTYXIJS', 'all of them'],
  ['ΑΖ 123456', 'AZ123456', 'Greek letters of identity cards'],
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX', 'all of them'],
  ['ЖЩ 123456', 'ЖЩ123456', 'Cyrillic letters like no Latin one'],
  ['أ ١٢٣', 'أ123', 'an Arabic letter'],
  ['京A1', '京A1', 'a Chinese character']
] as const)('%s is %s: %s', ([number, plain]) => {
  expect(plainNumber(number)).toBe(plain)
})

test('of letters and digits in ASCII nothing is lost, and nothing comes in', () => {
  fc.assert(
    fc.property(fc.string(), number => {
      expect(plainNumber(number)).toBe(number.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
    })
  )
})

test('survives any text, and changes nothing twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), number => {
      const plain = plainNumber(number)
      expect(plainNumber(plain)).toBe(plain)
      expect(plain).not.toMatch(/[^\P{Nd}0-9]/u)
    })
  )
})
