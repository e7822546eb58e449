import { setTimeout as pause } from 'node:timers/promises'
import type { ListedEntry } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { fillList } from './fill-list.ts'
import type { StartedService } from './service.ts'
import { readFigures } from './service-figures.ts'

/** Lists so many seeded persons and documents at a service, and waits until all of them can be found and the service has nothing more to do with them. */
export const fillSeeded = async (
  service: StartedService,
  { size, seed }: { readonly size: number; readonly seed: number }
): Promise<readonly ListedEntry[]> => {
  const persons = Math.round(size * 0.85)
  const entries = [...watchlistEntries({ seed, persons, documents: size - persons })]
  await fillList(service.url, await service.token('agency_editor'), entries)
  await service.untilReady()
  await untilAtRest(service)
  return entries
}

/** Waits until the service keeps a snapshot with nearly everything: it looks once a minute. */
const untilAtRest = async (service: StartedService) => {
  const token = await service.token('admin')
  for (;;) {
    const { entries, listVersion, snapshotVersion } = await readFigures(service.url, token)
    if (listVersion - snapshotVersion < Math.max(1_000, entries / 20)) return
    await pause(1_000)
  }
}
