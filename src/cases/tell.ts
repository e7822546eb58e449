import { setTimeout as pause } from 'node:timers/promises'
import type { Cases, Record, RecordEvent, Topic, Untold } from '../domain/ports.ts'

/** What news are told with. */
export interface TellDeps {
  readonly record: Record
  readonly cases: Cases
  /** Keeps what carriers are about to be told, so that their acknowledgements are recognised. */
  readonly keepReplies: (replies: readonly RecordEvent[]) => Promise<void>
}

/** Tells what a commit of cases had to tell: durable in the record, then no longer kept. Again, it is the same by its ids. */
export const tell = async (
  { record, cases, keepReplies }: TellDeps,
  { position, news }: Untold
): Promise<void> => {
  if (news.length === 0) return
  await keepReplies(
    news.flatMap(({ topic, events }) => (topic === 'carrier-replies' ? events : []))
  )
  await Promise.all(news.map(({ topic, events }) => record.append(topic, events)))
  await cases.told(position)
}

/** Tells first what a commit of this partition has left before a kill: events of a case have the same partition in both topics. */
export const tellFirst = async (deps: TellDeps, partition: number): Promise<void> => {
  const left = await Promise.all(topics.map(topic => deps.cases.untold(topic, partition)))
  for (const one of left.flat()) await tell(deps, one)
}

const topics: readonly Topic[] = ['screenings', 'case-commands']
const lookEveryMs = 5_000

/**
 * Tells what a projection that was killed has left, until the signal aborts. Whatever still stands at a second look was
 * left: whoever is telling it needs milliseconds.
 */
export const tellWhatWasLeft = async (
  deps: TellDeps,
  signal: AbortSignal,
  everyMs = lookEveryMs
): Promise<void> => {
  let before = new Set<string>()
  while (!signal.aborted) {
    const standing = (await Promise.all(topics.map(topic => deps.cases.untold(topic)))).flat()
    for (const left of standing) if (before.has(keyOf(left))) await tell(deps, left)
    before = new Set(standing.map(keyOf))
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

const keyOf = ({ position: { topic, partition, offset } }: Untold) =>
  `${topic}|${partition}|${offset}`
