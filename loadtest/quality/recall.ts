import { cutFor, type Share, shareOf } from './statistics.ts'

/** How many of 10,000 strangers may be alarmed where recall is looked at. */
export const levels = { at1: 1, at10: 10, at50: 50, at200: 200 } as const

/** At the policy's threshold, or where so many strangers are alarmed. */
export type Level = 'threshold' | keyof typeof levels

/** Shares found of one kind of traveller; the interval is that of the share at the threshold. */
export type Recall = Readonly<Record<Level, number>> & { readonly interval: Share }

/** Searches go below the threshold so that other thresholds can be looked at. */
export const lowestScore = 0.005

/** The score that a hit has to pass at each level, by the best score of each stranger. */
export type Cuts = Readonly<Record<keyof typeof levels, number>>

/** The cuts where at most so many strangers are alarmed. */
export const cutsFor = (best: readonly number[]): Cuts => {
  const at = (level: keyof typeof levels): number =>
    cutFor(best, (levels[level] * best.length) / 10_000, lowestScore)
  return { at1: at('at1'), at10: at('at10'), at50: at('at50'), at200: at('at200') }
}

/** Recall of travellers by the scores of their own entries. */
export const recallOf = (scores: readonly number[], threshold: number, cuts: Cuts): Recall => {
  const interval = shareOf(scores.filter(score => score >= threshold).length, scores.length)
  const above = (cut: number): number =>
    shareOf(scores.filter(score => score > cut).length, scores.length).share
  return {
    threshold: interval.share,
    at1: above(cuts.at1),
    at10: above(cuts.at10),
    at50: above(cuts.at50),
    at200: above(cuts.at200),
    interval
  }
}

/** The mean over kinds: a rare kind counts as much as a frequent one. */
export const macroOf = (rows: readonly Recall[]): Readonly<Record<Level, number>> => {
  const mean = (level: Level): number =>
    rows.reduce((sum, row) => sum + row[level], 0) / Math.max(1, rows.length)
  return {
    threshold: mean('threshold'),
    at1: mean('at1'),
    at10: mean('at10'),
    at50: mean('at50'),
    at200: mean('at200')
  }
}
