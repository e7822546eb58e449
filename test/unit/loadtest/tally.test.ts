import { expect, test } from 'vitest'
import {
  type ListedOutcome,
  listedOutcome,
  type StrangerOutcome,
  strangerOutcome,
  tallyQuality
} from '#loadtest/bench/tally.ts'
import type { Match, SearchResult } from '#matchers/types.ts'

const thresholds = { possible: 0.5, strong: 0.9 }

const match = (id: string, score: number): Match => ({
  list: 'synthetic',
  id,
  subject: { kind: 'person', names: [] },
  payload: {},
  score,
  evidence: [],
  documentExact: false,
  needsMore: false
})

const result = (matches: readonly Match[], insufficient: readonly Match[] = []): SearchResult => ({
  matches,
  insufficient,
  candidates: 0,
  compared: 0,
  cutShort: false,
  prior: -15,
  comparable: true
})

test('counts a listed person as found only under its own entry', () => {
  expect(listedOutcome(result([match('a', 0.9), match('b', 0.7)]), 'b', [])).toMatchObject({
    score: 0.7,
    asked: false
  })
  expect(listedOutcome(result([match('a', 0.9)], [match('b', 0.3)]), 'b', [])).toEqual({
    asked: true,
    differences: []
  })
})

test('takes the best match of a stranger as the false alert', () => {
  expect(strangerOutcome(result([match('a', 0.9), match('b', 0.7)])).score).toBe(0.9)
  expect(strangerOutcome(result([], [match('a', 0.3)]))).toEqual({ insufficient: true })
})

const listed: ListedOutcome[] = [
  { score: 0.95, asked: false, differences: [] },
  { score: 0.6, asked: false, differences: ['one typing error'] },
  { asked: true, differences: ['one typing error', 'year only'] },
  { asked: false, differences: ['year only'] }
]

test('reports recall and false alerts together', () => {
  const strangers: StrangerOutcome[] = Array.from({ length: 1000 }, (_, at) => ({
    ...(at < 3 ? { score: 0.7 + at / 10 } : {}),
    insufficient: at === 500
  }))
  const quality = tallyQuality(listed, strangers, thresholds)
  expect(quality.falseAlertsPer10000).toEqual({ possible: 30, strong: 0 })
  expect(quality.insufficientPer10000).toBe(10)
  expect(quality.recall.possible).toEqual({ searched: 4, found: 2, asked: 1, recall: 0.5 })
  expect(quality.recall.strong.recall).toBe(0.25)
  expect(quality.byDifference).toEqual({
    none: { searched: 1, found: 1, asked: 0, recall: 1 },
    'one typing error': { searched: 2, found: 1, asked: 1, recall: 0.5 },
    'year only': { searched: 2, found: 0, asked: 1, recall: 0 }
  })
})

test('raises the threshold until no more than the allowed false alerts are left', () => {
  const strangers: StrangerOutcome[] = Array.from({ length: 10_000 }, (_, at) => ({
    ...(at < 20 ? { score: 0.99 - at / 100 } : {}),
    insufficient: false
  }))
  const { recallAtFalseAlerts } = tallyQuality(listed, strangers, thresholds)
  for (const allowed of [1, 10, 50]) {
    const { threshold } = recallAtFalseAlerts[allowed] ?? { threshold: 0 }
    const left = strangers.filter(({ score = 0 }) => score >= threshold).length
    expect(left).toBe(Math.min(allowed, 20))
  }
  expect(recallAtFalseAlerts['50']).toEqual({ threshold: 0.5, recall: 0.5 })
})
