import type { Match, SearchResult, Traveller } from '#matchers/index.ts'

/**
 * One search for every reading of a misread zone: each entry counts in the reading that agrees best, so that no misread digit
 * hides a hit.
 */
export const searchReadings = (
  [first, ...others]: readonly [Traveller, ...Traveller[]],
  search: (traveller: Traveller) => SearchResult
): SearchResult => others.map(search).reduce(united, search(first))

const united = (one: SearchResult, other: SearchResult): SearchResult => {
  const matches = bestOf([...one.matches, ...other.matches])
  const matched = new Set(matches.map(keyOf))
  const insufficient = bestOf([...one.insufficient, ...other.insufficient])
  return {
    matches,
    insufficient: insufficient.filter(match => !matched.has(keyOf(match))),
    candidates: one.candidates + other.candidates,
    compared: one.compared + other.compared,
    cutShort: one.cutShort || other.cutShort,
    prior: one.prior,
    comparable: one.comparable || other.comparable
  }
}

const bestOf = (matches: readonly Match[]): readonly Match[] => {
  const best = new Map<string, Match>()
  for (const match of [...matches].sort((a, b) => b.score - a.score)) {
    if (!best.has(keyOf(match))) best.set(keyOf(match), match)
  }
  return [...best.values()]
}

const keyOf = ({ list, id }: Match) => `${list}/${id}`
