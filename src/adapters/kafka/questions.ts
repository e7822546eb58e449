import { setTimeout as pause } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { recordUnavailable } from '../embedded/unavailable.ts'
import { TookTooLong, within } from './deadline.ts'

/** The offsets that a partition holds: from `low` until before `high`. */
export interface HeldOffsets {
  readonly partition: number
  readonly low: number
  readonly high: number
}

/** Where a group goes on in a partition, and what it has noted beside that. */
export interface Commit {
  readonly next: number
  readonly remark?: string
}

/**
 * Asks the brokers about topics and groups. kafkajs keeps what it knows of leaders for minutes, so a question that fails
 * is asked again by a new connection, until it is too late.
 */
export class KafkaQuestions {
  readonly #kafka: Kafka
  #admin: Promise<Admin> | undefined

  constructor(kafka: Kafka) {
    this.#kafka = kafka
  }

  /** The answer; rejects with RECORD_UNAVAILABLE when there is none in time, caused by what the brokers, or the way to them, said last. */
  async ask<T>(question: (admin: Admin) => Promise<T>, timeoutMs = answerMs): Promise<T> {
    const until = performance.now() + timeoutMs
    let why: unknown
    for (;;) {
      const leftMs = Math.max(until - performance.now(), leastMs)
      this.#admin ??= this.#connect()
      const admin = this.#admin
      const asking = admin.then(question)
      try {
        return await within(leftMs, 'a question to Kafka', asking)
      } catch (error) {
        const isLate = error instanceof TookTooLong
        if (why === undefined || !isLate) why = error
        await this.close()
        // kafkajs goes on trying for a while, and connects again for it.
        if (isLate) void asking.catch(() => undefined).then(() => leave(admin))
        if (performance.now() + againMs > until)
          throw recordUnavailable('Kafka does not answer', why)
      }
      await pause(againMs)
    }
  }

  /** The offsets that each partition of a topic holds. */
  async offsets(name: string): Promise<readonly HeldOffsets[]> {
    const offsets = await this.ask(admin => admin.fetchTopicOffsets(name))
    return offsets.map(({ partition, low, high }) => ({
      partition,
      low: Number(low),
      high: Number(high)
    }))
  }

  /** What a group has committed of a topic: the next offset of each partition. */
  async committed(groupId: string, topic: string): Promise<ReadonlyMap<number, number>> {
    const commits = await this.commits(groupId, topic)
    return new Map([...commits].map(([partition, { next }]) => [partition, next]))
  }

  /** The same, with the remark that each was committed with. */
  async commits(groupId: string, topic: string): Promise<ReadonlyMap<number, Commit>> {
    const [found] = await this.ask(admin => admin.fetchOffsets({ groupId, topics: [topic] }))
    const commits = found?.partitions.map(
      ({ partition, offset, metadata }) =>
        [partition, { next: Number(offset), ...(metadata && { remark: metadata }) }] as const
    )
    return new Map(commits?.filter(([, { next }]) => next >= 0))
  }

  /** Disconnects; a later question connects again. */
  async close(): Promise<void> {
    const admin = this.#admin
    this.#admin = undefined
    if (admin !== undefined) await leave(admin)
  }

  async #connect() {
    const admin = this.#kafka.admin()
    await admin.connect()
    return admin
  }
}

const leave = (admin: Promise<Admin>) => {
  const left = admin.then(connected => connected.disconnect())
  return within(leaveMs, 'leaving', left).catch(() => undefined)
}

const answerMs = 3_000
const leastMs = 100
const againMs = 100
const leaveMs = 500
