import type { IndexEntry, Match, SearchOptions, SearchResult } from './types.ts'

/** Takes matches as they are found and keeps the best. */
export interface MatchCollector {
  readonly add: (match: Match | undefined) => void
  /** A match with a lower score than this would not be among the best any more. */
  readonly matchFloor: () => number
  readonly insufficientFloor: () => number
  readonly finish: () => Pick<SearchResult, 'matches' | 'insufficient'>
}

const insufficientMost = 10

/** The score from which on this entry is a match. */
export const thresholdFor = (
  entry: Pick<IndexEntry, 'list' | 'payload'>,
  { threshold, thresholdOf }: Pick<SearchOptions, 'threshold' | 'thresholdOf'>
): number => thresholdOf?.(entry) ?? threshold

/** Collects what passes the threshold (or shares a document) and what lacks only specific data. */
export const collectMatches = (options: SearchOptions): MatchCollector => {
  const matches = keepBest(options.limit)
  const insufficient = keepBest(insufficientMost)
  return {
    add: match => {
      if (match === undefined) return
      const passes = match.score >= thresholdFor(match, options)
      if (passes || match.documentExact) matches.add(match)
      else if (match.needsMore) insufficient.add(match)
    },
    matchFloor: matches.floor,
    insufficientFloor: insufficient.floor,
    finish: () => ({ matches: matches.ranked, insufficient: insufficient.ranked })
  }
}

const keepBest = (most: number) => {
  const ranked: Match[] = []
  return {
    ranked,
    add: (match: Match): void => {
      let at = ranked.length
      while (at > 0 && byRank(match, ranked[at - 1] ?? match) < 0) at--
      if (at >= most) return
      ranked.splice(at, 0, match)
      if (ranked.length > most) ranked.pop()
    },
    floor: (): number =>
      ranked.length < most ? Number.NEGATIVE_INFINITY : (ranked.at(-1)?.score ?? 1)
  }
}

/** Best score first; equal ones in the order of list and id, so that answers never depend on the index's history. */
const byRank = (a: Match, b: Match): number =>
  b.score - a.score || compareText(a.list, b.list) || compareText(a.id, b.id)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
