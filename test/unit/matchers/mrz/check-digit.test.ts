import fc from 'fast-check'
import { expect, test } from 'vitest'
import { characterValue, checkDigit } from '#matchers/mrz/check-digit.ts'

test.for([
  ['520727', '3'],
  ['AB2134<<<', '5'],
  ['L898902C3', '6'],
  ['ZE184226B<<<<<', '1'],
  ['D23145890XYZ', '5'],
  ['HA672242<658022549601086<<<<<<<<<<<<<<0', '8'],
  ['<<<<<<', '0'],
  ['', '0']
])('the check digit of %s is %s', ([field, digit]) => {
  expect(checkDigit(field ?? '')).toBe(digit)
})

const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'
const field = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 39 })

test('one substituted character changes the digit, unless both count the same modulo 10', () => {
  fc.assert(
    fc.property(field, fc.nat(), fc.constantFrom(...characters), (text, place, char) => {
      const at = place % text.length
      const changed = text.slice(0, at) + char + text.slice(at + 1)
      const sameValue = characterValue(text, at) % 10 === characterValue(char, 0) % 10
      expect(checkDigit(changed) === checkDigit(text)).toBe(sameValue)
    })
  )
})

test('any text has a check digit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(checkDigit(text)).toMatch(/^[0-9]$/)
    })
  )
})
