import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import type { Told } from './alert-progress.ts'
import { consume } from './consume.ts'
import { alertsIn, endOf, type FoundAlert } from './found-alerts.ts'
import type { KafkaQuestions } from './questions.ts'
import { topicName } from './topics.ts'

export interface CatchUpOptions {
  readonly kafka: Kafka
  readonly questions: Pick<KafkaQuestions, 'offsets'>
  readonly prefix: string
  readonly agency: string
  /** How far the partitions of this node were told. */
  readonly told: () => ReadonlyMap<number, Told>
  readonly send: (agency: string, alerts: readonly FoundAlert[]) => Promise<void>
  /** Takes that the agency has its own of a partition up to an offset, once nobody else says anything of it. */
  readonly reached: (partition: number, next: number) => Promise<void>
  readonly signal: AbortSignal
}

/**
 * Tells an agency that is behind what it lacks, read from the record once more, until it is behind nowhere or the signal
 * aborts; meanwhile others are told as always. Rejects when its topic takes nothing: what it took until then stays told.
 */
export const catchUpAgency = async (options: CatchUpOptions): Promise<void> => {
  const { kafka, questions, prefix, agency, told, send, reached, signal } = options
  const done = new AbortController()
  const either = AbortSignal.any([done.signal, signal])
  const endWhenDone = () => {
    if (!isBehind(told(), agency)) done.abort()
  }
  await consume({
    kafka,
    groupId: `${prefix}.read-${randomUUID()}`,
    nodeId: 'reader',
    topics: [topicName(prefix, 'alerts')],
    begin: async name => {
      const held = await questions.offsets(name)
      for (const { partition, low } of held) {
        const from = told().get(partition)?.behind.get(agency)
        if (from !== undefined && from < low && !signal.aborted) await reached(partition, low) // it has expired
      }
      endWhenDone()
      return new Map(
        held.map(({ partition, high }) => [
          partition,
          told().get(partition)?.behind.get(agency) ?? high
        ])
      )
    },
    take: async batch => {
      const { through, behind } = told().get(batch.partition) ?? {}
      const from = behind?.get(agency)
      if (from === undefined || through === undefined || either.aborted) return
      // What comes after is told by whoever tells all others, from the moment on that this one is no longer behind.
      const next = Math.min(endOf(batch), through)
      const own = alertsIn(batch).filter(
        ({ offset, event }) => event.data.agency === agency && offset >= from && offset < next
      )
      if (own.length > 0) await send(agency, own)
      if (!signal.aborted) await reached(batch.partition, next)
      endWhenDone()
    },
    signal: either
  })
}

/** Whether an agency lacks alerts of any partition. */
export const isBehind = (told: ReadonlyMap<number, Told>, agency: string): boolean =>
  [...told.values()].some(({ behind }) => behind.has(agency))
