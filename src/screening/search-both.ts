import type { Match, SearchOptions, SearchResult, Traveller } from '#matchers/index.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'

/** So many of those that lack only specific data does one search return at most. */
const insufficientMost = 10

/**
 * One search; where that is full, a second one without covert entries, so that those never push an open one out of
 * what a checkpoint is told.
 */
export const searchBoth = (
  watchlist: Watchlist,
  traveller: Traveller,
  options: Omit<SearchOptions, 'accepts'>
): SearchResult => {
  const all = watchlist.search(traveller, options)
  const isFull = all.matches.length >= options.limit || all.insufficient.length >= insufficientMost
  if (!isFull) return all
  const open = watchlist.search(traveller, options, { openOnly: true })
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
