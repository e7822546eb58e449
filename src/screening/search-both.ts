import type { Match, SearchResult } from '#matchers/index.ts'

/** So many of those that lack only specific data does one search return at most. */
const insufficientMost = 10

/**
 * One search; where that is full, a second one without covert entries, so that those never push an open one out of
 * what a checkpoint is told.
 */
export const searchBoth = (
  search: (among: { readonly openOnly: boolean }) => SearchResult,
  limit: number
): SearchResult => {
  const all = search({ openOnly: false })
  const isFull = all.matches.length >= limit || all.insufficient.length >= insufficientMost
  if (!isFull) return all
  const open = search({ openOnly: true })
  return {
    ...all,
    matches: united(all.matches, open.matches),
    insufficient: united(all.insufficient, open.insufficient),
    compared: all.compared + open.compared,
    cutShort: all.cutShort || open.cutShort
  }
}

const united = (all: readonly Match[], open: readonly Match[]): readonly Match[] => {
  const known = new Set(all.map(keyOf))
  const added = open.filter(match => !known.has(keyOf(match)))
  return [...all, ...added].sort((a, b) => b.score - a.score)
}

const keyOf = ({ list, id }: Match) => `${list}/${id}`
