import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { Country, toCountry } from '#src/domain/countries.ts'

test.for([
  { code: 'IRQ', expected: 'IRQ', why: 'ICAO’s own' },
  { code: 'IQ', expected: 'IRQ', why: 'two letters of ISO' },
  { code: ' irq ', expected: 'IRQ', why: 'any case, blanks around' },
  { code: 'D', expected: 'DEU', why: 'as German passports print it' },
  { code: 'GBD', expected: 'GBD', why: 'British overseas citizens stand apart' },
  { code: 'XXA', expected: 'XXA', why: 'a stateless person' },
  { code: 'UNO', expected: 'UNO', why: 'the United Nations issue passports' },
  { code: 'UTO', expected: 'UTO', why: 'Utopia, of the specimens' },
  { code: 'SUN', expected: 'SUN', why: 'a former state that is still printed' },
  { code: 'XKX', expected: 'RKS', why: 'Kosovo has three codes' },
  { code: 'ROM', expected: 'ROU', why: 'Romania before 2002' },
  { code: 'QQQ', expected: undefined, why: 'no such country' },
  { code: 'Iraq', expected: undefined, why: 'a name is no code' },
  { code: '', expected: undefined, why: 'nothing' }
])('knows countries by their codes: $code – $why', ({ code, expected }) => {
  expect(toCountry(code)).toBe(expected)
  expect(Compile(Country).Check(code)).toBe(expected !== undefined)
})

test('takes no more than a few blanks around a code, since what is sent is kept', () => {
  expect(Compile(Country).Check(`${' '.repeat(5)}DEU`)).toBe(true)
  expect(Compile(Country).Check(`${' '.repeat(100)}DEU`)).toBe(false)
})
