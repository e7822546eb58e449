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

test.for([
  { sent: ['ATT+2++M', 'ATT+9++F'], sex: 'M', unread: ['ATT+9++F'] },
  { sent: ['ATT+9++F', 'ATT+2++M'], sex: 'M', unread: ['ATT+9++F'] },
  { sent: ['ATT+1++F'], sex: undefined, unread: ['ATT+1++F'] },
  { sent: ['ATT+++F'], sex: 'F', unread: [] },
  { sent: ['ATT+ 2++F'], sex: 'F', unread: [] },
  { sent: ['ATT+2+F'], sex: 'F', unread: [] }
])('reads the sex of attributes of that kind only: $sent', ({ sent, sex, unread }) => {
  const { person, codes } = readPerson('NAD+FL+++DOE:JO', ...sent)
  expect(person.sex).toBe(sex)
  expect(person.unread).toEqual(unread)
  expect(codes).toEqual(unread.map(() => 'qualifier_unknown'))
})

test('warns of a released end that glues two segments of a person', () => {
  const { codes } = readPerson("NAD+FL+++DOE:JOS?'RFF+ABO:YY1", 'DOC+P+D1')
  expect(codes).toContain('segments_glued')
})

test('reads what stands behind a released end, which is no part of the name', () => {
  const { person, codes } = readPerson(
    "NAD+FL+++DOE:JOS?'DTM+329:810417",
    "RFF+ABO:YY1?'DOC+P:110:111+U77",
    'LOC+91+UTO'
  )
  expect(codes).toContain('segments_glued')
  expect(person).toMatchObject({
    names: [{ family: 'DOE', given: 'JOS' }],
    birth: { value: '1981-04-17' },
    reference: 'YY1',
    documents: [{ number: 'U77', issuer: { value: 'UTO' } }]
  })
})

test('reads a person whose beginning was swallowed, and gives what follows to nobody else', () => {
  const { message, codes } = readFirst(
    paxlst({
      persons: ["NAD+FL+++DOE:JOS?'NAD+FM+++ROE:ANN", 'DTM+329:810417', 'DOC+P+D2', ...someone(1)]
    })
  )
  expect(message.persons).toMatchObject([
    { ordinal: 1, role: 'passenger', sent: { family: 'DOE' }, documents: [] },
    { ordinal: 2, role: 'crew', sent: { family: 'ROE', given: ['ANN'] } },
    { ordinal: 3, reference: 'YY1' }
  ])
  expect(message.persons[1]?.documents).toMatchObject([{ number: 'D2' }])
  expect(codes).toContain('segments_glued')
})

test('reads a value that a repetition separator divides as it was sent, with a warning', () => {
  const text = paxlst({ persons: ['NAD+FL+++DOE*JOHN', 'NAT+2+UTO*NOR', 'DOC+P+D*1'] })
  const { message, codes } = readFirst(`UNA:+.?*'${text}`)
  expect(message.persons).toMatchObject([
    {
      sent: { family: 'DOE*JOHN' },
      nationalities: [{ value: 'UTO' }, { value: 'NOR' }],
      documents: [{ number: 'D*1' }]
    }
  ])
  expect(codes).toEqual(['repeated', 'repeated'])
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
