import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit } from '#matchers/mrz/check-digit.ts'
import { otherBirthDates, travellerFromMrz } from '#matchers/mrz/read-mrz.ts'
import { writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading, wrongFields } from './helpers.ts'
import { specimens } from './specimens.ts'

const zone = (line: string) => [specimens.td3[0], line]
const line = specimens.td3[1]
const lineWith = (date: string) => line.replace('7408122', `${date}${checkDigit(date)}`)

test('a letter O read for a zero in the number is put right, the number stays as read', () => {
  const read = reading(zone(line.replace('L898902C3', 'L8989O2C3')))
  expect(read.number).toBe('L8989O2C3')
  expect(read.corrections.number[0]).toBe('L898902C3')
})

test('several zeros read as O are put right together', () => {
  const text = writeMrz({
    format: 'TD3',
    issuer: 'UTO',
    family: 'DOE',
    number: 'X10002001',
    birthDate: '1970-01-02'
  })
  const read = reading(text.replace('X10002001', 'X1OOO2OO1'))
  expect(read.corrections.number).toContain('X10002001')
})

test('two different misreadings in a number are put right', () => {
  const read = reading(zone(line.replace('L898902C3', 'L89B9O2C3')))
  expect(read.corrections.number).toContain('L898902C3')
})

test.for([
  ['74O812', '1974-08-12', 'O for 0'],
  ['7408I2', '1974-08-12', 'I for 1'],
  ['740BI2', '1974-08-12', 'two letters'],
  ['740W12', '1974-08-12', 'a letter like no digit, found by the check digit'],
  ['740312', '1974-08-12', 'a 3 for an 8']
] as const)('the birth date %s may be %s: %s', ([misread, date]) => {
  const read = reading(zone(line.replace('740812', misread)))
  expect(read.corrections.birthDate).toContain(date)
  expect(read.corrections.number).toEqual([])
  expect(read.findings).toContain('birth date check digit is wrong')
})

const born = (birthDate: string, expires = '2031-06-16') =>
  writeMrz({ format: 'TD3', issuer: 'UTO', family: 'DOE', number: 'X10002001', birthDate, expires })

test.for([
  ['G61123', '1966-11-23'],
  ['6G1123', '1966-11-23'],
  ['66L123', '1966-11-23'],
  ['GGLL23', '1966-11-23'],
  ['66112G', '1966-11-26']
] as const)(
  'letters that count the same as their digits are read as these: %s',
  ([misread, date]) => {
    const right = date.slice(2).replaceAll('-', '')
    const read = reading(born(date).replace(right, misread))
    expect(read.birthDate).toBe(date)
    expect(read.asRead.birthDate).toBe(misread)
    expect(read.checks.every(({ ok }) => ok)).toBe(true)
    expect(read.findings).toEqual(['letters in the birth date were read as digits'])
    expect(read.corrections).toEqual({ number: [], birthDate: [], expires: [] })
  }
)

test('letters that count the same are read as digits in an expiry date, too', () => {
  const read = reading(born('1966-11-23').replace('310616', '3L0GL6'))
  expect(read.expires).toBe('2031-06-16')
  expect(read.findings).toEqual(['letters in the expiry date were read as digits'])
})

test('a letter that counts the same as a digit it does not resemble may be that digit', () => {
  const read = reading(born('1970-01-02').replace('700102', '7A0102'))
  expect(wrongFields(born('1970-01-02').replace('700102', '7A0102'))).toEqual([])
  expect(read.birthDate).toBeUndefined()
  expect(read.corrections.birthDate).toEqual(['1970-01-02'])
  expect(travellerFromMrz(read).birthDate).toBe('1970-01-02')
})

test('a date that is none, of digits with a right check digit, has no corrections', () => {
  const read = reading(zone(lineWith('741312')))
  expect(read.corrections.birthDate).toEqual([])
})

test('a letter in one date does not hide the correction of another field', () => {
  const read = reading(
    born('1966-11-23').replace('661123', 'G61123').replace('X10002001', 'X1O002001')
  )
  expect(read.birthDate).toBe('1966-11-23')
  expect(read.corrections.number[0]).toBe('X10002001')
  const other = reading(
    born('1970-01-02').replace('700102', '7A0102').replace('X10002001', 'X1O002001')
  )
  expect(other.corrections.birthDate).toEqual(['1970-01-02'])
  expect(other.corrections.number[0]).toBe('X10002001')
})

test('what a misread birth date may have been has a century earlier, too', () => {
  const read = reading(born('2022-03-04').replace('220304', '2Z0304'))
  expect(read.birthDate).toBeUndefined()
  expect(travellerFromMrz(read).birthDate).toBe('2022-03-04')
  expect(otherBirthDates(read)).toEqual(['1922-03-04'])
})

test('fillers of a partial date read as letters are put right', () => {
  const text = writeMrz({
    format: 'TD3',
    issuer: 'UTO',
    family: 'DOE',
    number: 'X10002001',
    birthDate: '1962'
  })
  expect(reading(text.replace('62<<<<', '62<LC<')).corrections.birthDate).toEqual(['1962'])
})

test('an expiry date is put right', () => {
  const read = reading(zone(line.replace('120415', '12O4I5')))
  expect(read.corrections.expires).toEqual(['2012-04-15'])
})

test('fillers at the end of a number read as letters are put right', () => {
  const text = writeMrz({ format: 'TD2', issuer: 'UTO', family: 'DOE', number: 'AB21345' })
  expect(reading(text.replace('AB21345<<', 'AB21345CC')).corrections.number).toContain('AB21345')
  // K counts the same as the filler, so that no check digit is wrong.
  const undetected = reading(text.replace('AB21345<<', 'AB21345KK'))
  expect(undetected.findings).toEqual([])
  expect(undetected.corrections.number).toEqual(['AB21345'])
})

test('a misread check digit brings no corrections: the field was read well', () => {
  const read = reading(zone(line.replace('L898902C36', 'L898902C37')))
  expect(read.corrections).toEqual({ number: [], birthDate: [], expires: [] })
})

test('a check digit read as the letter that looks like it brings no corrections', () => {
  const misread = zone(line.replace('L898902C36', 'L898902C3G'))
  expect(wrongFields(misread)).toContain('number')
  expect(reading(misread).corrections.number).toEqual([])
})

test('the end of a long number is no filler', () => {
  const text = writeMrz({ format: 'TD1', issuer: 'UTO', family: 'DOE', number: 'D23145890XYK' })
  expect(reading(text)).toMatchObject({ number: 'D23145890XYK', corrections: { number: [] } })
})

test('a check digit that is no digit at all proves nothing', () => {
  const read = reading(zone(line.replace('L898902C36', 'L898902C3<')))
  expect(wrongFields(zone(line.replace('L898902C36', 'L898902C3<')))).toContain('number')
  expect(read.corrections.number).toEqual([])
})

test('wrong optional data does not hide the correction of another field', () => {
  const read = reading(zone(line.replace('L898902C3', 'L8989O2C3').replace('ZE18', 'ZE17')))
  expect(read.corrections.number).toContain('L898902C3')
})

test('an unreadable field does not hide the correction of another one', () => {
  const read = reading(zone(line.replace('L898902C3', 'L8989O2C3').replace('7408122', '7WW8122')))
  expect(read.corrections.number).toContain('L898902C3')
  expect(read.corrections.birthDate).toEqual([])
})

test('a visa has no composite digit: its own check digits decide', () => {
  const text = writeMrz({ format: 'MRV-A', issuer: 'UTO', family: 'DOE', number: 'X10002001' })
  const read = reading(text.replace('X10002001', 'X1O002001'))
  expect(read.corrections.number[0]).toBe('X10002001')
})

// Not 6 and G, which count the same modulo 10: no check digit tells them apart.
const look = { '0': 'O', '1': 'I', '2': 'Z', '5': 'S', '8': 'B' } as const

test('any single confusion in a number is among the corrections, and these are few', () => {
  const number = fc.stringMatching(/^[A-Z][0-9]{8}$/)
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 8 }), (right, at) => {
      const letter = look[right.charAt(at) as keyof typeof look]
      fc.pre(letter !== undefined)
      const text = writeMrz({ format: 'TD3', issuer: 'UTO', family: 'DOE', number: right })
      const misread = right.slice(0, at) + letter + right.slice(at + 1)
      const read = reading(text.replace(right, misread))
      expect(read.number).toBe(misread)
      expect(read.corrections.number).toContain(right)
      expect(read.corrections.number.length).toBeLessThanOrEqual(8)
    })
  )
})
