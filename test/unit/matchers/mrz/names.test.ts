import { expect, test } from 'vitest'
import { reading } from './helpers.ts'
import { specimens } from './specimens.ts'

const named = (field: string) => reading([`P<UTO${field.padEnd(39, '<')}`, specimens.td3[1]])

test.for([
  ['ERIKSSON<<ANNA<MARIA', ['ERIKSSON'], ['ANNA', 'MARIA'], 'two given names'],
  [
    'VAN<DER<MUELLEN<<MARTIN',
    ['VAN', 'DER', 'MUELLEN'],
    ['MARTIN'],
    'a family name of three words'
  ],
  ['ARKFREITH', ['ARKFREITH'], [], 'a single name'],
  ['SATRIYA<SUDARPA', ['SATRIYA', 'SUDARPA'], [], 'a single identifier of two words'],
  ['<<ANNA', [], ['ANNA'], 'no primary identifier'],
  ['ERIKSSON<<ANNA<<MARIA', ['ERIKSSON'], ['ANNA', 'MARIA'], 'one filler too many'],
  ['LEE<<ELLE', ['LEE'], ['ELLE'], 'letters that resemble fillers'],
  ['KIM<<K', ['KIM'], ['K'], 'an initial'],
  ['CLEEK<<CECE<ELKE', ['CLEEK'], ['CECE', 'ELKE'], 'nothing but letters that resemble fillers'],
  ['ERIKSSON<<12345', ['ERIKSSON'], [], 'digits alone, which are no name']
] as const)('%s is %j and %j: %s', ([field, family, given]) => {
  const { names } = named(field)
  expect(names.family.components).toEqual(family)
  expect(names.given.components).toEqual(given)
  expect(names.given.joined).toBe(given.join(' '))
  expect(names.truncated).toBe(false)
})

test.for([
  ['NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K', ['CHAYAPA', 'DEJTHAMRONG', 'K']],
  ['BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI', ['DI']],
  ['PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR', ['JONATHON', 'WARREN', 'TREVOR']],
  ['WOLFESCHLEGELSTEINHAUSENBERGERDORFFXYZA', []]
] as const)('%s fills its field and may be truncated', ([field, given]) => {
  expect(named(field).names).toMatchObject({ truncated: true, given: { components: given } })
})

test.for([
  ['ERIKSSON<<ANNA<MARIA<<<<<<KKC<<', 'a few in the padding'],
  ['ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<KKK', 'the last places'],
  ['ERIKSSON<<ANNA<MARIAKKKKKKKKKKKKKKKKKKK', 'all of them'],
  ['ERIKSSON<<ANNA<MARIA<KKKKKKKK<<', 'all but one'],
  ['ERIKSSON<<ANNA<MARIA<KKC<<', 'three without a vowel'],
  ['ERIKSSON<<ANNA<MARIA<<LE<<E<<C', 'a second double filler'],
  ['ERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<L', 'the last place']
])('misread fillers after a name are cleaned: %s, %s', ([field]) => {
  const { names, findings } = named(field ?? '')
  expect(names.family.joined).toBe('ERIKSSON')
  expect(names.given.joined).toBe('ANNA MARIA')
  expect(names.truncated).toBe(false)
  expect(findings).toEqual(['fillers were read as letters'])
})

test('misread fillers after a single name are cleaned, a short given name is not', () => {
  expect(named('ARKFREITH<<<<<<KK<<K').names.given.components).toEqual([])
  expect(named('ERIKSSON<<<LEE').names.given.components).toEqual(['LEE'])
})

test('misread fillers in optional data are cleaned unless the composite digit then fails', () => {
  const line = specimens.td3[1].replace('<<<<<1', '<<<CC1')
  expect(reading([specimens.td3[0], line])).toMatchObject({ optionalData: ['ZE184226B'] })
  expect(reading([specimens.td3[0], line]).checks.every(({ ok }) => ok)).toBe(true)
  const printed = ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159A<<<CL<3']
  expect(reading(printed).optionalData).toEqual(['A<<<CL'])
  expect(reading(printed).findings).toEqual([])
})

test('the older French card has a field for each kind of name', () => {
  const read = reading([
    'IDFRAVAN<DER<MUELLEN<<<<<<<<<<<<<<<<',
    '8806923102858JEAN<<PIERRE<P6512068M0'
  ])
  expect(read.names).toEqual({
    family: { components: ['VAN', 'DER', 'MUELLEN'], joined: 'VAN DER MUELLEN' },
    given: { components: ['JEAN', 'PIERRE', 'P'], joined: 'JEAN PIERRE P' },
    truncated: true
  })
})
