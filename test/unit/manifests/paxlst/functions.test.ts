import { expect, test } from 'vitest'
import { paxlst, readFirst, someone } from '../build-paxlst.ts'

const as = (role: string) => someone().map(segment => segment.replace('NAD+FL', `NAD+${role}`))
const personsFor = (bgm: string) => as(/250|336/.test(bgm) ? 'FM' : 'FL')

test.for([
  { bgm: 'BGM+745', expected: 'passengers' },
  { bgm: 'BGM+250', expected: 'crew' },
  { bgm: 'BGM+250+C', expected: 'crew' },
  { bgm: 'BGM+336', expected: 'master_crew' },
  { bgm: 'BGM+745+CP', expected: 'change' },
  { bgm: 'BGM+250+CP', expected: 'change' },
  { bgm: 'BGM+745+XR', expected: 'cancel' },
  { bgm: 'BGM+745+RP', expected: 'reduction' },
  { bgm: 'BGM+266+CF', expected: 'change_of_flight' },
  { bgm: 'BGM+266+XF', expected: 'flight_cancelled' },
  { bgm: 'BGM+266+CL', expected: 'closed' },
  { bgm: 'BGM+266+CLNB', expected: 'not_on_board' },
  { bgm: 'BGM+266+clob', expected: 'on_board' }
])('takes $bgm as $expected', ({ bgm, expected }) => {
  const { message, codes } = readFirst(paxlst({ bgm, persons: personsFor(bgm) }))
  expect([message.function, codes]).toEqual([expected, []])
})

test.for([
  { bgm: 'BGM+266', expected: 'closed' },
  { bgm: 'BGM+745+ZZ', expected: 'passengers' },
  { bgm: 'BGM+999', expected: 'passengers' },
  { bgm: 'BGM', expected: 'passengers' }
])('takes $bgm, which is not known, as $expected and says so', ({ bgm, expected }) => {
  const { message, codes } = readFirst(paxlst({ bgm }))
  expect([message.function, codes]).toEqual([expected, ['function_unknown']])
})

test('takes a crew list of flight …MCL as a master crew list, which needs no places', () => {
  const flights = ['TDT+20+YYMCL']
  const { message, codes } = readFirst(paxlst({ bgm: 'BGM+250', flights, persons: as('FM') }))
  expect([message.function, message.isRejected, codes]).toEqual(['master_crew', false, []])
  expect(message.flights[0]).toMatchObject({ carrier: 'YY', number: 'MCL' })
})

test.for([
  { role: 'FL', is: 'crew', codes: ['passenger_on_crew_list'] },
  { role: 'DDU', is: 'transit_crew', codes: ['passenger_on_crew_list'] },
  { role: 'FM', is: 'crew', codes: [] },
  { role: 'DDT', is: 'transit_crew', codes: [] },
  { role: 'XYZ', is: 'crew', codes: ['role_unknown'] }
])('takes $role on a crew list as $is', ({ role, is, codes }) => {
  for (const bgm of ['BGM+250', 'BGM+250+C', 'BGM+250+CP', 'BGM+336']) {
    const after = ['CNT+41:1']
    const read = readFirst(paxlst({ bgm, persons: as(role), after }))
    expect(read.message.persons).toMatchObject([{ role: is, roleCode: role }])
    expect(read.codes).toEqual(codes)
  }
})

test('names persons by reference alone where a message only tells who is on board', () => {
  const { message, codes } = readFirst(
    paxlst({ bgm: 'BGM+266+CLOB', persons: ['NAD+ZZZ', 'RFF+AVF:7KD2QA', 'RFF+ABO:YY1'] })
  )
  expect(codes).toEqual([])
  expect(message.persons[0]).toMatchObject({ role: 'unknown', roleCode: 'ZZZ', reference: 'YY1' })
})
