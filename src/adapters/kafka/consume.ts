import { setTimeout as pause } from 'node:timers/promises'
import type {
  Consumer,
  ConsumerGroupJoinEvent,
  EachBatchPayload,
  Kafka,
  KafkaMessage
} from 'kafkajs'
import { togetherByNumber } from './assigner.ts'
import { within } from './deadline.ts'
import { type NotedPositions, notePositions } from './note-positions.ts'

/** Messages of one partition, in order. */
export interface Batch {
  readonly topic: string
  readonly partition: number
  readonly messages: readonly KafkaMessage[]
  /** Whether nothing stood behind them when they were fetched. */
  readonly isLast: boolean
}

/** Where to begin in each partition of a topic: the offset of the next message. */
export type Begin = ReadonlyMap<number, number>

export interface Consume {
  readonly kafka: Kafka
  readonly groupId: string
  readonly nodeId: string
  /** Partitions of one number come to the same node, in all topics. */
  readonly topics: readonly string[]
  /** Called once at each assignment, before it is asked where to begin, with the numbers of all partitions. */
  readonly prepare?: (partitions: readonly number[]) => Promise<void>
  /** Asked at each assignment, before anything is fetched; answers for each of these partitions. */
  readonly begin: (topic: string, partitions: readonly number[]) => Promise<Begin>
  /** Takes the batches of a partition one at a time, those of several partitions at the same time, and is done with them when it resolves; a rejection ends the consumer. */
  readonly take: (batch: Batch) => Promise<void>
  /** Nobody waits for what is made of it: a second is taken at once. */
  readonly isPatient?: boolean
  /** Handed where positions are kept in Kafka itself, for those who keep no state of their own. */
  readonly onRunning?: (positions: NotedPositions) => void
  readonly signal: AbortSignal
}

// A node that is gone is noticed after this; one that is stopped for longer must not go on as if nothing had been.
const sessionTimeoutMs = 10_000
const heartbeatMs = 1_000
const leaveMs = 5_000
const storeMs = 1_000
// One after another, each partition would wait for the brokers' answers to all others.
const partitionsAtOnce = 64
// An event that comes after a pause is taken at once; of a stream, what comes within this time is fetched, decoded and
// answered together: each fetch costs as much as several events.
const fetchEveryMs = 30
// Without news; those who may begin after an assignment are noticed as late.
const quick = { maxWaitTimeInMs: 250 }
const patient = { maxWaitTimeInMs: 1_000, minBytes: 1024 * 1024 }

/**
 * Consumes as a member of a group until the signal aborts (then resolves) or something fails (then rejects). Positions
 * come from `begin` and are stored by whoever takes the batches, in the state made of them or through `onRunning`.
 */
export const consume = async (options: Consume): Promise<void> => {
  const giveUpAt = performance.now() + loadingMs
  for (;;) {
    try {
      return await consumeOnce(options)
    } catch (error) {
      // A broker that has just started does not know its groups yet: no fault, and gone in a moment.
      if (!isLoading(error) || performance.now() > giveUpAt) throw error
      await pause(loadingPauseMs, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
}

const loadingMs = 60_000
const loadingPauseMs = 250

const isLoading = (error: unknown): boolean => {
  const { type, cause } = error as { type?: unknown; cause?: unknown }
  return type === 'GROUP_LOAD_IN_PROGRESS' || (cause instanceof Error && isLoading(cause))
}

const consumeOnce = async (options: Consume): Promise<void> => {
  const { kafka, groupId, nodeId, topics, isPatient = false, signal } = options
  if (signal.aborted) return
  const consumer = kafka.consumer({
    groupId,
    partitionAssigners: [togetherByNumber(nodeId)],
    sessionTimeout: sessionTimeoutMs,
    rebalanceTimeout: 30_000,
    heartbeatInterval: heartbeatMs,
    ...(isPatient ? patient : quick),
    allowAutoTopicCreation: false,
    metadataMaxAge: 30_000,
    retry: {
      initialRetryTime: 100,
      maxRetryTime: 1_000,
      retries: 4,
      restartOnFailure: async () => false
    }
  })
  const ended = Promise.withResolvers<void>()
  ended.promise.catch(() => undefined) // it may fail before it is waited for, at the end
  let isOver = false
  const stop = () => {
    isOver = true
    ended.resolve()
  }
  const fail = (reason: unknown) => {
    isOver = true
    ended.reject(reason)
  }
  signal.addEventListener('abort', stop, { once: true })
  const nextFetch = evenly(fetchEveryMs)
  const positions = notePositions(consumer)
  const underWay = new Set<Promise<void>>()
  try {
    const lease = watchLease(consumer)
    consumer.on('consumer.crash', ({ payload }) => fail(payload.error))
    consumer.on(
      'consumer.group_join',
      positioning(consumer, options, () => isOver, fail)
    )
    await within(leaveMs, 'connecting', consumer.connect())
    await consumer.subscribe({ topics: [...topics], fromBeginning: true })
    options.onRunning?.(positions)
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: partitionsAtOnce,
      eachBatch: async payload => {
        const mayFetch = nextFetch()
        if (isOver || !payload.isRunning() || payload.isStale()) return mayFetch
        const taken = takeBatch(options, payload, lease)
        underWay.add(taken)
        await taken.catch(fail) // thrown here, kafkajs would hand the same batch out again
        underWay.delete(taken)
        await mayFetch
      }
    })
    await ended.promise
  } finally {
    signal.removeEventListener('abort', stop)
    const storing = Promise.allSettled(underWay).then(positions.stored)
    const leaving = within(storeMs, 'storing positions', storing)
      .catch(() => undefined) // whoever comes next takes some events once more
      .then(() => consumer.disconnect())
    await within(leaveMs, 'leaving', leaving).catch(() => undefined)
  }
}

/** Holds everything that was assigned until it is known where to begin. */
const positioning = (
  consumer: Consumer,
  { prepare = async () => undefined, begin }: Consume,
  isOver: () => boolean,
  fail: (reason: unknown) => void
) => {
  let newest = 0
  return ({ payload }: ConsumerGroupJoinEvent) => {
    const join = ++newest
    const assigned = Object.entries(payload.memberAssignment)
    for (const [topic, partitions] of assigned) {
      consumer.pause([{ topic, partitions: [...partitions] }])
    }
    prepare([...new Set(assigned.flatMap(([, partitions]) => partitions))]).catch(fail)
    for (const [topic, partitions] of assigned) {
      const beginning = begin(topic, partitions).then(offsets => {
        if (join !== newest || isOver()) return
        for (const partition of partitions) {
          consumer.seek({ topic, partition, offset: String(offsets.get(partition) ?? 0) })
        }
        consumer.resume([{ topic, partitions: [...partitions] }])
      })
      beginning.catch(fail)
    }
  }
}

const takeBatch = async (
  { take }: Consume,
  { batch, heartbeat, resolveOffset }: EachBatchPayload,
  lease: ReturnType<typeof watchLease>
) => {
  lease.check()
  const { topic, partition, messages } = batch
  const beating = setInterval(() => {
    heartbeat().catch(() => undefined) // the group has moved on: kafkajs joins again after this batch
  }, heartbeatMs)
  try {
    const isLast = BigInt(batch.lastOffset()) + 1n >= BigInt(batch.highWatermark)
    await take({ topic, partition, messages, isLast })
  } finally {
    clearInterval(beating)
  }
  resolveOffset(batch.lastOffset())
  letGo(batch)
}

/** kafkajs keeps hold of what it handed out last until more comes, after seconds perhaps: long enough to grow old, and be collected seldom. */
const letGo = (batch: EachBatchPayload['batch']) => {
  for (const held of Object.values(batch)) if (Array.isArray(held)) held.length = 0
}

/** Resolves so long after it was first asked; whoever asks until then waits for the same moment. */
const evenly = (everyMs: number) => {
  let next: Promise<void> | undefined
  return () => {
    next ??= pause(everyMs).then(() => {
      next = undefined
    })
    return next
  }
}

/** Notices that this process stood still for so long that another may have its partitions. */
const watchLease = (consumer: Consumer) => {
  let aliveAt = performance.now()
  const alive = () => {
    aliveAt = performance.now()
  }
  consumer.on('consumer.heartbeat', alive)
  consumer.on('consumer.group_join', alive)
  return {
    check: () => {
      if (performance.now() - aliveAt > sessionTimeoutMs) throw new Error('the lease has run out')
    }
  }
}
