import { expect, test } from 'vitest'
import { reading, wrongFields } from './helpers.ts'
import { specimens } from './specimens.ts'

const anna = {
  issuer: 'UTO',
  names: {
    family: { components: ['ERIKSSON'], joined: 'ERIKSSON' },
    given: { components: ['ANNA', 'MARIA'], joined: 'ANNA MARIA' },
    truncated: false
  },
  sex: 'F'
}

const cards = {
  number: 'D23145890',
  nationality: 'UTO',
  birthDate: '1974-08-12',
  expires: '2012-04-15'
}
const visas = {
  number: 'L8988901C',
  nationality: 'XXX',
  birthDate: '1940-09-07',
  expires: '2096-12-10'
}

test.for([
  ['td1', { ...anna, ...cards, format: 'TD1', documentCode: 'I', optionalData: ['', ''] }],
  ['td2', { ...anna, ...cards, format: 'TD2', documentCode: 'I', optionalData: [''] }],
  [
    'td3',
    {
      ...anna,
      ...cards,
      number: 'L898902C3',
      format: 'TD3',
      documentCode: 'P',
      optionalData: ['ZE184226B']
    }
  ],
  ['mrvA', { ...anna, ...visas, format: 'MRV-A', documentCode: 'V', optionalData: ['6ZE184226B'] }],
  ['mrvB', { ...anna, ...visas, format: 'MRV-B', documentCode: 'V', optionalData: ['6ZE18422'] }]
] as const)('reads every field of the %s specimen', ([name, expected]) => {
  expect(reading(specimens[name])).toMatchObject(expected)
  expect(wrongFields(specimens[name])).toEqual([])
})

test('reads the French identity card issued before 2021', () => {
  expect(reading(specimens.fraId)).toMatchObject({
    format: 'FRA-ID',
    documentCode: 'ID',
    issuer: 'FRA',
    nationality: 'FRA',
    number: '880692310285',
    birthDate: '1965-12-06',
    sex: 'F',
    expires: undefined,
    findings: [],
    names: { family: { joined: 'BERTHIER' }, given: { joined: 'CORINNE' }, truncated: false }
  })
})

test('an expired or valid document without faults has no findings', () => {
  expect(reading(specimens.td3).findings).toEqual([])
  expect(reading(specimens.td3).corrections).toEqual({ number: [], birthDate: [], expires: [] })
})

test('an expiry that is more than 20 years ahead is suspect', () => {
  expect(reading(specimens.mrvA).findings).toEqual(['expiry date is more than 20 years ahead'])
})

test('Germany is one letter in the zone; the code as read is kept', () => {
  const read = reading([
    'P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<',
    'C01X0006H1D<<6408125F2710316<<<<<<<<<<<<<<<8'
  ])
  expect(read).toMatchObject({ issuer: 'DEU', nationality: 'DEU', findings: [] })
  expect(read.asRead).toMatchObject({ issuer: 'D<<', nationality: 'D<<', birthDate: '640812' })
})

test.for([
  ['the number and its rest', 'I<UTOD23145890<XYZ5<<<<<<<<<<<', 'D23145890XYZ', true],
  ['the filler between them too', 'I<UTOD23145890<A1B5<<<<<<<<<<<', 'D23145890A1B', true],
  ['something else', 'I<UTOD23145890<XYZ9<<<<<<<<<<<', 'D23145890XYZ', false]
] as const)('a long number is read whole when its digit covers %s', ([, line, number, ok]) => {
  const read = reading([line, '7408122F1204159UTO<<<<<<<<<<<0', specimens.td1[2]])
  expect(read.number).toBe(number)
  expect(read.checks[0]).toEqual({ field: 'number', ok })
  expect(read.optionalData).toEqual(['', ''])
  expect(read.corrections.number.includes('D23145890')).toBe(!ok)
})

test('optional data behind a long number begins behind the filler that ends it', () => {
  const read = reading([
    'I<UTOD23145890<XYZ12<ABC<<<<<<',
    '7408122F1204159UTO<<<<<<<<<<<0',
    specimens.td1[2]
  ])
  expect(read).toMatchObject({ number: 'D23145890XYZ1', optionalData: ['ABC', ''] })
})

test('a passport number goes on in the personal number only if the check digit says so', () => {
  const start = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
  const long = reading([start, 'D23145890<UTO7408122F1204159XYZ5<<<<<<<<<<00'])
  expect(long).toMatchObject({ number: 'D23145890XYZ', optionalData: [''] })
  const other = reading([start, 'D23145890<UTO7408122F1204159XYZ6<<<<<<<<<<00'])
  expect(other).toMatchObject({ number: 'D23145890', optionalData: ['XYZ6'] })
})

test.for([
  ['M', 'M', 0],
  ['X', 'X', 0],
  ['<', undefined, 0],
  ['Q', undefined, 1]
] as const)('sex %s is read as %s', ([char, sex, findings]) => {
  const line = `${specimens.td3[1].slice(0, 20)}${char}${specimens.td3[1].slice(21)}`
  const read = reading([specimens.td3[0], line])
  expect(read.sex).toBe(sex)
  expect(read.findings).toHaveLength(findings)
})

test.for([
  ['number', 9, ['number', 'composite']],
  ['birth date', 19, ['birthDate', 'composite']],
  ['expiry date', 27, ['expires', 'composite']],
  ['optional data', 42, ['optionalData', 'composite']],
  ['composite', 43, ['composite']]
] as const)(
  'a wrong %s check digit is a finding, and the fields are as read',
  ([word, at, fields]) => {
    const line = specimens.td3[1]
    const wrong = (Number(line[at]) + 1) % 10
    const zone = [specimens.td3[0], `${line.slice(0, at)}${wrong}${line.slice(at + 1)}`]
    expect(wrongFields(zone)).toEqual(fields)
    const read = reading(zone)
    const named = word === 'number' ? 'document number' : word
    expect(read.findings[0]).toBe(`${named} check digit is wrong`)
    expect(read).toMatchObject({
      number: 'L898902C3',
      birthDate: '1974-08-12',
      expires: '2012-04-15'
    })
  }
)

test('the check digit of an empty personal number may be a zero or a filler', () => {
  const start = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'
  expect(wrongFields([start, 'X000000090UTO8511308M3101012<<<<<<<<<<<<<<02'])).toEqual([])
  expect(wrongFields([start, 'X000000090UTO8511308M3101012<<<<<<<<<<<<<<<2'])).toEqual([])
})

test('digits in fields of letters are read as the letters they look like', () => {
  const read = reading([
    'P<UT0ER1KSS0N<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<',
    specimens.td3[1].replace('UTO', 'UT0')
  ])
  expect(read).toMatchObject({ issuer: 'UTO', nationality: 'UTO' })
  expect(read.names.family.joined).toBe('ERIKSSON')
  expect(read.names.given.joined).toBe('ANNA MARIA')
  expect(read.findings).toEqual([
    'issuing state has digits',
    'nationality has digits',
    'name has digits'
  ])
})

test('an empty number and nationality are not known', () => {
  const read = reading([
    'P<<<<ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
    '<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<0'
  ])
  expect(read).toMatchObject({
    issuer: undefined,
    number: undefined,
    nationality: undefined,
    birthDate: undefined,
    expires: undefined
  })
})
