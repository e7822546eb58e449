import type { Match, SearchOptions, SearchResult } from './types.ts'

/** Takes matches as they are found and ranks them at the end. */
export interface MatchCollector {
  readonly add: (match: Match | undefined) => void
  readonly finish: () => Pick<SearchResult, 'matches' | 'insufficient'>
}

const insufficientMost = 10

/** Collects what passes the threshold (or shares a document) and what lacks only specific data. */
export const collectMatches = ({ threshold, limit }: SearchOptions): MatchCollector => {
  const matches: Match[] = []
  const insufficient: Match[] = []
  return {
    add: match => {
      if (match === undefined) return
      if (match.score >= threshold || match.documentExact) matches.push(match)
      else if (match.needsMore) insufficient.push(match)
    },
    finish: () => ({
      matches: matches.sort(byRank).slice(0, limit),
      insufficient: insufficient.sort(byRank).slice(0, insufficientMost)
    })
  }
}

/** Best score first; equal ones in the order of list and id, so that answers never depend on the index's history. */
const byRank = (a: Match, b: Match): number =>
  b.score - a.score || compareText(a.list, b.list) || compareText(a.id, b.id)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
