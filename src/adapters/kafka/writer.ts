import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Kafka, Message, Producer, RecordMetadata } from 'kafkajs'
import type { Logger } from 'pino'
import type { Offsets } from '#src/domain/ports.ts'
import { commitTooLarge } from '../commit-too-large.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import { within } from './deadline.ts'
import { maxEventBytes } from './topics.ts'

export interface WriterOptions {
  readonly kafka: Kafka
  readonly log: Logger
  /** How long one produce may take before its events are given back. */
  readonly deadlineMs?: number
}

/**
 * Writes to Kafka with exactly one produce under way. What comes meanwhile makes up the next one. An idempotent producer
 * of kafkajs that has two under way can lose an acknowledged message, when a response is lost, and one that has failed
 * may still be retrying: it is left, and a new one, with a number sequence of its own, takes its place.
 */
export class KafkaWriter {
  readonly #kafka: Kafka
  readonly #log: Logger
  readonly #deadlineMs: number
  #producer: Producer | undefined
  #waiting: Waiting[] = []
  #sending: Promise<void> | undefined
  #isClosed = false

  private constructor({ kafka, log, deadlineMs = 2_000 }: WriterOptions) {
    this.#kafka = kafka
    this.#log = log
    this.#deadlineMs = deadlineMs
  }

  /** Connects; rejects when no broker answers. */
  static async open(options: WriterOptions): Promise<KafkaWriter> {
    const writer = new KafkaWriter(options)
    writer.#producer = await writer.#connect()
    return writer
  }

  /** Whether the last produce was acknowledged; while not, every append is refused at once. */
  isReachable(): boolean {
    return this.#producer !== undefined && !this.#isClosed
  }

  /**
   * Durable on enough replicas when it resolves, in this order for each partition; else rejects with RECORD_UNAVAILABLE.
   * Gives the offset at which the last produce of these began in each partition of the topic.
   */
  async append(topic: string, messages: readonly Message[]): Promise<Offsets> {
    const units = messages.map(message => ({ topic, messages: [message], bytes: sizeOf(message) }))
    if (units.some(({ bytes }) => bytes > maxEventBytes))
      throw new Error('an event is too large to record')
    const written = (await this.#write(units)).filter(({ topicName }) => topicName === topic)
    return new Map(written.map(({ partition, baseOffset }) => [partition, Number(baseOffset)]))
  }

  /** As `append`, for messages of one partition: it holds all of them or none. Rejects with COMMIT_TOO_LARGE beyond one produce. */
  async appendWhole(topic: string, messages: readonly Message[]): Promise<void> {
    const bytes = messages.reduce((sum, message) => sum + sizeOf(message), 0)
    if (bytes > maxEventBytes) throw commitTooLarge()
    await this.#write([{ topic, messages, bytes }])
  }

  /** Finishes what was asked for, then disconnects. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#sending
    await this.#leave()
  }

  async #write(units: readonly Unit[]) {
    if (!this.isReachable()) throw recordUnavailable('Kafka does not answer')
    const written = units.map(
      unit =>
        new Promise<Written>((resolve, reject) => {
          this.#waiting.push({ ...unit, resolve, reject })
        })
    )
    this.#sending ??= this.#sendAll()
    return (await Promise.all(written)).at(-1) ?? []
  }

  async #sendAll() {
    await nextTurn() // what is asked for in one turn travels together
    while (this.#waiting.length > 0) {
      const group = takeGroup(this.#waiting)
      try {
        const written = await this.#send(group)
        for (const { resolve } of group) resolve(written)
      } catch (cause) {
        this.#giveBack(group, cause)
      }
    }
    this.#sending = undefined // in the same turn as the last look: nothing that comes later is left lying
  }

  async #send(group: readonly Waiting[]): Promise<Written> {
    const topics = Map.groupBy(group, ({ topic }) => topic)
    const topicMessages = [...topics].map(([topic, waiting]) => ({
      topic,
      messages: waiting.flatMap(({ messages }) => messages)
    }))
    if (!this.#producer) throw recordUnavailable('Kafka does not answer')
    const timeout = this.#deadlineMs
    return within(
      timeout,
      'the produce',
      this.#producer.sendBatch({ topicMessages, acks: -1, timeout })
    )
  }

  /** Nobody waits through an outage: all that have waited are told, and the brokers are tried in the background. */
  #giveBack(group: readonly Waiting[], cause: unknown) {
    const all = [...group, ...this.#waiting]
    this.#waiting = []
    const events = all.reduce((sum, { messages }) => sum + messages.length, 0)
    const topics = [...new Set(group.map(({ topic }) => topic))]
    this.#log.warn({ err: cause, topics, events }, 'kafka did not take events')
    void this.#leave()
    if (!this.#isClosed) void this.#comeBack()
    for (const { reject } of all) reject(recordUnavailable('Kafka did not take the event', cause))
  }

  async #comeBack() {
    for (
      let pauseMs = firstPauseMs;
      !this.#isClosed;
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    ) {
      await pause(pauseMs, undefined, { ref: false })
      const producer = await this.#connect().catch(() => undefined)
      if (!producer) continue
      this.#producer = producer
      this.#log.info('kafka takes events again')
      if (this.#isClosed) await this.#leave()
      return
    }
  }

  async #connect() {
    const producer = this.#kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: { initialRetryTime: 50, maxRetryTime: 500, retries: 5 }
    })
    try {
      await within(connectMs, 'connecting', producer.connect())
      return producer
    } catch (cause) {
      producer.disconnect().catch(() => undefined)
      throw recordUnavailable('no broker answers', cause)
    }
  }

  async #leave() {
    const producer = this.#producer
    this.#producer = undefined
    if (producer) await within(connectMs, 'leaving', producer.disconnect()).catch(() => undefined)
  }
}

/** What travels in one produce, whatever travels with it. */
interface Unit {
  readonly topic: string
  readonly messages: readonly Message[]
  readonly bytes: number
}

/** Where a produce went. */
type Written = readonly RecordMetadata[]

interface Waiting extends Unit {
  readonly resolve: (written: Written) => void
  readonly reject: (reason: Error) => void
}

const connectMs = 3_000
const firstPauseMs = 250
const longestPauseMs = 1_000
// Several times what one fsync takes to write, and far below the limit of a topic.
const maxGroup = 500
const maxGroupBytes = 1024 * 1024

/** The next units that travel together: the oldest, as many as fit. */
const takeGroup = (waiting: Waiting[]): readonly Waiting[] => {
  let bytes = 0
  let events = 0
  let count = 0
  for (const next of waiting) {
    bytes += next.bytes
    events += next.messages.length
    if (count > 0 && (events > maxGroup || bytes > maxGroupBytes)) break
    count++
  }
  return waiting.splice(0, count)
}

const sizeOf = ({ key, value }: Message) =>
  Buffer.byteLength(value ?? '') + Buffer.byteLength(key ?? '')
