import { expect, test } from 'vitest'
import { troublesOf } from '#src/console/shell/troubles.ts'

const ready = { watchlist: true, record: true, stream: true, canary: true }

test.for([
  { why: 'nothing is wrong', reply: { parts: ready, degraded: [] }, is: [] },
  { why: 'a node does not say', reply: {}, is: [] },
  {
    why: 'every part is missing, the gravest first',
    reply: { parts: { watchlist: false, record: false, stream: false, canary: false } },
    is: ['watchlist', 'record', 'canary', 'stream']
  },
  {
    why: 'hits wait while the list grows old',
    reply: { parts: ready, degraded: ['record_away', 'watchlist_old'] },
    is: ['record_away', 'watchlist_old']
  },
  {
    why: 'of one thing only the worse is said',
    reply: { parts: { ...ready, watchlist: false }, degraded: ['watchlist_old', 'record_away'] },
    is: ['watchlist', 'record_away']
  }
] as const)('an officer is told what is wrong: $why', ({ reply, is }) => {
  expect(troublesOf(reply)).toEqual(is)
})
