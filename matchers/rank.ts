import type { IndexEntry, Match, SearchOptions, SearchResult } from './types.ts'

/** Takes matches as they are found and keeps the best of all, and the best of those that are counted: no other takes their place. */
export interface MatchCollector {
  readonly add: (match: Match | undefined, isUncounted?: boolean) => void
  /** A match with a lower score than this would not be among the best any more, whoever it is of. */
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
  const matches = keepBoth(options.limit)
  const insufficient = keepBoth(insufficientMost)
  return {
    add: (match, isUncounted = false) => {
      if (match === undefined) return
      const passes = match.score >= thresholdFor(match, options)
      if (passes || match.documentExact) matches.add(match, isUncounted)
      else if (match.needsMore) insufficient.add(match, isUncounted)
    },
    matchFloor: matches.floor,
    insufficientFloor: insufficient.floor,
    finish: () => ({ matches: matches.ranked(), insufficient: insufficient.ranked() })
  }
}

/** The best of those that are counted score lower than the best of all, if at all: what may be among either is above their floor. */
const keepBoth = (most: number) => {
  const [all, counted] = [keepBest(most), keepBest(most)]
  return {
    add: (match: Match, isUncounted: boolean): void => {
      all.add(match)
      if (!isUncounted) counted.add(match)
    },
    floor: counted.floor,
    ranked: (): readonly Match[] => [...new Set([...all.ranked, ...counted.ranked])].sort(byRank)
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
