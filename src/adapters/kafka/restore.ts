import type { Kafka } from 'kafkajs'
import type { Cases, News, Offsets, Position, SharedList, Topic } from '#src/domain/ports.ts'
import type { Batch } from './consume.ts'
import type { Decided } from './decided-state.ts'
import { toOwnEvent } from './message.ts'
import type { HeldOffsets, KafkaQuestions } from './questions.ts'
import { readPartitions } from './read-partitions.ts'
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

interface Run {
  /** Of the last commit in it. */
  readonly position: Position
  readonly states: readonly Decided[]
  readonly news: readonly News[]
}

type Commit = (run: Run) => Promise<void>

/**
 * Reads the partitions whose last decided state is newer than what the view holds, from their beginning: what the view
 * holds already is passed over by its own position. Gives how many states were read.
 */
const restore = async (
  from: RestoreFrom,
  topic: DecidedTopic,
  partitions: readonly number[] | undefined,
  resume: (topic: Topic) => Promise<Offsets>,
  commit: Commit
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

// As many as a commit of the view takes in well under a second.
const statesAtOnce = 1_000

/**
 * Commits states in runs of one source, of each key the newest; states of one position always together, since a position
 * is passed once. News go with the position that they belong to: those before it were told before it was decided.
 */
const collectRuns = (commit: Commit) => {
  let position: Position | undefined
  let states = new Map<string, Decided>()
  let news: readonly News[] = []
  const end = async () => {
    if (position) await commit({ position, states: [...states.values()], news })
    states = new Map()
  }
  return {
    async add(decided: Decided) {
      const isNext = position && decided.position.offset !== position.offset
      const isOther = position && decided.position.topic !== position.topic
      if (isOther || (isNext && states.size >= statesAtOnce)) await end()
      if (isOther || isNext) news = []
      position = decided.position
      if ('news' in decided) news = decided.news
      else states.set(keyOf(decided), decided)
    },
    end
  }
}

const keyOf = (state: Exclude<Decided, { readonly news: unknown }>) => {
  if ('case' in state) return state.case.id
  return 'entry' in state ? `${state.entry.list}/${state.entry.id}` : state.list.list
}
