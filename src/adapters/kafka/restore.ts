import type { Kafka } from 'kafkajs'
import type { Cases, Offsets, Position, SharedList, Topic } from '#src/domain/ports.ts'
import type { Batch } from './consume.ts'
import type { Decided } from './decided-state.ts'
import { toOwnEvent } from './message.ts'
import type { HeldOffsets, KafkaQuestions } from './questions.ts'
import { readPartitions } from './read-partitions.ts'
import { collectRuns, type Run } from './runs.ts'
import { type DecidedTopic, topicName } from './topics.ts'

/** Where decided states are read from. */
export interface RestoreFrom {
  readonly kafka: Kafka
  readonly questions: KafkaQuestions
  readonly prefix: string
  /** Told how many of how many states have been read. */
  readonly onProgress?: (read: number, all: number) => void
}

/** Brings the shared list up to what was decided of these partitions; all of them when none are named. */
export const restoreList = (
  from: RestoreFrom,
  shared: SharedList,
  partitions?: readonly number[]
): Promise<number> =>
  restore(
    from,
    'entries',
    partitions,
    () => shared.resume(),
    async ({ position, states }) => {
      await shared.commit({
        position,
        lists: states.flatMap(state => ('list' in state ? [state.list] : [])),
        entries: states.flatMap(state => ('entry' in state ? [state.entry] : []))
      })
    }
  )

/** Brings the cases up to what was decided of these partitions, with what the last commits may not have told; all of them when none are named. */
export const restoreCases = (
  from: RestoreFrom,
  cases: Cases,
  partitions?: readonly number[]
): Promise<number> =>
  restore(
    from,
    'cases',
    partitions,
    topic => cases.resume(topic),
    async ({ position, states, news }) => {
      const decided = states.flatMap(state => ('case' in state ? [state.case] : []))
      await cases.commit({ position, cases: decided, news })
    }
  )

/**
 * Reads the partitions whose last decided state is newer than what the view holds, from their beginning: what the view
 * holds already is passed over by its own position. Gives how many states were read.
 */
const restore = async (
  from: RestoreFrom,
  topic: DecidedTopic,
  partitions: readonly number[] | undefined,
  resume: (topic: Topic) => Promise<Offsets>,
  commit: (run: Run) => Promise<void>
): Promise<number> => {
  const { kafka, questions, prefix, onProgress } = from
  const name = topicName(prefix, topic)
  const held = await questions.offsets(name)
  const isWanted = ({ partition, low, high }: HeldOffsets) =>
    high > low && (partitions?.includes(partition) ?? true)
  const behind = await partitionsBehind(from, name, held, isWanted, resume)
  const all = behind.reduce((sum, { low, high }) => sum + high - low, 0)
  const runs = new Map(behind.map(({ partition }) => [partition, collectRuns(commit)]))
  let read = 0
  let states = 0
  await readPartitions({
    kafka,
    prefix,
    name,
    held,
    from: new Map(behind.map(({ partition, low }) => [partition, low])),
    take: async batch => {
      for (const decided of decidedIn(batch)) {
        await runs.get(batch.partition)?.add(decided)
        if (!('news' in decided)) states++
      }
      read += batch.messages.length
      onProgress?.(read, all)
    }
  })
  for (const run of runs.values()) await run.end()
  return states
}

const partitionsBehind = async (
  { kafka, prefix }: RestoreFrom,
  name: string,
  held: readonly HeldOffsets[],
  isWanted: (held: HeldOffsets) => boolean,
  resume: (topic: Topic) => Promise<Offsets>
) => {
  const last = new Map<number, Position>()
  await readPartitions({
    kafka,
    prefix,
    name,
    held,
    from: new Map(held.filter(isWanted).map(({ partition, high }) => [partition, high - 1])),
    take: async batch => {
      const decided = decidedIn(batch).at(-1)
      if (decided) last.set(batch.partition, decided.position)
    }
  })
  const topics = [...new Set([...last.values()].map(({ topic }) => topic))]
  const stored = new Map(
    await Promise.all(topics.map(async topic => [topic, await resume(topic)] as const))
  )
  return held.filter(({ partition }) => {
    const newest = last.get(partition)
    return newest && newest.offset > (stored.get(newest.topic)?.get(partition) ?? 0)
  })
}

const decidedIn = ({ topic, partition, messages }: Batch): readonly Decided[] =>
  messages.flatMap(message => {
    const event = toOwnEvent(message, { topic, partition })
    return event ? [event.data as Decided] : []
  })
