import { expect, test } from 'vitest'
import { travellerFromMrz } from '#matchers/mrz/read-mrz.ts'
import { type MrzContent, writeMrz } from '#matchers/mrz/write-mrz.ts'
import { reading } from './helpers.ts'
import { specimens } from './specimens.ts'

const doe: MrzContent = {
  format: 'TD3',
  issuer: 'UTO',
  family: 'DOE',
  given: 'JANE',
  number: 'X12345679',
  nationality: 'UTO',
  birthDate: '1970-01-02'
}
const traveller = (content: Partial<MrzContent>, change = (text: string) => text) =>
  travellerFromMrz(reading(change(writeMrz({ ...doe, ...content }))))

test('a passport gives a traveller with everything that is known', () => {
  expect(travellerFromMrz(reading(specimens.td3))).toEqual({
    names: [{ family: 'ERIKSSON', given: 'ANNA MARIA' }],
    birthDate: '1974-08-12',
    sex: 'F',
    nationalities: ['UTO'],
    documents: [{ type: 'P', number: 'L898902C3', issuer: 'UTO' }]
  })
})

test('what is not known is absent', () => {
  expect(travellerFromMrz(reading(['P<<<<'.padEnd(44, '<'), '<'.repeat(43).concat('0')]))).toEqual({
    names: [],
    documents: []
  })
})

test('a single name is neither family nor given name', () => {
  expect(traveller({ family: 'ARKFREITH', given: '' }).names).toEqual([{ full: 'ARKFREITH' }])
})

test.for([
  { format: 'TD3', given: 'CHAYAPA DEJTHAMRONG KRASUANG', cutOff: true, why: 'a full field' },
  { format: 'TD3', given: 'CHAYAPA', cutOff: undefined, why: 'a field with room' },
  { format: 'FRA-ID', given: 'CHAYAPA DEJTHAMRONG', cutOff: true, why: 'a full given name' },
  { format: 'FRA-ID', given: 'CHAYAPA', cutOff: undefined, why: 'two fields with room' }
] as const)(
  'a name may be cut off where its field is full: $format, $why',
  ({ format, given, cutOff }) => {
    expect(
      traveller({ format, issuer: 'FRA', family: 'NILAVADHANANANDA', given }).names[0]?.cutOff
    ).toBe(cutOff)
  }
)

test('a full field of the French card is known by its own width', () => {
  const family = 'BENNELONG WOOLOOMOOLOO WARRANDYTE'
  const onCard = (given: string) => traveller({ format: 'FRA-ID', issuer: 'FRA', family, given })
  expect(onCard('DINGO').names).toEqual([
    { family: 'BENNELONG WOOLOOMOOLOO WA', given: 'DINGO', cutOff: true }
  ])
  expect(onCard('').names).toEqual([{ full: 'BENNELONG WOOLOOMOOLOO WA', cutOff: true }])
})

test.for(['XXA', 'XXB', 'XXC', 'XXX', 'UNO', 'EUE', 'XPO'])('%s is no nationality', code => {
  expect(traveller({ nationality: code }).nationalities).toBeUndefined()
})

test.for([
  ['P', 'P'],
  ['PP', 'P'],
  ['VN', 'V'],
  ['ID', 'ID'],
  ['I', 'I'],
  ['AC', 'AC']
] as const)('the document code %s gives the type %s', ([documentCode, type]) => {
  const format = documentCode.startsWith('V') ? 'MRV-A' : 'TD3'
  expect(traveller({ documentCode, format }).documents?.[0]?.type).toBe(type)
})

test('corrected numbers are further documents', () => {
  const { documents } = traveller({ number: 'X10002' }, text => text.replace('X10002', 'X1O002'))
  expect(documents).toContainEqual({ type: 'P', number: 'X1O002', issuer: 'UTO' })
  expect(documents).toContainEqual({ type: 'P', number: 'X10002', issuer: 'UTO' })
})

test('a birth date that could not be read is the only corrected one, a whole one is as read', () => {
  expect(traveller({}, text => text.replace('700102', '7OO102')).birthDate).toBe('1970-01-02')
  expect(traveller({}, text => text.replace('700102', '7WW102')).birthDate).toBeUndefined()
  expect(traveller({}, text => text.replace('700102', '710102')).birthDate).toBe('1971-01-02')
})

test('a partial birth date stays partial', () => {
  expect(traveller({ birthDate: '1962' }).birthDate).toBe('1962')
})
