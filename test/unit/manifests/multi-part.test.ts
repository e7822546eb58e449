import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '#src/manifests/manifest.ts'
import {
  addPart,
  isPart,
  type PartCollection,
  partsKey,
  partsStatus
} from '#src/manifests/multi-part.ts'
import { flight, paxlst, readFirst, someone } from './build-paxlst.ts'

const part = (sent: string, persons = someone(), flights: readonly string[] = flight) => {
  const unh = `UNH+P1+PAXLST:D:05B:UN:IATA+YY212/260511/0955${sent && `+${sent}`}`
  return readFirst(paxlst({ unh, persons, flights, after: ['CNT+42:5'] }))
}

const collect = (...messages: readonly Message[]) =>
  messages.reduce<PartCollection | undefined>(
    (all, message) => addPart(all, message, 0),
    undefined
  ) ?? expect.fail('nothing was collected')

const messages = ['01:C', '02', '03', '04:F'].map(sent => part(sent).message)

test('is complete when all parts up to the final one have come, in whatever order and however often', () => {
  const anyOrder = fc
    .shuffledSubarray(messages, { minLength: 4 })
    .chain(all => fc.tuple(fc.constant(all), fc.subarray(messages)))
  fc.assert(
    fc.property(anyOrder, ([all, again]) => {
      expect(partsStatus(collect(...all, ...again), 0)).toEqual({
        state: 'complete',
        missing: [],
        isEndMissing: false,
        persons: 4,
        counted: 5
      })
    })
  )
})

test('is never complete while one part is missing', () => {
  fc.assert(
    fc.property(fc.subarray(messages, { minLength: 1, maxLength: 3 }), some => {
      expect(partsStatus(collect(...some), 0).state).toBe('waiting')
    })
  )
})

test('names the parts that are missing, and gives up waiting after the timeout', () => {
  const [first, second, , last] = messages
  if (!first || !second || !last) return expect.fail('no messages')
  const collection = collect(last, second)
  expect(partsStatus(collection, 15 * 60_000 - 1).state).toBe('waiting')
  expect(partsStatus(collection, 15 * 60_000)).toMatchObject({
    state: 'incomplete',
    missing: [1, 3]
  })
  expect(partsStatus(collection, 50, 50)).toMatchObject({
    state: 'incomplete',
    isEndMissing: false
  })
  expect(partsStatus(collect(first, second), 0)).toMatchObject({ missing: [], isEndMissing: true })
})

test('takes a message without a part number, or 01:F, as the whole list', () => {
  const none = part('').message
  const only = part('01:F').message
  expect([none, only, ...messages].map(isPart)).toEqual([false, false, true, true, true, true])
  for (const message of [none, only]) {
    expect(partsStatus(collect(message), 0)).toMatchObject({ state: 'complete', persons: 1 })
  }
})

test('takes a change to a list for no part of it, whatever number it has', () => {
  const unh = 'UNH+P1+PAXLST:D:05B:UN:IATA+YY212/260511/0955+02'
  expect(isPart(readFirst(paxlst({ unh, bgm: 'BGM+745+CP' })).message)).toBe(false)
  expect(isPart(readFirst(paxlst({ unh, bgm: 'BGM+250+C' })).message)).toBe(true)
})

test('counts persons that can not be read among those received', () => {
  const { message } = part('01:F', ['NAD+FL', ...someone()])
  expect(partsStatus(collect(message), 0).persons).toBe(2)
})

test('says nothing of a total that was not sent', () => {
  const { message } = readFirst(paxlst())
  expect(partsStatus(collect(message), 0).counted).toBeUndefined()
})

test('survives being kept as JSON', () => {
  const collection = collect(...messages.slice(0, 3))
  expect(JSON.parse(JSON.stringify(collection))).toEqual(collection)
})

test('gives parts of one list one key, other lists another', () => {
  const keyOf = ({ interchange, message }: ReturnType<typeof part>) =>
    partsKey(interchange, message)
  const other = flight.map(segment => segment.replace('YY212', 'YY213'))
  const leadingZero = flight.map(segment => segment.replace('YY212', 'YY0212'))
  expect(keyOf(part('01:C'))).toBe(keyOf(part('02')))
  expect(keyOf(part('01:C'))).toBe(keyOf(part('02', someone(), leadingZero)))
  expect(keyOf(part('01:C'))).not.toBe(keyOf(part('01:C', someone(), other)))
  expect(keyOf(part('01:C', [], ['TDT+20+YYMCL']))).toBeTypeOf('string')
})
