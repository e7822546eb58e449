import { expect, test } from 'vitest'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import { viewReplaced, viewUnavailable } from '#src/adapters/redis/unavailable.ts'
import { BadRequest, WatchlistNotReady } from '#src/errors.ts'
import { isPassing } from '#src/stream/set-aside.ts'

test.for([
  { error: new WatchlistNotReady(), passes: true, why: 'the list is loaded soon' },
  { error: recordUnavailable('away'), passes: true, why: 'the record comes back' },
  { error: viewUnavailable(), passes: true, why: 'Redis comes back' },
  { error: viewReplaced(), passes: true, why: 'Redis is filled again' },
  { error: new BadRequest('birthDate'), passes: false, why: 'it is the same the next time' },
  { error: new Error('broken'), passes: false, why: 'nobody knows what it is' }
])('a message is tried again where that can heal it: $why', ({ error, passes }) => {
  expect(isPassing(error)).toBe(passes)
})
