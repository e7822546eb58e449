import { expect, test } from 'vitest'
import { paxlst, readFirst } from '../build-paxlst.ts'

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
  const { message, codes } = readFirst(paxlst({ bgm }))
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
  const { message, codes } = readFirst(paxlst({ bgm: 'BGM+250', flights: ['TDT+20+YYMCL'] }))
  expect([message.function, message.isRejected, codes]).toEqual(['master_crew', false, []])
  expect(message.flights[0]).toMatchObject({ carrier: 'YY', number: 'MCL' })
})

test('names persons by reference alone where a message only tells who is on board', () => {
  const { message, codes } = readFirst(
    paxlst({ bgm: 'BGM+266+CLOB', persons: ['NAD+ZZZ', 'RFF+AVF:7KD2QA', 'RFF+ABO:YY1'] })
  )
  expect(codes).toEqual([])
  expect(message.persons[0]).toMatchObject({ role: 'unknown', roleCode: 'ZZZ', reference: 'YY1' })
})
