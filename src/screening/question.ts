import type { SearchOptions, SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import type { EntryPayload } from '../watchlist/index-entry.ts'
import { searchIndex } from '../watchlist/search-index.ts'
import type { NeededScores } from './needed-scores.ts'
import { searchReadings } from './search-readings.ts'

/** What a screening asks the index. */
export interface Question extends NeededScores {
  /** One traveller, in every reading of what describes them. */
  readonly readings: readonly [Traveller, ...Traveller[]]
  readonly lists: ReadonlySet<string>
  readonly limit: number
  /** Entries that hold on this day count (YYYY-MM-DD). */
  readonly today: string
}

/** What an index finds: the same wherever it is asked. */
export const answer = (
  index: Pick<WatchIndex, 'search'>,
  { readings, today, needed, ...asked }: Question
): SearchResult => {
  const options = { ...asked, ...(needed && { thresholdOf: thresholdBy(needed, asked.threshold) }) }
  return searchReadings(readings, traveller => searchIndex(index, traveller, options, today))
}

const thresholdBy =
  (
    { byInstruction, byList }: NonNullable<NeededScores['needed']>,
    lowest: number
  ): NonNullable<SearchOptions['thresholdOf']> =>
  ({ list, payload }) => {
    const { instruction } = payload as EntryPayload
    return (instruction ? byInstruction.get(instruction) : byList.get(list)) ?? lowest
  }
