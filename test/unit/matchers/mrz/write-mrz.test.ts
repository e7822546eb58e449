import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName } from '#matchers/mrz/fold-name.ts'
import { type MrzContent, writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading } from './helpers.ts'
import { specimens } from './specimens.ts'

const anna = {
  issuer: 'UTO',
  family: 'Eriksson',
  given: 'Anna Maria',
  nationality: 'UTO',
  birthDate: '1974-08-12',
  sex: 'F',
  expires: '2012-04-15'
} as const

test.for<[keyof typeof specimens, MrzContent]>([
  ['td1', { ...anna, format: 'TD1', number: 'D23145890' }],
  ['td2', { ...anna, format: 'TD2', number: 'D23145890' }],
  ['td3', { ...anna, format: 'TD3', number: 'L898902C3', optionalData: ['ZE184226B'] }],
  [
    'mrvA',
    {
      ...anna,
      format: 'MRV-A',
      number: 'L8988901C',
      nationality: 'XXX',
      birthDate: '1940-09-07',
      expires: '1996-12-10',
      optionalData: ['6ZE184226B']
    }
  ],
  [
    'fraId',
    {
      format: 'FRA-ID',
      issuer: 'FRA',
      family: 'Berthier',
      given: 'Corinne',
      number: '880692310285',
      birthDate: '1965-12-06',
      sex: 'F'
    }
  ]
])('writes the %s specimen', ([name, content]) => {
  expect(writeMrz(content)).toBe(specimens[name].join('\n'))
})

test('what is not known is written as fillers', () => {
  const zone = writeMrz({ format: 'TD3', issuer: 'DEU', family: 'Doe', number: '' })
  expect(zone.split('\n')[1]).toBe('<<<<<<<<<0<<<<<<<<<0<<<<<<<0<<<<<<<<<<<<<<00')
  expect(zone.startsWith('P<D<<DOE<<')).toBe(true)
})

test.for([
  ["O'Connor", ['OCONNOR']],
  ['Smith-Jones', ['SMITH', 'JONES']],
  ['VILARCHAO FERNANDEZ', ['VILARCHAO', 'FERNANDEZ']],
  ['Jr., John', ['JR', 'JOHN']],
  ['Đặng Ștefan', ['DANG', 'STEFAN']],
  ['Øster Þór Łódź', ['OESTER', 'THOR', 'LODZ']],
  ['Ünal Ñuñez Großmann', ['UENAL', 'NUNEZ', 'GROSSMANN']],
  ['U\u0308nal', ['UENAL']],
  ['', []]
] as const)('%s becomes %j', ([name, words]) => {
  expect(foldName(name)).toEqual(words)
})

test.for([
  ['Nilavadhanananda', 'Chayapa Dejthamrong Krasuang', 'NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K'],
  ['Bennelong Woolloomooloo Warrandyte Warnambool', 'Dingo', /^BENNELONG<.*<<D$/],
  ['Wolfeschlegelsteinhausenbergerdorffxyzabc', '', /^WOLFE[A-Z]{34}$/]
] as const)('a name that is too long is cut: %s, %s', ([family, given, field]) => {
  const zone = writeMrz({ format: 'TD3', issuer: 'UTO', family, given, number: 'X1' })
  expect(zone.slice(5, 44)).toMatch(field)
})

test('a name that is cut ends in a letter and keeps one of the given name', () => {
  const words = fc.array(fc.stringMatching(/^[A-Z]{2,12}$/), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(words, words, fc.constantFrom('TD1', 'TD2', 'TD3'), (family, given, format) => {
      const content = { format, issuer: 'UTO', number: 'X1' } as const
      const whole = `${family.join('<')}<<${given.join('<')}`
      const lines = writeMrz({
        ...content,
        family: family.join(' '),
        given: given.join(' ')
      }).split('\n')
      const field = format === 'TD1' ? lines[2] : lines[0]?.slice(5)
      if (whole.length > (field?.length ?? 0)) {
        expect(field).toMatch(/[A-Z]$/)
        expect(field).toContain('<<')
      } else expect(field?.replace(/<+$/, '')).toBe(whole)
      expect(lines.every(line => line.length === lines[0]?.length)).toBe(true)
    })
  )
})

test('optional data after a long number is kept', () => {
  const zone = writeMrz({
    ...anna,
    format: 'TD1',
    number: 'D23145890XYZ',
    optionalData: ['AB12', 'CD']
  })
  expect(reading(zone)).toMatchObject({ number: 'D23145890XYZ', optionalData: ['AB12', 'CD'] })
})
