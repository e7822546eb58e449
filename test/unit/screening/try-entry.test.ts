import { expect, test } from 'vitest'
import type { Follow, Record } from '#src/domain/ports.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { screenedTypes } from '#src/screening/event.ts'
import { createEntryTrial } from '#src/screening/try-entry.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const list = { list: 'wanted', purposes: ['border_control'] }
const entry = { id: 'tried', ...entryOf(someone('tried')) }

const aborted = (signal: AbortSignal) =>
  signal.aborted ? undefined : new Promise(resolve => signal.addEventListener('abort', resolve))

/** Trials over a record that has something to read, and shows none of it before `end`. */
const trials = () => {
  const follows: Follow[] = []
  const ended = Promise.withResolvers<void>()
  const record: Partial<Record> = {
    ends: async () => new Map([[0, 5]]),
    follow: async follow => {
      follows.push(follow)
      await Promise.race([ended.promise, aborted(follow.signal)])
    }
  }
  const stopping = new AbortController()
  const tryEntry = createEntryTrial({
    record: record as Record,
    policy: loadPolicy('config/policy.json'),
    signal: stopping.signal,
    now: () => new Date('2026-11-22T08:00:00Z')
  })
  return { follows, tryEntry, stopping, end: () => ended.resolve() }
}

test('one entry is tried at a time', async () => {
  const { follows, tryEntry, end } = trials()
  const first = tryEntry(list, entry)
  await expect(tryEntry(list, entry)).rejects.toMatchObject({
    code: 'OVERLOADED',
    statusCode: 503
  })
  expect(follows).toHaveLength(1)
  end()
  expect(await first).toMatchObject({ compared: 0 })
  expect(await tryEntry(list, entry)).toMatchObject({ compared: 0 })
})

test('a try that fails does not keep others from theirs', async () => {
  const away = { ends: () => Promise.reject(new Error('away')) } as Partial<Record>
  const tryEntry = createEntryTrial({
    record: away as Record,
    policy: loadPolicy('config/policy.json'),
    signal: new AbortController().signal,
    now: () => new Date()
  })
  await expect(tryEntry(list, entry)).rejects.toThrow('away')
  await expect(tryEntry(list, entry)).rejects.toThrow('away')
})

test('a service that stops answers with what was compared so far', async () => {
  const { tryEntry, stopping } = trials()
  const tried = tryEntry(list, entry)
  stopping.abort()
  expect(await tried).toMatchObject({ compared: 0, referred: 0 })
})

test('a try that has to end compares no more of what was read, and says how many it did', async () => {
  const stopping = new AbortController()
  const screenings = 500
  const names = Array.from({ length: 10 }, (_, at) => ({ full: `${at} ${'Ali Reza '.repeat(20)}` }))
  const batch = Array.from({ length: screenings }, (_, at) => ({
    event: {
      type: screenedTypes.clear,
      data: {
        caseId: `case-${at}`,
        purpose: 'border_control',
        screenedAt: '2026-11-21T08:00:00Z',
        person: { traveller: { names } }
      }
    },
    position: { topic: 'screenings', partition: 0, offset: at + 1 }
  }))
  const record: Partial<Record> = {
    ends: async () => new Map([[0, screenings]]),
    follow: async ({ handle }) => {
      setImmediate(() => stopping.abort())
      await handle(batch as unknown as Parameters<typeof handle>[0])
    }
  }
  const tryEntry = createEntryTrial({
    record: record as Record,
    policy: loadPolicy('config/policy.json'),
    signal: stopping.signal,
    now: () => new Date('2026-11-22T08:00:00Z')
  })
  const { compared } = await tryEntry(list, entry)
  expect(compared).toBeGreaterThan(0)
  expect(compared).toBeLessThan(screenings)
})
