import type { Unscreened } from '../domain/case.ts'
import type { RecordEvent } from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'

/** Types of the record's `screenings` topic; cases are made of those with hits and of the unscreened. */
export const screenedTypes = {
  withHits: 'portcullis.screened.hits',
  clear: 'portcullis.screened.clear',
  unscreened: 'portcullis.unscreened'
} as const

const sizeClasses = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536]

/** The one event that a screening leaves, padded to a size class so that its size does not tell a hit from a clear. */
export const screenedEvent = (
  screened: Screened,
  source: string
): RecordEvent<Screened & { readonly padding: string }> => {
  const length = JSON.stringify(screened).length
  const size = sizeClasses.find(limit => limit >= length) ?? length
  return {
    id: screened.id,
    type: screened.hits.length > 0 ? screenedTypes.withHits : screenedTypes.clear,
    source,
    time: screened.screenedAt,
    data: { ...screened, padding: ' '.repeat(size - length) }
  }
}

/** The event of a traveller that could not be screened. */
export const unscreenedEvent = (message: Unscreened, source: string): RecordEvent<Unscreened> => ({
  id: message.id,
  type: screenedTypes.unscreened,
  source,
  time: message.screenedAt,
  data: message
})
