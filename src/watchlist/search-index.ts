import type { SearchOptions, SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import { type EntryPayload, holdsOn, isReserved } from './index-entry.ts'

/** Which entries count. */
export interface Counting {
  /** Those that hold on this day (YYYY-MM-DD). */
  readonly today: string
  /** Only those that every checkpoint may see. */
  readonly openOnly?: boolean
}

/** Searches an index for entries that count. */
export const searchIndex = (
  index: Pick<WatchIndex, 'search'>,
  traveller: Traveller,
  options: Omit<SearchOptions, 'accepts'>,
  { today, openOnly = false }: Counting
): SearchResult =>
  index.search(traveller, {
    ...options,
    accepts: given => {
      const payload = given as EntryPayload
      return holdsOn(payload, today) && !(openOnly && isReserved(payload))
    }
  })
