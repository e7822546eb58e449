import type { Kafka, Message } from 'kafkajs'
import type { Logger } from 'pino'
import { KafkaQuestions } from './questions.ts'
import { alertsTopic, ensureAlertsTopic, type TopicOptions, topicName } from './topics.ts'
import { KafkaWriter } from './writer.ts'

export interface AgencyTopicsOptions {
  readonly kafka: Kafka
  readonly topics: TopicOptions
  readonly log: Logger
}

/**
 * The topics of the agencies' alerts. Each is written by a producer of its own, connected with the first alert: where one takes
 * nothing, no other is held up.
 */
export class AgencyTopics {
  readonly #options: AgencyTopicsOptions
  readonly #writers = new Map<string, Promise<KafkaWriter>>()
  readonly #ready = new Set<string>()

  constructor(options: AgencyTopicsOptions) {
    this.#options = options
  }

  /** Durable when it resolves, in this order for each key. A topic that is missing is made; rejects when it takes nothing. */
  async append(agency: string, messages: readonly Message[]): Promise<void> {
    const { prefix } = this.#options.topics
    try {
      if (!this.#ready.has(agency)) await this.make(agency, waitedForMs)
      this.#ready.add(agency)
      const writer = await this.#writer(agency)
      await writer.append(topicName(prefix, alertsTopic(agency)), messages)
    } catch (error) {
      this.#ready.delete(agency) // it may be gone: the next time it is looked for, and made
      throw error
    }
  }

  /** Makes the topic of an agency when it is missing; many may at the same time. */
  async make(agency: string, timeoutMs = makeMs): Promise<void> {
    const { kafka, topics } = this.#options
    // A connection that knows of a topic that is gone answers for no other any more.
    const questions = new KafkaQuestions(kafka)
    try {
      await questions.ask(admin => ensureAlertsTopic(admin, topics, agency), timeoutMs)
    } finally {
      await questions.close()
    }
  }

  /** Finishes what was asked for, then disconnects. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#writers.values())
    const writers = opened.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
    await Promise.all(writers.map(writer => writer.close()))
  }

  #writer(agency: string) {
    const opened = this.#writers.get(agency) ?? KafkaWriter.open(this.#options)
    this.#writers.set(agency, opened)
    opened.catch(() => this.#writers.delete(agency))
    return opened
  }
}

// Making a topic takes seconds on a busy cluster.
const makeMs = 20_000
// Alerts of others wait so long at most for a topic that can not be made; it is tried again beside them.
const waitedForMs = 5_000
