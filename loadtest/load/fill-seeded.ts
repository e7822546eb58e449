import type { ListedEntry } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { fillList } from './fill-list.ts'
import type { StartedService } from './service.ts'

/** Lists so many seeded persons and documents at a service, and waits until all of them can be found. */
export const fillSeeded = async (
  service: StartedService,
  { size, seed }: { readonly size: number; readonly seed: number }
): Promise<readonly ListedEntry[]> => {
  const persons = Math.round(size * 0.85)
  const entries = [...watchlistEntries({ seed, persons, documents: size - persons })]
  await fillList(service.url, await service.token('agency_editor'), entries)
  await service.untilReady()
  return entries
}
