import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../people/random.ts'
import type { ListedEntry } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { fillList } from './fill-list.ts'
import type { StartedService } from './service.ts'
import { readFigures } from './service-figures.ts'

// About so many: enough that hardly anybody is met twice. All of a million in the sender's memory, and its collector takes both cores of a
// small machine for a second every now and then: the service's answers would seem late.
const mostKept = 20_000

/**
 * Lists so many seeded persons and documents at a service, and waits until all of them can be found and the service has
 * nothing more to do with them. Gives those that travellers are taken from, some of all.
 */
export const fillSeeded = async (
  service: StartedService,
  { size, seed }: { readonly size: number; readonly seed: number }
): Promise<readonly ListedEntry[]> => {
  const persons = Math.round(size * 0.85)
  const kept: ListedEntry[] = []
  const random = createRandom(seed, 'kept of the listed')
  function* keepingSome() {
    for (const entry of watchlistEntries({ seed, persons, documents: size - persons })) {
      if (random.chance(mostKept / size)) kept.push(entry)
      yield entry
    }
  }
  await fillList(service.url, await service.token('agency_editor'), keepingSome())
  await service.untilReady()
  await untilAtRest(service)
  return kept
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
