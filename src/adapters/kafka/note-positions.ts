import type { Consumer, TopicPartitionOffsetAndMetadata } from 'kafkajs'

/** How far a consumer has come, noted at once and stored in Kafka soon. */
export interface NotedPositions {
  /**
   * Notes the offset of the next message, and a remark that stands beside it. Whoever has the partition after a kill takes the
   * events since the last storing once more.
   */
  note(topic: string, partition: number, next: number, remark?: string): void
  /** Everything noted so far is stored when it resolves; rejects when the brokers refuse it. */
  stored(): Promise<void>
}

// A commit is a write of the brokers' own: one for each batch would cost as much as producing what was made of it.
const storeEveryMs = 250

/** The positions of a consumer, one commit under way at a time. */
export const notePositions = (consumer: Consumer): NotedPositions => {
  let noted = new Map<string, TopicPartitionOffsetAndMetadata>()
  let isStoredSoon = false
  let underWay: Promise<void> = Promise.resolve()
  // Who has a partition from here on begins after what is stored: what was noted before must not be stored over it.
  consumer.on('consumer.group_join', () => noted.clear())

  const storeAll = async () => {
    const offsets = [...noted.values()]
    noted = new Map()
    if (offsets.length > 0) await consumer.commitOffsets(offsets)
  }
  const stored = () => {
    underWay = underWay.then(storeAll, storeAll)
    return underWay
  }
  const storeSoon = () => {
    isStoredSoon = false
    // Positions that were refused stand behind what was handled: whoever looks after the state takes it up anew.
    stored().catch(() => undefined)
  }

  return {
    note(topic, partition, next, remark) {
      const position = { topic, partition, offset: String(next) }
      noted.set(`${topic}|${partition}`, { ...position, ...(remark && { metadata: remark }) })
      if (isStoredSoon) return
      isStoredSoon = true
      setTimeout(storeSoon, storeEveryMs)
    },
    stored
  }
}
