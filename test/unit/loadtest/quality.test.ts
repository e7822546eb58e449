import { describe, expect, test } from 'vitest'
import { take } from '#loadtest/people/people.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import {
  type Baseline,
  measuredValues,
  readBaseline,
  updated,
  worseThan
} from '#loadtest/quality/baseline.ts'
import { bruteForceSearcher } from '#loadtest/quality/baselines.ts'
import { measureList, searcherOf } from '#loadtest/quality/measure-list.ts'
import { indexOf, measureReal } from '#loadtest/quality/measure-real.ts'
import { jaroWinkler } from '#loadtest/quality/metrics/jaro-winkler.ts'
import { levenshtein } from '#loadtest/quality/metrics/levenshtein.ts'
import { tokenSetRatio } from '#loadtest/quality/metrics/token-set-ratio.ts'
import type { QualityResult } from '#loadtest/quality/quality-result.ts'
import { realCases } from '#loadtest/quality/real-cases.ts'
import { report } from '#loadtest/quality/report.ts'
import {
  areaUnderCurve,
  bestThreshold,
  cutFor,
  rightAndWrongAt,
  shareOf
} from '#loadtest/quality/statistics.ts'
import { toIndexEntry } from '../../../src/watchlist/index-entry.ts'
import { model } from '../matchers/fixtures.ts'

describe('statistics', () => {
  test('give an interval that is honest about few cases', () => {
    expect(shareOf(10, 10)).toEqual({ count: 10, of: 10, share: 1, low: 0.72247, high: 1 })
    expect(shareOf(50, 100)).toMatchObject({ low: 0.40383, high: 0.59617 })
    expect(shareOf(0, 0)).toMatchObject({ share: 0, low: 0, high: 1 })
  })

  test('find the score that so many strangers stay below', () => {
    expect(cutFor([0.9, 0.1, 0.5, 0.7], 1, 0.05)).toBe(0.7)
    expect(cutFor([0.9], 5, 0.05)).toBe(0.05)
  })

  test('tell good scores from chance', () => {
    expect(areaUnderCurve([0.9, 0.8], [0.1, 0.2])).toBe(1)
    expect(areaUnderCurve([0.5], [0.5])).toBe(0.5)
    expect(rightAndWrongAt([0.9, 0.2], [0.6, 0.5], 0.5)).toEqual({
      precision: 0.33333,
      recall: 0.5,
      f1: 0.4
    })
    expect(rightAndWrongAt([], [0.6], 0.7)).toEqual({ precision: 0, recall: 0, f1: 0 })
  })

  test('find the threshold that tells best', () => {
    expect(bestThreshold([0.9, 0.4], [0.3, 0.1])).toEqual({ threshold: 0.4, f1: 1 })
  })
})

const listed = [...take(watchlistEntries({ seed: 3, persons: 300, documents: 0 }), 300)]
const entries = listed.map(entry => toIndexEntry('synthetic', entry))
const task = { seed: 3, perKind: 5, strangers: 50, threshold: 0.5 }

describe('measuring a list', () => {
  const modes = measureList(searcherOf(indexOf(entries, model), 0.5), listed, task)

  test('reports every mode and kind, and finds most', () => {
    expect(modes.map(({ mode }) => mode)).toEqual([
      'name only',
      'with birth date',
      'all fields',
      'with document'
    ])
    expect(modes[1]?.macro.threshold).toBeGreaterThan(0.85)
    expect(Object.keys(modes[1]?.recall ?? {})).toContain('one digit off and a typing error')
    expect(modes[1]?.falseAlertsPer10000.share).toBeLessThan(0.05)
  })

  test.for([
    ['Jaro-Winkler', jaroWinkler],
    ['Levenshtein', levenshtein],
    ['token-set ratio', tokenSetRatio]
  ] as const)('measures baselines in the same way: %s', ([, metric]) => {
    const [theirs] = measureList(bruteForceSearcher(entries, metric, true), listed, task, [
      'with birth date'
    ])
    expect(theirs?.recall['as listed']?.threshold).toBe(1)
  })

  test('knows the baselines by their published examples', () => {
    expect(jaroWinkler('MARTHA', 'MARHTA')).toBeCloseTo(0.961, 3)
    expect(levenshtein('abcd', 'abxd')).toBe(0.75)
    expect(tokenSetRatio('ali hassan', 'ali hassan omar')).toBe(1)
    expect(tokenSetRatio('anna', 'ivan')).toBeLessThan(0.6)
  })
})

describe('travellers made from real lists', () => {
  test('are the same for the same seed, and each person is in one half', () => {
    const cases = [...realCases(entries, 9)]
    expect([...realCases(entries, 9)]).toEqual(cases)
    const halves = new Map<string, Set<boolean>>()
    for (const { entry, isDevelopment } of cases) {
      halves.set(entry.id, (halves.get(entry.id) ?? new Set()).add(isDevelopment))
    }
    expect([...halves.values()].every(({ size }) => size === 1)).toBe(true)
  })

  test('are found first by their own names', () => {
    const rows = measureReal(entries, model, 0.5, 9)
    const primary = rows.filter(({ kind }) => kind === 'primary name, birth date')
    expect(primary).toHaveLength(2)
    for (const { right, asked } of primary) expect(right.count + asked).toBe(right.of)
  })
})

describe('the baseline', () => {
  const share = shareOf(1, 1)
  const result: QualityResult = {
    seed: 3,
    threshold: 0.5,
    modelVersion: 'x',
    candidates: [{ kind: 'usual mixture', share, losses: [] }],
    sizes: [
      {
        persons: 300,
        documents: 0,
        strangers: 50,
        modes: measureList(searcherOf(indexOf(entries, model), 0.5), listed, task, ['name only'])
      }
    ]
  }

  const measured = measuredValues(result)
  const empty: Baseline = {
    exact: { mayFallBy: 0, values: {} },
    macroRecall: { mayFallBy: 0.01, values: {} },
    recall: { mayFallBy: 0.05, values: {} },
    falseAlertsPer10000: { mayRiseBy: 3, values: {} }
  }

  test('takes what was measured, and then finds nothing worse', () => {
    const baseline = updated(empty, measured)
    expect(baseline.exact.values).toEqual({
      'index against comparing with everybody, usual mixture': 1
    })
    expect(worseThan(baseline, measured)).toEqual([])
    expect(updated(baseline, { ...measured, exact: {} })).toEqual(baseline)
  })

  test('tells a fall in recall and a rise in false alerts from what is tolerated', () => {
    const baseline: Baseline = {
      ...empty,
      recall: { mayFallBy: 0.05, values: { a: 0.9, b: 0.9, 'not measured': 1 } },
      falseAlertsPer10000: { mayRiseBy: 3, values: { c: 10, d: 10 } }
    }
    const now = {
      exact: {},
      macroRecall: {},
      recall: { a: 0.85, b: 0.84 },
      falseAlertsPer10000: { c: 13, d: 13.1 }
    }
    expect(worseThan(baseline, now)).toEqual([
      'recall, b: fell from 0.9 to 0.84',
      'falseAlertsPer10000, d: rose from 10 to 13.1'
    ])
  })

  test('that is kept asks for something', () => {
    for (const { values } of Object.values(readBaseline())) {
      expect(Object.keys(values).length).toBeGreaterThan(0)
    }
  })

  test('stands beside a report that people can read', () => {
    expect(report(result)).toContain('300 persons and 0 documents listed, 50 strangers')
  })
})
