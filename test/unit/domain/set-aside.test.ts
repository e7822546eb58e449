import { expect, test } from 'vitest'
import { caseChanged } from '#src/adapters/case-changed.ts'
import { commitTooLarge } from '#src/adapters/commit-too-large.ts'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import { viewRefused, viewReplaced, viewUnavailable } from '#src/adapters/redis/unavailable.ts'
import type { RecordedEvent } from '#src/domain/ports.ts'
import { isForeign, isPassing } from '#src/domain/set-aside.ts'
import { BadRequest, WatchlistNotReady } from '#src/errors.ts'

test.for([
  { source: 'kafka', expected: true },
  { source: 'portcullis', expected: false },
  { source: 'http', expected: false }
])('an event of $source may be anything: $expected', ({ source, expected }) => {
  expect(isForeign({ event: { source } } as RecordedEvent)).toBe(expected)
})

test.for([
  { error: new WatchlistNotReady(), passes: true, why: 'the list is loaded soon' },
  { error: recordUnavailable('away'), passes: true, why: 'the record comes back' },
  { error: viewUnavailable(), passes: true, why: 'Redis comes back' },
  { error: viewReplaced(), passes: true, why: 'Redis is filled again' },
  { error: caseChanged(), passes: true, why: 'it is decided again on what stands' },
  { error: viewRefused(), passes: false, why: 'a script in Redis fails on it each time' },
  { error: commitTooLarge(), passes: false, why: 'it grows no smaller' },
  { error: new BadRequest('birthDate'), passes: false, why: 'it is the same the next time' },
  { error: new Error('broken'), passes: false, why: 'nobody knows what it is' }
])('an event is tried again where that can heal it: $why', ({ error, passes }) => {
  expect(isPassing(error)).toBe(passes)
})
