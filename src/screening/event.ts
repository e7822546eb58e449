import type { Notice, Unscreened } from '../domain/case.ts'
import type { AnyEntryNotice } from '../domain/entry-notice.ts'
import type { RecordEvent } from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'

/**
 * Types of the record's `screenings` topic; cases are made of those with hits and of the unscreened, and changed by notices of
 * what became of their travellers. A manifest's own event follows those of its persons, whatever was found: where the projection has passed it, their cases can be read.
 */
export const screenedTypes = {
  withHits: 'portcullis.screened.hits',
  clear: 'portcullis.screened.clear',
  excluded: 'portcullis.screened.excluded',
  unscreened: 'portcullis.unscreened',
  notice: 'portcullis.notice',
  manifest: 'portcullis.manifest.screened',
  canary: 'portcullis.canary'
} as const

/** What stands around the text of the padding. */
const overhead = 13
// Two of the smallest, with what the record adds, share a page of 4,096 bytes.
const sizeClasses = [1_750, 3_500, 7_000, 14_000, 28_000, 56_000, 112_000]

/** The one event that a screening leaves, padded to a size class so that its size does not tell a hit from a clear. */
export const screenedEvent = (
  screened: Screened,
  source: string
): RecordEvent<Screened & { readonly padding: string }> => {
  const length = Buffer.byteLength(JSON.stringify(screened)) + overhead
  const size = sizeClasses.find(limit => limit >= length) ?? length
  return {
    id: screened.id,
    type: typeOf(screened),
    source,
    time: screened.screenedAt,
    data: { ...screened, padding: ' '.repeat(size - length) }
  }
}

const typeOf = ({ hits, excluded }: Screened) => {
  if (hits.length > 0) return screenedTypes.withHits
  return excluded?.length ? screenedTypes.excluded : screenedTypes.clear
}

/** The event of a traveller that could not be screened. */
export const unscreenedEvent = (message: Unscreened, source: string): RecordEvent<Unscreened> => ({
  id: message.id,
  type: screenedTypes.unscreened,
  source,
  time: message.screenedAt,
  data: message
})

/** The event of a notice about a case: what became of its traveller, of an entry, of who may see that, or of what a list says. */
export const noticeEvent = <T extends Notice | AnyEntryNotice>(
  notice: T,
  source: string
): RecordEvent<T> => ({
  id: notice.id,
  type: screenedTypes.notice,
  source,
  time: notice.at,
  data: notice
})
