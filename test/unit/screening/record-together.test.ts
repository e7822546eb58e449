import { expect, test } from 'vitest'
import type { AuditLine, RecordEvent } from '#src/domain/ports.ts'
import { type Outcome, recordTogether } from '#src/screening/record-together.ts'

const outcome = (id: string): Outcome => ({
  event: { id, type: 't', source: 's', time: '2026-11-29T00:00:00Z', data: {} },
  line: { at: '2026-11-29T00:00:00Z', action: 'screened', about: { id } } as unknown as AuditLine
})

/** What was appended, call by call; `refuse` says why a call is not taken. */
const stores = (refuse: (ids: readonly string[]) => Error | undefined = () => undefined) => {
  const [events, lines]: [string[][], number[]] = [[], []]
  const append = async (_: unknown, appended: readonly RecordEvent[]) => {
    const ids = appended.map(({ id }) => id)
    const reason = refuse(ids)
    events.push(ids)
    if (reason) throw reason
  }
  const audit = { append: async (added: readonly AuditLine[]) => void lines.push(added.length) }
  return { events, lines, together: recordTogether({ append }, audit) }
}

const comparison = () => Promise.withResolvers<void>()

test('those who are compared at the same time are recorded in one write', async () => {
  const { events, lines, together } = stores()
  const [one, other] = [comparison(), comparison()]
  const screen = async (id: string, compared: Promise<void>) => {
    await together.whileComparing(() => compared)
    await together.add(outcome(id))
  }
  const both = [screen('1', one.promise), screen('2', other.promise)]
  one.resolve()
  await new Promise(setImmediate)
  expect(events).toEqual([])
  other.resolve()
  await Promise.all(both)
  expect(events).toEqual([['1', '2']])
  expect(lines).toEqual([2])
})

test('nobody waits for a comparison that begins later', async () => {
  const { events, together } = stores()
  const added = together.add(outcome('1'))
  const later = comparison()
  const comparing = together.whileComparing(() => later.promise)
  await added
  expect(events).toEqual([['1']])
  later.resolve()
  await comparing
})

test('a comparison that fails holds up nobody', async () => {
  const { events, together } = stores()
  const failing = comparison()
  const comparing = together.whileComparing(() => failing.promise)
  const added = together.add(outcome('1'))
  failing.reject(new Error('no list'))
  await expect(comparing).rejects.toThrow('no list')
  await added
  expect(events).toEqual([['1']])
})

test('many do not wait for the last of them', async () => {
  const { events, together } = stores()
  const last = comparison()
  const comparing = together.whileComparing(() => last.promise)
  const added = Array.from({ length: 32 }, (_, nth) => together.add(outcome(String(nth))))
  await Promise.all(added)
  expect(events.map(ids => ids.length)).toEqual([32])
  last.resolve()
  await comparing
})

test('what is wrong with one outcome does not fall on the others', async () => {
  const { events, together } = stores(ids =>
    ids.includes('bad') ? new Error('too large') : undefined
  )
  const added = ['1', 'bad', '2'].map(id => together.add(outcome(id)))
  const settled = await Promise.allSettled(added)
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(events).toEqual([['1', 'bad', '2'], ['1'], ['bad'], ['2']])
})

test('with the record away all are told, and it is not asked for each', async () => {
  const away = Object.assign(new Error('away'), { code: 'RECORD_UNAVAILABLE' })
  const { events, together } = stores(() => away)
  const added = ['1', '2'].map(id => together.add(outcome(id)))
  const settled = await Promise.allSettled(added)
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(events).toEqual([['1', '2']])
})

test('who is not in the audit is not screened', async () => {
  const audit = { append: () => Promise.reject(new Error('the disk is full')) }
  const together = recordTogether({ append: async () => undefined }, audit)
  await expect(together.add(outcome('1'))).rejects.toThrow('the disk is full')
})
