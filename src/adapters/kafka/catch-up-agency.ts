import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import type { Told } from './alert-progress.ts'
import { type Batch, consume } from './consume.ts'
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
 * Tells an agency that is behind what it lacks, read from the record once more, until it is behind in none of the partitions in which it
 * was at the beginning, or the signal aborts; meanwhile others are told as always. Rejects when its topic takes nothing: what it took until
 * then stays told.
 */
export const catchUpAgency = async (options: CatchUpOptions): Promise<void> => {
  const { kafka, questions, prefix, agency, told, send, reached, signal } = options
  const done = new AbortController()
  const either = AbortSignal.any([done.signal, signal])
  const from = (partition: number) => told().get(partition)?.behind.get(agency)
  let reading: readonly number[] = []
  const endWhenDone = () => {
    if (!reading.some(partition => from(partition) !== undefined)) done.abort()
  }
  await consume({
    kafka,
    groupId: `${prefix}.read-${randomUUID()}`,
    nodeId: 'reader',
    topics: [topicName(prefix, 'alerts')],
    begin: async name => {
      const held = await questions.offsets(name)
      for (const { partition, low } of held) {
        if ((from(partition) ?? low) < low && !signal.aborted) await reached(partition, low) // it has expired
      }
      reading = held.map(({ partition }) => partition).filter(each => from(each) !== undefined)
      endWhenDone()
      return new Map(held.map(({ partition, high }) => [partition, from(partition) ?? high]))
    },
    take: async batch => {
      const { partition } = batch
      const alerts = alertsIn(batch).filter(({ event }) => event.data.agency === agency)
      // While some were sent more may have come, which others were told of: they stand in this batch, and in none that follows.
      for (let at = from(partition); isWithin(at, batch) && !either.aborted; at = from(partition)) {
        // What comes after is told by whoever tells all others, from the moment on that this one is no longer behind.
        const next = Math.min(endOf(batch), told().get(partition)?.through ?? at)
        const own = alerts.filter(({ offset }) => offset >= at && offset < next)
        if (own.length > 0) await send(agency, own)
        if (!signal.aborted) await reached(partition, next)
      }
      endWhenDone()
    },
    signal: either
  })
}

const isWithin = (at: number | undefined, batch: Batch): at is number =>
  at !== undefined && at < endOf(batch)

/** Whether an agency lacks alerts of any partition. */
export const isBehind = (told: ReadonlyMap<number, Told>, agency: string): boolean =>
  [...told.values()].some(({ behind }) => behind.has(agency))
