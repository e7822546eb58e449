import { describe, expect, test } from 'vitest'
import { ApiProblem, isUnanswered } from '#src/console/api/call.ts'
import { createEventReader } from '#src/console/api/read-events.ts'
import { createCaseStore } from '#src/console/state/case-store.ts'
import { aCase } from './a-case.ts'

describe('server-sent events', () => {
  const text =
    'id: 4\nevent: ready\ndata: {}\n\n: heartbeat\n\nid: 5\r\nevent: case\r\ndata: {"a":1}\r\n\r\n'
  const events = [
    { id: '4', event: 'ready', data: '{}' },
    { id: '5', event: 'case', data: '{"a":1}' }
  ]

  test('are read however their text is cut', () => {
    for (let cut = 0; cut <= text.length; cut += 1) {
      const read = createEventReader()
      expect([...read(text.slice(0, cut)), ...read(text.slice(cut))]).toEqual(events)
    }
  })
})

describe('what became of a request', () => {
  test.for([
    { why: 'the line was cut', error: new TypeError('Failed to fetch'), is: true },
    { why: 'it broke on its way', error: new ApiProblem(504, '504', 'Gateway'), is: true },
    { why: 'it broke here', error: new ApiProblem(500, 'INTERNAL', 'INTERNAL'), is: true },
    { why: 'nothing was accepted', error: new ApiProblem(503, 'OVERLOADED', 'busy'), is: false },
    { why: 'it was refused', error: new ApiProblem(400, 'BAD_REQUEST', 'what?'), is: false }
  ])('is known, or not, where $why', ({ error, is }) => {
    expect(isUnanswered(error)).toBe(is)
  })
})

describe('the cases of the desk', () => {
  test('stay in their newest revision, in whatever order they come', () => {
    const store = createCaseStore(run => run())
    store.put([aCase('1', { revision: 2, state: 'assigned' })])
    store.put([aCase('1', { revision: 1, state: 'new' })])
    expect(store.get('1')?.state).toBe('assigned')
    expect(store.all()).toHaveLength(1)
  })

  test('are kept while they are open, and the newest of the decided', () => {
    const store = createCaseStore(run => run())
    const at = (minute: number) => new Date(minute * 60_000).toISOString()
    const decided = Array.from({ length: 4_001 }, (_, minute) =>
      aCase(`decided ${minute}`, { state: 'closed', updatedAt: at(minute) })
    )
    store.put([aCase('open', { updatedAt: at(0) }), ...decided])
    expect(store.all()).toHaveLength(2_001)
    expect(store.get('open')).toBeDefined()
    expect(store.get('decided 2001')).toBeDefined()
    expect(store.get('decided 2000')).toBeUndefined()
  })

  test('are told of when one of them is none any more', () => {
    const store = createCaseStore(run => run())
    store.put([aCase('1'), aCase('2')])
    let told = 0
    store.subscribe(() => {
      told += 1
    })
    store.drop('1')
    store.drop('never there')
    expect(store.all().map(({ id }) => id)).toEqual(['2'])
    expect(told).toBe(1)
  })

  test('tell of many changes at once', () => {
    const waiting: (() => void)[] = []
    const store = createCaseStore(run => waiting.push(run))
    let told = 0
    store.subscribe(() => {
      told += 1
    })
    for (let at = 0; at < 50; at += 1) store.put([aCase(String(at))])
    for (const run of waiting) run()
    expect(told).toBe(1)
    expect(store.all()).toHaveLength(50)
  })
})
