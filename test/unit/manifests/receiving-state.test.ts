import { expect, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import { comesIn, receivingIn } from '#src/manifests/receiving-state.ts'

const authorities = loadAuthorities('config/policy.json')
const receivingFor = receivingIn({
  default: authorities.default,
  recipients: {
    PTAPIS: { ...authorities.default, receiving: { state: 'PT', places: ['LIS', 'PTX1'] } },
    DEAPIS: { ...authorities.default, receiving: { state: 'D' } }
  }
})

test.for([
  { place: 'LIS', is: true, why: 'an airport that is named' },
  { place: 'lis', is: true, why: 'small letters' },
  { place: 'PTX1', is: true, why: 'another code that is named' },
  { place: 'OPO', is: false, why: 'an airport that is not named' },
  { place: 'PTLEI', is: true, why: 'a UN/LOCODE' },
  { place: 'PT LEI', is: true, why: 'a UN/LOCODE as it is printed' },
  { place: 'ESPTM', is: false, why: 'a UN/LOCODE of another country' },
  { place: 'PTY', is: false, why: 'an airport that begins like the country' },
  { place: 'PTARMIGAN BAY', is: false, why: 'a name' },
  { place: '', is: false, why: 'nothing' }
])('tells whether a place lies in the receiving state: $why', ({ place, is }) => {
  expect(receivingFor('PTAPIS')?.(place)).toBe(is)
})

test('takes a state by any of its codes, and the recipient in any case', () => {
  expect(receivingFor('deapis')?.('DEHAM')).toBe(true)
})

test('says nothing where the authority does not name its state', () => {
  expect(receivingFor('OTHER')).toBeUndefined()
  expect(receivingFor(undefined)).toBeUndefined()
})

test.for([
  { sector: { from: 'FRA', to: 'LIS' }, is: true },
  { sector: { to: 'LIS' }, is: true },
  { sector: { from: 'PTOPO', to: 'LIS' }, is: false },
  { sector: { from: 'LIS', to: 'FRA' }, is: false },
  { sector: { from: 'LIS' }, is: false }
])('tells whether a sector comes in from elsewhere: %o', ({ sector, is }) => {
  const isReceiving = receivingFor('PTAPIS') ?? expect.fail('no state')
  expect(comesIn(sector, isReceiving)).toBe(is)
})
