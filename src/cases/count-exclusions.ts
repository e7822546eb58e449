import type { Exclusions } from '../domain/case-ports.ts'
import type { Record } from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'
import { screenedTypes } from '../screening/event.ts'

/** Counts how often each exclusion has kept a hit away, from the record, each screening once, until the signal aborts. */
export const countExclusions = (
  { record, exclusions }: { readonly record: Record; readonly exclusions: Exclusions },
  signal: AbortSignal
): Promise<void> =>
  record.follow({
    topic: 'screenings',
    group: 'exclusions',
    types: [screenedTypes.withHits, screenedTypes.excluded],
    isPatient: true,
    after: () => exclusions.offsets(),
    handle: async batch => {
      const last = batch.at(-1)
      if (!last) return
      const applied = batch.flatMap(({ event }) => (event.data as Partial<Screened>).excluded ?? [])
      await exclusions.count({ position: last.position, applied })
    },
    signal
  })
