import { describe, expect, test } from 'vitest'
import { partitionKey } from '#src/adapters/kafka/partition-key.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { RecordEvent } from '#src/domain/ports.ts'
import { someone, travellerOf } from '../../../helpers/someone.ts'

const keyOf = partitionKey(idsUnder(Buffer.alloc(32, 7)))
const event = (data: unknown): RecordEvent => ({
  id: 'event-1',
  type: 't',
  source: '/test',
  time: '2026-11-22T08:00:00.000Z',
  data
})
const crossingOf = (traveller: object) => event({ data: { traveller } })

describe('the key of an event', () => {
  test('is the list of a list change, and the case of a screening and of an action', () => {
    expect(keyOf('watchlist', event({ list: 'ofac', entryId: '1' }))).toBe('ofac')
    expect(keyOf('screenings', event({ caseId: 'c' }))).toBe('c')
    expect(keyOf('case-commands', event({ caseId: 'c' }))).toBe('c')
  })

  test('is the same for one traveller, and names nobody', () => {
    const person = someone('keyed')
    const key = keyOf('crossings', crossingOf(travellerOf(person)))
    expect(keyOf('crossings', crossingOf({ ...travellerOf(person), sex: 'F' }))).toBe(key)
    expect(keyOf('crossings', crossingOf(travellerOf(someone('other'))))).not.toBe(key)
    for (const personal of Object.values(person)) expect(key).not.toContain(personal)
  })

  test('is made of the machine-readable zone where there is nothing else', () => {
    const key = keyOf('crossings', crossingOf({ mrz: 'P<UTOERIKSSON<<ANNA' }))
    expect(key).not.toContain('ERIKSSON')
    expect(keyOf('crossings', crossingOf({ mrz: 'P<UTOOTHER<<ANNA' }))).not.toBe(key)
  })

  test.for([undefined, null, {}, { data: 'nonsense' }])(
    'is the id of what can not be read: %j',
    data => {
      expect(keyOf('crossings', event(data))).toBe('event-1')
      expect(keyOf('screenings', event(data))).toBe('event-1')
    }
  )
})
