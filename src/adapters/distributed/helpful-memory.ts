import type { RecordEvent, Topic } from '#src/domain/ports.ts'
import type { RecentEvents } from '../kafka/record.ts'

// The only topic whose events are asked for by id: a question sent again gets the answer that it got.
const askedFor: readonly Topic[] = ['screenings']

/**
 * Recent events, as a help and not a condition: with the shared view away an event stays durable, and a question that
 * comes again is screened again, under the same ids.
 */
export const helpfulMemory = (recent: RecentEvents): RecentEvents => ({
  keep: async (topic, events) => {
    if (!askedFor.includes(topic)) return
    await recent.keep(topic, events.map(withoutPadding)).catch(() => undefined)
  },
  find: (topic, id) => recent.find(topic, id).catch(() => undefined)
})

/** Sizes tell nothing to callers here, and memory is dear. */
const withoutPadding = (event: RecordEvent): RecordEvent => {
  const { padding: _, ...data } = event.data as { readonly padding?: string }
  return { ...event, data }
}
