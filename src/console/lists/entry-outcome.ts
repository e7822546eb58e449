import type { Entry } from '../../domain/entry.ts'
import { texts } from '../texts.ts'
import { fieldsOf } from './entry-fields.ts'

/** An entry as the service shows it. */
export type StoredEntry = Partial<Entry> & {
  readonly revision: number
  readonly state?: 'active' | 'withdrawn'
}

/** What was asked for: an entry, or nothing of it. */
export interface Asked {
  readonly revision: number
  readonly put?: object
}

/** What became of a change that was only received: in effect, refused for another of the same revision, or not known yet. */
export const entryOutcome = (asked: Asked, found: StoredEntry | undefined): string => {
  const { revision, put } = asked
  if (!found || found.revision < revision) return texts.entry.waiting(revision)
  if (!isInEffect(asked, found)) return texts.entry.refused(revision, found.revision)
  return put ? texts.entry.saved(revision) : texts.entry.withdrawn
}

/** Whether what stands is what was asked for. */
export const isInEffect = ({ revision, put }: Asked, found: StoredEntry | undefined): boolean =>
  found?.revision === revision && (put ? isSame(put, found) : isWithdrawn(found))

const isWithdrawn = ({ state }: StoredEntry) => state === 'withdrawn'

/** By what the form shows; of countries the service keeps another code than was typed. */
const isSame = (put: object, found: StoredEntry) =>
  !isWithdrawn(found) && textOf(put) === textOf(found)

const textOf = (entry: Partial<Entry>) =>
  JSON.stringify({ ...fieldsOf(entry), nationality: '', issuer: '' })
