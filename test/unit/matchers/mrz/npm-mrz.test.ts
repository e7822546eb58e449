import fc from 'fast-check'
import { parse } from 'mrz'
import { expect, test } from 'vitest'
import { type MrzContent, writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading, wrongFields } from './helpers.ts'

// Where the npm package applies: no visas, no specimen state, a second identifier, dates that are known.
const word = fc.stringMatching(/^[A-Z]{1,8}[ABDF]$/)
const date = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2020-12-31'), noInvalidDate: true })
  .map(day => day.toISOString().slice(0, 10))
const content: fc.Arbitrary<MrzContent> = fc.record({
  format: fc.constantFrom('TD1', 'TD2', 'TD3'),
  issuer: fc.constantFrom('FRA', 'IRQ', 'PRT', 'D'),
  family: word,
  given: word,
  number: fc.stringMatching(/^[A-Z0-9]{8}[A-J0-9]$/),
  nationality: fc.constantFrom('FRA', 'IRQ', 'D'),
  birthDate: date,
  sex: fc.constantFrom('M', 'F'),
  expires: fc.constantFrom('2030-01-31', '2031-12-01')
})
const short = (day: string | undefined) => day?.slice(2).replaceAll('-', '')
const zoneOf = (written: MrzContent) => {
  const text = writeMrz(written)
  return { text, lines: text.split('\n') }
}

test('reads what the npm package reads', () => {
  fc.assert(
    fc.property(content, written => {
      const { text, lines } = zoneOf(written)
      const ours = reading(text)
      const { valid, fields } = parse(lines)
      expect(valid).toBe(true)
      expect(wrongFields(text)).toEqual([])
      expect(ours).toMatchObject({ format: written.format, number: fields['documentNumber'] })
      expect(ours.names.family.joined).toBe(fields['lastName'])
      expect(ours.names.given.joined).toBe(fields['firstName'])
      expect(ours.asRead.issuer.replaceAll('<', '')).toBe(fields['issuingState'])
      expect(ours.asRead.nationality.replaceAll('<', '')).toBe(fields['nationality'])
      expect(short(ours.birthDate)).toBe(fields['birthDate'])
      expect(short(ours.expires)).toBe(fields['expirationDate'])
      expect(ours.sex === 'F' ? 'female' : 'male').toBe(fields['sex'])
    })
  )
})

const checkDigits = {
  documentNumberCheckDigit: 'number',
  birthDateCheckDigit: 'birthDate',
  expirationDateCheckDigit: 'expires',
  compositeCheckDigit: 'composite'
} as const

test('finds the same check digits wrong as the npm package', () => {
  const damage = fc.tuple(fc.nat(200), fc.integer({ min: 1, max: 9 }))
  fc.assert(
    fc.property(content, damage, (written, [place, by]) => {
      const { text } = zoneOf(written)
      const digits = [...text.matchAll(/\d/g)].map(({ index }) => index)
      const at = digits[place % digits.length] ?? 0
      const damaged = `${text.slice(0, at)}${(Number(text[at]) + by) % 10}${text.slice(at + 1)}`
      const theirs = new Map(
        parse(damaged.split('\n')).details.map(({ field, valid }) => [field as string, valid])
      )
      const theirWrong = Object.entries(checkDigits)
        .filter(([field]) => theirs.get(field) === false)
        .map(([, field]) => field)
      const ours = wrongFields(damaged).filter(field => field !== 'optionalData')
      expect(ours).toEqual(theirWrong)
    })
  )
})
