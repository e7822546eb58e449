import type { SearchResult } from '#matchers/index.ts'
import { rounded } from '../percentiles.ts'
import type { Quality, Recall } from './types.ts'

/** What is kept of the search for one listed person. */
export interface ListedOutcome {
  /** Score of the true entry among the matches; undefined when it is not among them. */
  readonly score?: number
  readonly asked: boolean
  readonly differences: readonly string[]
}

/** What is kept of the search for one stranger. */
export interface StrangerOutcome {
  /** Score of the best match; undefined when there is none. */
  readonly score?: number
  readonly insufficient: boolean
}

/** The policy's scores from which on there is a hit. */
export interface Thresholds {
  readonly possible: number
  readonly strong: number
}

/** How the search for a listed person ended. */
export const listedOutcome = (
  { matches, insufficient }: SearchResult,
  entryId: string,
  differences: readonly string[]
): ListedOutcome => {
  const found = matches.find(({ id }) => id === entryId)
  return {
    ...(found ? { score: found.score } : {}),
    asked: !found && insufficient.some(({ id }) => id === entryId),
    differences
  }
}

/** How the search for a stranger ended. */
export const strangerOutcome = ({ matches, insufficient }: SearchResult): StrangerOutcome => {
  const [best] = matches
  return {
    ...(best ? { score: best.score } : {}),
    insufficient: !best && insufficient.length > 0
  }
}

/** Recall and false alerts of one run, together, since neither says anything alone. */
export const tallyQuality = (
  listed: readonly ListedOutcome[],
  strangers: readonly StrangerOutcome[],
  thresholds: Thresholds
): Quality => {
  const alarms = strangers
    .flatMap(({ score }) => (score === undefined ? [] : [score]))
    .sort((a, b) => b - a)
  const per10000 = (count: number) => rounded((count * 10_000) / Math.max(1, strangers.length), 2)
  const falseAlerts = (threshold: number) =>
    per10000(alarms.filter(score => score >= threshold).length)
  const differences = [...new Set(listed.flatMap(outcome => outcome.differences))].sort()
  return {
    strangers: strangers.length,
    falseAlertsPer10000: {
      possible: falseAlerts(thresholds.possible),
      strong: falseAlerts(thresholds.strong)
    },
    insufficientPer10000: per10000(strangers.filter(({ insufficient }) => insufficient).length),
    recall: {
      possible: recallOf(listed, thresholds.possible),
      strong: recallOf(listed, thresholds.strong)
    },
    recallAtFalseAlerts: Object.fromEntries(
      [1, 10, 50].map(allowed => {
        const threshold = thresholdFor(alarms, (allowed * strangers.length) / 10_000, thresholds)
        return [allowed, { recall: recallOf(listed, threshold).recall, threshold }]
      })
    ),
    byDifference: Object.fromEntries([
      ['none', recallOf(listed.filter(isAsListed), thresholds.possible)],
      ...differences.map(kind => [
        kind,
        recallOf(
          listed.filter(outcome => outcome.differences.includes(kind)),
          thresholds.possible
        )
      ])
    ])
  }
}

const isAsListed = ({ differences }: ListedOutcome) => differences.length === 0

const recallOf = (listed: readonly ListedOutcome[], threshold: number): Recall => {
  const found = listed.filter(({ score = -1 }) => score >= threshold).length
  const asked = listed.filter(outcome => outcome.asked).length
  const searched = listed.length
  return { searched, found, asked, recall: rounded(searched === 0 ? 0 : found / searched) }
}

/** The lowest threshold at which no more than `allowed` strangers raise an alarm. */
const thresholdFor = (
  alarms: readonly number[],
  allowed: number,
  { possible }: Thresholds
): number => {
  const firstTooMany = alarms[Math.floor(allowed)]
  return firstTooMany === undefined ? possible : Math.max(possible, firstTooMany + Number.EPSILON)
}
