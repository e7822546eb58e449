import type { SearchOptions, SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import { type EntryPayload, holdsOn } from './index-entry.ts'

/** Searches an index for entries that hold on this day (YYYY-MM-DD). */
export const searchIndex = (
  index: Pick<WatchIndex, 'search'>,
  traveller: Traveller,
  options: Omit<SearchOptions, 'accepts'>,
  today: string
): SearchResult =>
  index.search(traveller, {
    ...options,
    accepts: payload => holdsOn(payload as EntryPayload, today)
  })
