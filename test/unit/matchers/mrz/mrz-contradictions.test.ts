import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mrzContradictions, travellerFromMrz } from '#matchers/mrz/read-mrz.ts'
import { writeMrz } from '#matchers/mrz/write-mrz.ts'
import type { PersonName } from '#matchers/types.ts'
import { reading } from './helpers.ts'
import { specimens } from './specimens.ts'

const anna = reading(specimens.td3)
type Fields = Partial<Parameters<typeof mrzContradictions>[0]>
const contradictions = (fields: Fields) => mrzContradictions({ names: [], ...fields }, anna)

test.for([
  [{ names: [{ family: 'ERICSSON', given: 'ANNA' }] }, 'name'],
  [{ birthDate: '1974-08-13' }, 'birth date'],
  [{ birthDate: '1975' }, 'birth date'],
  [{ sex: 'M' }, 'sex'],
  [{ nationalities: ['FRA', 'IRQ'] }, 'nationality'],
  [{ documents: [{ number: 'L898902C4' }] }, 'document number'],
  [{ documents: [{ number: 'L898902C3', issuer: 'FRA' }] }, 'document issuer'],
  [{ documents: [{ number: 'L898902C3', type: 'V' }] }, 'document type'],
  [{ documents: [{ number: 'L898902C3', expires: '2012-04-16' }] }, 'document expiry date']
] as const)('%j contradicts the zone in its %s', ([fields, word]) => {
  expect(contradictions(fields)).toEqual([`${word} differs from the machine-readable zone`])
})

test.for<[Fields, string]>([
  [{}, 'nothing given'],
  [{ names: [{ full: 'Anna Maria Eriksson' }] }, 'another order'],
  [{ names: [{ family: 'Eriksson', given: 'Anna' }] }, 'fewer given names'],
  [{ names: [{ full: 'Анна Эрикссон' }] }, 'another script'],
  [{ names: [{ full: 'SOMEBODY' }, { full: 'ANNA-MARIA ERIKSSON' }] }, 'one of two names'],
  [{ names: [{ family: '', given: '' }] }, 'an empty name'],
  [{ birthDate: '1974' }, 'a less precise date'],
  [{ birthDate: '1974-08-12' }, 'the same date'],
  [{ sex: 'F' }, 'the same sex'],
  [{ nationalities: ['FRA', 'uto'] }, 'one of two nationalities'],
  [{ nationalities: [], documents: [] }, 'empty lists'],
  [{ documents: [{ number: 'L 898902-C3', type: 'PP', issuer: 'UTO' }] }, 'blanks in the number'],
  [{ documents: [{ number: 'V1' }, { number: 'l898902c3' }] }, 'one of two documents'],
  [{ documents: [{ number: 'L898902C3', expires: '2012-04-15' }] }, 'the same expiry date'],
  [{ documents: [{ number: 'L898902C3', expires: '1912-04-15' }] }, 'another century']
])('%j does not contradict the zone: %s', ([fields]) => {
  expect(contradictions(fields)).toEqual([])
})

const named = (family: string, given: string, name: PersonName) =>
  mrzContradictions(
    { names: [name] },
    reading(writeMrz({ format: 'TD3', issuer: 'UTO', family, given, number: 'X1' }))
  )

test.for([
  ['MUELLER', 'Müller'],
  ['MULLER', 'Müller'],
  ['MUXXLLER', 'Müller'],
  ['MUNXXOZ', 'Muñoz'],
  ['AABERG', 'Åberg'],
  ['OCONNOR', "O'Connor"],
  ['AL TIKRITI', 'Al-Tikriti'],
  ['ALTIKRITI', 'Al-Tikriti']
] as const)('%s is a way to write %s', ([family, typed]) => {
  expect(named(family, 'ANNA', { family: typed, given: 'Anna' })).toEqual([])
})

test('a truncated name does not contradict the whole one', () => {
  const name = { family: 'Nilavadhanananda', given: 'Chayapa Dejthamrong Krasuang' }
  expect(named(name.family, name.given, name)).toEqual([])
  expect(named(name.family, name.given, { ...name, given: 'Arnpol' })).toHaveLength(1)
})

test('what a misread field may have been is no contradiction', () => {
  const zone = specimens.td3
    .join('\n')
    .replace('L898902C3', 'L8989O2C3')
    .replace('740812', '74O812')
  const typed = { names: [], birthDate: '1974-08-12', documents: [{ number: 'L898902C3' }] }
  expect(mrzContradictions(typed, reading(zone))).toEqual([])
})

test('a birth date a century earlier is no contradiction where the zone may say so', () => {
  const child = { format: 'TD3', issuer: 'UTO', family: 'DOE', number: 'X1' } as const
  const zone = reading(writeMrz({ ...child, birthDate: '2025-03-01' }))
  const said = (birthDate: string) => mrzContradictions({ names: [], birthDate }, zone)
  expect(['2025-03-01', '1925-03-01', '1825-03-01'].map(said).map(({ length }) => length)).toEqual([
    0, 0, 1
  ])
})

test('a stateless person does not contradict a former nationality', () => {
  const zone = reading(
    writeMrz({ format: 'TD3', issuer: 'UTO', family: 'DOE', number: 'X1', nationality: 'XXA' })
  )
  expect(mrzContradictions({ names: [], nationalities: ['IRQ'] }, zone)).toEqual([])
})

test('a zone never contradicts its own traveller', () => {
  for (const lines of Object.values(specimens)) {
    const read = reading(lines)
    expect(mrzContradictions(travellerFromMrz(read), read)).toEqual([])
  }
})

test('no name throws, and the words never hold a value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), text => {
      const typed = { names: [{ full: text }], birthDate: text, documents: [{ number: text }] }
      for (const finding of mrzContradictions(typed, anna)) {
        expect(finding).toMatch(/^[a-z ]+ differs from the machine-readable zone$/)
      }
    })
  )
})
