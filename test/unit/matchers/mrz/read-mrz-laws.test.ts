import fc from 'fast-check'
import { expect, test } from 'vitest'
import { characterValue } from '#matchers/mrz/check-digit.ts'
import { readMrz, travellerFromMrz } from '#matchers/mrz/read-mrz.ts'
import { type MrzContent, writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading, wrongFields } from './helpers.ts'
import { specimens, today } from './specimens.ts'

// Words without K, C, E and L alone, which may be misread fillers at the end of a name.
const word = fc.stringMatching(/^[A-Z]{1,8}[ABDF]$/)
const words = fc.array(word, { minLength: 1, maxLength: 2 }).map(parts => parts.join(' '))
const day = fc
  .date({ min: new Date('1930-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))
const partial = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([date, end]) => date.slice(0, end))

const content: fc.Arbitrary<MrzContent & { readonly given: string }> = fc.record({
  format: fc.constantFrom('TD1', 'TD2', 'TD3', 'MRV-A', 'MRV-B'),
  issuer: fc.constantFrom('UTO', 'DEU', 'IRQ', 'RKS'),
  family: words,
  given: fc.oneof(fc.constant(''), words),
  number: fc.stringMatching(/^[A-Z0-9]{5,8}[A-J0-9]$/),
  nationality: fc.constantFrom('UTO', 'DEU', 'IRQ'),
  birthDate: partial,
  sex: fc.constantFrom('M', 'F'),
  expires: fc.constantFrom('2030-01-31', '2031-12-01')
})

const fits = ({ family, given, format }: MrzContent & { readonly given: string }) =>
  `${family}  ${given}`.length <
  (format === 'TD1' ? 30 : format === 'TD2' || format === 'MRV-B' ? 31 : 39)

test('what is written is read back, without findings', () => {
  fc.assert(
    fc.property(content.filter(fits), written => {
      const read = reading(writeMrz(written))
      const { family, given, ...fields } = written
      expect(read).toMatchObject({ ...fields, findings: [] })
      expect(read.names.family.joined).toBe(family)
      expect(read.names.given.joined).toBe(given)
      expect(read.names.truncated).toBe(false)
      expect(read.checks.every(({ ok }) => ok)).toBe(true)
    })
  )
})

test('a long number of a card is written and read back', () => {
  const number = fc.stringMatching(/^[A-Z0-9]{9,15}$/)
  fc.assert(
    fc.property(number, fc.constantFrom('TD1', 'TD2'), (long, format) => {
      const room = format === 'TD2' ? 14 : 20
      const text = writeMrz({ format, issuer: 'UTO', family: 'DOE', number: long.slice(0, room) })
      expect(reading(text).number).toBe(long.slice(0, room))
      expect(reading(text).checks[0]).toEqual({ field: 'number', ok: true })
    })
  )
})

test('optional data behind a long number does not begin with the filler that ends the number', () => {
  const number = fc.stringMatching(/^[A-Z0-9]{10,12}$/)
  // Without K, C, E and L, which may be misread fillers.
  const data = fc.stringMatching(/^[ABD0-9]{0,2}$/)
  fc.assert(
    fc.property(number, data, fc.constantFrom('TD1', 'TD2'), (long, other, format) => {
      const zone = { format, issuer: 'UTO', family: 'DOE', number: long, optionalData: [other] }
      const { number: read, optionalData } = reading(writeMrz(zone))
      expect([read, optionalData[0]]).toEqual([long, other])
    })
  )
})

const checkedPlaces = [...Array(10).keys(), 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27]
const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<')

test('one substituted character in a checked field is always noticed when its value differs', () => {
  fc.assert(
    fc.property(fc.constantFrom(...checkedPlaces), character, (at, char) => {
      const line = specimens.td3[1]
      fc.pre(characterValue(line, at) % 10 !== characterValue(char, 0) % 10)
      const changed = line.slice(0, at) + char + line.slice(at + 1)
      expect(wrongFields([specimens.td3[0], changed])).toContain('composite')
      expect(wrongFields([specimens.td3[0], changed])).toHaveLength(2)
    })
  )
})

test('a finding never contains a value of the zone', () => {
  fc.assert(
    fc.property(content, fc.nat(70), character, (written, place, char) => {
      const text = writeMrz(written)
      const at = 6 + place
      const read = readMrz(text.slice(0, at) + char + text.slice(at + 1), today)
      const findings = 'unreadable' in read ? [read.unreadable] : read.findings
      expect(findings.join(' ')).toMatch(/^[a-zMFX0-9 ,]*$/)
      expect(findings.join(' ')).not.toContain(written.number)
    })
  )
})

const nearly = fc
  .array(
    fc.string({ unit: fc.constantFrom(...'PVID<<<<<<0123456789OQKCEL« \n\r'), maxLength: 46 }),
    {
      maxLength: 4
    }
  )
  .map(lines => lines.join('\n'))
const shaped = fc
  .tuple(fc.constantFrom(72, 88, 90), fc.string({ unit: character, minLength: 90, maxLength: 90 }))
  .map(([length, text]) => text.slice(0, length))

test('no text throws', () => {
  const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), nearly, shaped)
  fc.assert(
    fc.property(text, given => {
      const read = readMrz(given, today)
      if ('unreadable' in read) {
        expect(read.unreadable).not.toBe('')
        return
      }
      expect(travellerFromMrz(read).names.length).toBeLessThanOrEqual(1)
      expect(read.corrections.number.length).toBeLessThanOrEqual(9)
    }),
    { numRuns: 2000 }
  )
})

test('hostile texts of every length are answered', () => {
  for (const unit of ['<', '«', 'K', '<K', '&lt;', '\u0301', '\ufdfa', ' ', '\n', '<<<K<<<C']) {
    for (const length of [10, 88, 500, 1999, 100_000]) {
      const read = readMrz(unit.repeat(Math.ceil(length / unit.length)).slice(0, length), today)
      expect(read).toBeDefined()
    }
  }
})
