import type { IndexEntry, Subject } from '#matchers/types.ts'
import type { Entry } from '../domain/entry.ts'
import type { EntryState } from '../domain/watchlist.ts'

/** What the index keeps of an entry beside its subject: what a decision and its readers need, no remarks. */
export type EntryPayload = Readonly<
  Pick<
    Entry,
    | 'instruction'
    | 'warnings'
    | 'covert'
    | 'handling'
    | 'releasableTo'
    | 'reference'
    | 'contact'
    | 'validFrom'
    | 'validUntil'
    | 'revision'
  >
>

/**
 * The entry as the index takes it; its list's defaults are not copied in, so that a change of them needs no reload. One that not every
 * checkpoint may see is counted nowhere: what it weighed in other entries' scores would tell of it.
 */
export const toIndexEntry = (list: string, entry: Entry): IndexEntry => {
  const { kind, names = [], birthDates, sex, nationalities, birthPlaces, documents } = entry
  const subject: Subject = {
    kind,
    names,
    ...(birthDates && { birthDates }),
    ...(sex && { sex }),
    ...(nationalities && { nationalities }),
    ...(birthPlaces && { birthPlaces }),
    ...(documents && { documents })
  }
  const { instruction, warnings, covert, handling, releasableTo } = entry
  const { reference, contact, validFrom, validUntil, revision } = entry
  const payload: EntryPayload = {
    revision,
    ...(instruction && { instruction }),
    ...(warnings?.length && { warnings }),
    ...(covert && { covert }),
    ...(handling && { handling }),
    ...(releasableTo?.length && { releasableTo }),
    ...(reference && { reference }),
    ...(contact && { contact }),
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil })
  }
  const isUncounted = isReserved(payload)
  return { list, id: entry.id, subject, payload, ...(isUncounted && { isUncounted }) }
}

/** Not for every checkpoint: covert, or released to some only. */
const isReserved = ({ covert, releasableTo }: EntryPayload): boolean =>
  covert === true || releasableTo !== undefined

/** Whether the entry holds on this day (YYYY-MM-DD). */
export const holdsOn = ({ validFrom, validUntil }: EntryPayload, day: string): boolean =>
  (!validFrom || validFrom <= day) && (!validUntil || day <= validUntil)

/** The index's change for an entry's new state. */
export const toIndexChange = ({ list, id, entry }: EntryState) =>
  entry
    ? ({ op: 'put', entry: toIndexEntry(list, entry) } as const)
    : ({ op: 'withdraw', list, id } as const)
