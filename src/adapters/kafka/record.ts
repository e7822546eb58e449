import type { Kafka } from 'kafkajs'
import type {
  Follow,
  Offsets,
  Record,
  RecordEvent,
  RecordedEvent,
  Topic
} from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import { takeLanes } from '../turns.ts'
import { type Batch, consume } from './consume.ts'
import { checkMessageSizes } from './event-size.ts'
import { toEvent, toMessage, typeOf, unreadableType } from './message.ts'
import type { NotedPositions } from './note-positions.ts'
import { type Commits, groupName } from './positions.ts'
import type { HeldOffsets, KafkaQuestions } from './questions.ts'
import { topicName } from './topics.ts'
import { watchState } from './watch-state.ts'
import type { KafkaWriter } from './writer.ts'

/** Events of late, by id: what a topic can't be asked for. */
export interface RecentEvents {
  keep(topic: Topic, events: readonly RecordEvent[]): Promise<unknown>
  find(topic: Topic, id: string): Promise<RecordEvent | undefined>
}

export interface KafkaRecordOptions {
  readonly kafka: Kafka
  readonly questions: KafkaQuestions
  readonly writer: KafkaWriter
  readonly prefix: string
  readonly partitions: number
  readonly nodeId: string
  /** What is ordered with what: events of one key keep their order. Names no person. */
  readonly keyOf: (topic: Topic, event: RecordEvent) => string
  readonly recent: RecentEvents
  /** Takes where the groups that run here keep their positions. */
  readonly commits: Commits
  /** Called before a group begins in these partitions: brings the state that it goes on from up to date. */
  readonly prepare?: (group: string, partitions: readonly number[]) => Promise<void>
}

/**
 * The record on Kafka. A position's offset is that of the next message, so that it counts from 1 as everywhere; an event
 * that was appended twice, or whose append was answered too late, may stand twice.
 */
export const kafkaRecord = (options: KafkaRecordOptions): Record => {
  const { questions, writer, prefix, partitions, keyOf, recent } = options
  return {
    partitions,

    async append(topic, events, partition) {
      if (events.length === 0) return
      const messages = events.map(event => ({
        ...toMessage(event, keyOf(topic, event)),
        ...(partition !== undefined && { partition })
      }))
      checkMessageSizes(messages)
      await writer.append(topicName(prefix, topic), messages)
      await recent.keep(topic, events)
    },

    follow: (...follows) => followGroup(options, follows),

    find: (topic, id) => recent.find(topic, id),

    async ends(topic) {
      const found = await questions.offsets(topicName(prefix, topic))
      return new Map(
        found.flatMap(({ partition, low, high }) => (high > low ? [[partition, high]] : []))
      )
    }
  }
}

const followGroup = async (options: KafkaRecordOptions, follows: readonly Follow[]) => {
  const { kafka, questions, prefix, nodeId, prepare, commits } = options
  const [first] = follows
  if (!first) return
  // What concerns each other stands in partitions of one number, in all topics.
  const lanes = takeLanes()
  const ended = new AbortController()
  const signal = AbortSignal.any([ended.signal, ...follows.map(follow => follow.signal)])
  const byName = new Map(
    follows.map(follow => [topicName(prefix, follow.topic), { follow, state: watchState(follow) }])
  )
  const of = (name: string) => {
    const found = byName.get(name)
    if (!found) throw new Error(`nobody follows ${name}`)
    return found
  }
  let running: NotedPositions | undefined
  const consuming = consume({
    kafka,
    nodeId,
    groupId: groupName(prefix, first.group),
    onRunning: positions => {
      running = positions
      commits.set(first.group, positions)
    },
    topics: [...byName.keys()],
    isPatient: follows.every(({ isPatient }) => isPatient),
    prepare: partitions => lanes.alone(async () => prepare?.(first.group, partitions)),
    begin: (name, partitions) =>
      lanes.alone(async () => {
        const { follow, state } = of(name)
        const [held, after] = await Promise.all([questions.offsets(name), follow.after()])
        state.begin(partitions, after)
        return beginAfter(held, after)
      }),
    take: batch =>
      lanes.within(batch.partition, async () => {
        const { follow, state } = of(batch.topic)
        const events = wanted(follow, state, batch)
        if (signal.aborted) return
        if (events.length > 0) await follow.handle(events)
        state.handled(batch.partition, events.at(-1)?.position.offset)
      }),
    signal
  })
  const watching = [...byName.values()].map(({ state }) => state.untilLost(lanes.alone, signal))
  try {
    await Promise.race([consuming, ...watching])
  } finally {
    ended.abort()
    await consuming.catch(() => undefined)
    if (commits.get(first.group) === running) commits.delete(first.group)
  }
}

/** The next offset of each partition; the first that there is, where nothing was handled or what follows has expired. */
export const beginAfter = (held: readonly HeldOffsets[], after: Offsets) =>
  new Map(
    held.map(({ partition, low, high }) => {
      const next = after.get(partition) ?? 0
      if (next > high)
        throw recordUnavailable('the record ends before what was made of it: was it restored?')
      return [partition, Math.max(next, low)] as const
    })
  )

/**
 * Events of the types asked for, and now and then the last of those left out, so that the follower's own position keeps
 * up with the end.
 */
const wanted = (
  { topic, types }: Follow,
  state: ReturnType<typeof watchState>,
  { topic: name, partition, messages, isLast }: Batch
): readonly RecordedEvent[] => {
  const read = (message: (typeof messages)[number]): RecordedEvent => ({
    position: { topic, partition, offset: Number(message.offset) + 1 },
    event: toEvent(message, { topic: name, partition })
  })
  if (!types) return messages.map(read)
  const kept = messages
    .filter(message => types.includes(typeOf(message) ?? unreadableType) || isForeign(message))
    .map(read)
  const last = messages.at(-1)
  const isDue = last && isLast && state.isDue(partition, Number(last.offset) + 1)
  const isLeftOut = last && kept.at(-1)?.position.offset !== Number(last.offset) + 1
  return isDue && isLeftOut ? [...kept, read(last)] : kept
}

const isForeign = (message: Batch['messages'][number]) => typeOf(message) === undefined
