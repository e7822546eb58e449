import type { SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import { searchIndex } from '../watchlist/search-index.ts'
import { searchBoth } from './search-both.ts'
import { searchReadings } from './search-readings.ts'

/** What a screening asks the index. */
export interface Question {
  /** One traveller, in every reading of what describes them. */
  readonly readings: readonly [Traveller, ...Traveller[]]
  readonly lists: ReadonlySet<string>
  readonly threshold: number
  readonly limit: number
  /** Entries that hold on this day count (YYYY-MM-DD). */
  readonly today: string
}

/** What an index finds: the same wherever it is asked. */
export const answer = (
  index: Pick<WatchIndex, 'search'>,
  { readings, today, ...options }: Question
): SearchResult =>
  searchReadings(readings, traveller =>
    searchBoth(among => searchIndex(index, traveller, options, { today, ...among }), options.limit)
  )
