import { expect, test } from 'vitest'
import { toTraveller } from '#src/manifests/to-traveller.ts'
import { paxlst, readFirst, readPerson, someone } from '../build-paxlst.ts'

test('keeps what it does not know as it was sent', () => {
  const { person, codes } = readPerson(
    'NAD+XYZ+++DOE:JO',
    'LOC+999+LIS',
    'RFF+QQQ:1',
    'XXX+1',
    'GEI+9+9',
    'FTX+AAI+++HELLO',
    'MEA+ZZ++:1',
    'LOC+91+UTO',
    'DTM+36:310101',
    'TDT+20+YY9',
    'ATT+2++Q',
    'EMP+1',
    'QTY+1',
    'DOC+P+U1'
  )
  expect(person.unread).toEqual([
    'LOC+999+LIS',
    'RFF+QQQ:1',
    'XXX+1',
    'GEI+9+9',
    'FTX+AAI+++HELLO',
    'MEA+ZZ++:1',
    'LOC+91+UTO',
    'DTM+36:310101',
    'TDT+20+YY9',
    'ATT+2++Q'
  ])
  expect(codes.filter(code => code === 'qualifier_unknown')).toHaveLength(8)
  expect(codes).toContain('segment_unknown')
  expect(codes).toContain('role_unknown')
  expect(person.sex).toBeUndefined()
})

test('marks the same person sent twice, and screens once only who is the same in everything', () => {
  const twin = ['NAD+FL+++DOE:JO', 'DTM+329:800514', 'DOC+P+123', 'LOC+91+D']
  const { message, codes } = readFirst(
    paxlst({ persons: [...twin, ...twin, 'NAT+2+UTO', ...twin, ...someone(1)] })
  )
  expect(message.persons.map(({ duplicateOf }) => duplicateOf)).toEqual([
    undefined,
    undefined,
    1,
    undefined
  ])
  expect(codes.filter(code => code === 'duplicate_person')).toHaveLength(2)
})

test('recognises issuers under two codes as one', () => {
  const person = (issuer: string) => ['NAD+FL+++DOE:JO', 'DOC+P+123', `LOC+91+${issuer}`]
  const { message } = readFirst(paxlst({ persons: [...person('D'), ...person('DEU')] }))
  expect(message.persons[1]?.duplicateOf).toBe(1)
})

test('reports countries that are not ICAO’s', () => {
  const { person, codes } = readPerson(
    'NAD+FL+++DOE',
    'NAT+2+AT',
    'NAT+2+QQQ',
    'NAT+1+RKS',
    'NAT+2'
  )
  expect(person.nationalities).toEqual([
    { sent: 'AT', value: 'AUT' },
    { sent: 'QQQ' },
    { sent: 'RKS', value: 'RKS' }
  ])
  expect(codes).toEqual(['country_two_letters', 'country_unknown', 'qualifier_unknown'])
})

test('says when a document can not be compared', () => {
  const documents = Array.from({ length: 11 }, (_, at) => `DOC+P+U${at}`)
  const { person, codes } = readPerson('NAD+FL+++DOE', ...documents, 'DOC+P')
  expect(codes).toEqual(['document_without_number', 'too_many_documents'])
  expect(toTraveller(person).documents).toHaveLength(10)
})

test('reads a name in the place of the address, and says so', () => {
  const { person, codes } = readPerson('NAD+FL++DOE:JO')
  expect([person.sent, codes]).toEqual([{ family: 'DOE', given: ['JO'] }, ['name_misplaced']])
})
