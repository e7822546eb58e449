import { randomUUID } from 'node:crypto'
import type { Kafka } from 'kafkajs'
import { type Batch, consume } from './consume.ts'
import type { HeldOffsets } from './questions.ts'

export interface ReadPartitions {
  readonly kafka: Kafka
  readonly prefix: string
  readonly name: string
  /** What each partition of the topic holds now. */
  readonly held: readonly HeldOffsets[]
  /** Where to begin in each partition that is read. */
  readonly from: ReadonlyMap<number, number>
  readonly take: (batch: Batch) => Promise<void>
}

/** Reads partitions of a topic up to where they end now; shares the work with nobody. */
export const readPartitions = async (options: ReadPartitions): Promise<void> => {
  const { kafka, prefix, name, held, from, take } = options
  const unread = new Map(
    held.flatMap(({ partition, high }) =>
      (from.get(partition) ?? high) < high ? [[partition, high] as const] : []
    )
  )
  if (unread.size === 0) return
  const done = new AbortController()
  await consume({
    kafka,
    groupId: `${prefix}.read-${randomUUID()}`,
    nodeId: 'reader',
    topics: [name],
    begin: async () =>
      new Map(held.map(({ partition, high }) => [partition, from.get(partition) ?? high])),
    take: async batch => {
      const end = unread.get(batch.partition)
      if (end === undefined) return
      await take(batch)
      if (Number(batch.messages.at(-1)?.offset ?? 0) + 1 >= end) unread.delete(batch.partition)
      if (unread.size === 0) done.abort()
    },
    signal: done.signal
  })
}
