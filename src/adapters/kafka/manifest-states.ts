import type { Kafka } from 'kafkajs'
import type { Offsets } from '#src/domain/ports.ts'
import { commitTooLargeCode, type RecordEvent } from '#src/domain/ports.ts'
import type { ManifestStates, StoredManifest } from '../manifest-states.ts'
import { viewReplacedCode } from '../redis/unavailable.ts'
import { takeLanes } from '../turns.ts'
import { type Batch, consume } from './consume.ts'
import { erasureOf, toErasure, toMessage, toOwnEvent } from './message.ts'
import { groupName } from './positions.ts'
import type { KafkaQuestions } from './questions.ts'
import { readPartitions } from './read-partitions.ts'
import { beginAfter } from './record.ts'
import type { RestoreFrom } from './restore.ts'
import { topicName } from './topics.ts'
import { watchState } from './watch-state.ts'
import type { KafkaWriter } from './writer.ts'

const topic = 'manifest-states'
const type = `portcullis.decided.${topic}`

/** Writes the newest state of a manifest. False where it is too large for one message: the record can not hold it. */
export const writeManifestState = async (
  { writer, prefix, now }: { writer: KafkaWriter; prefix: string; now: () => Date },
  stored: StoredManifest
): Promise<boolean> => {
  const { id, revision, state } = stored
  const event = { id: `${id}-${revision}`, type, source: 'portcullis', time: now().toISOString() }
  const message = state ? toMessage({ ...event, data: stored }, id) : toErasure(id, type, revision)
  try {
    await writer.appendWhole(topicName(prefix, topic), [message])
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code !== commitTooLargeCode) throw error
    return false
  }
}

/** How far the record of manifests reaches. */
export const manifestEnds = async (questions: KafkaQuestions, prefix: string): Promise<Offsets> => {
  const held = await questions.offsets(topicName(prefix, topic))
  return new Map(held.map(({ partition, high }) => [partition, high]))
}

export interface ManifestFollowOptions {
  readonly kafka: Kafka
  readonly questions: KafkaQuestions
  readonly prefix: string
  readonly nodeId: string
  readonly states: Pick<ManifestStates, 'offsets' | 'restore'>
}

/**
 * Holds the view to what the record has of manifests, until the signal aborts; nodes share the partitions. The view has
 * nearly all of it already, since nodes store there first: what it lost is put back. Rejects when it was emptied or set
 * back, and begins from what it holds then.
 */
export const followManifestStates = async (
  { kafka, questions, prefix, nodeId, states }: ManifestFollowOptions,
  signal: AbortSignal
): Promise<void> => {
  const lanes = takeLanes()
  const ended = new AbortController()
  const either = AbortSignal.any([ended.signal, signal])
  const held = watchState({ after: states.offsets })
  const restoring = restoreParts(states)
  const consuming = consume({
    kafka,
    nodeId,
    groupId: groupName(prefix, topic),
    topics: [topicName(prefix, topic)],
    isPatient: true,
    begin: (name, partitions) =>
      lanes.alone(async () => {
        const [offsets, after] = await Promise.all([questions.offsets(name), states.offsets()])
        held.begin(partitions, after)
        restoring.begin(after)
        return beginAfter(offsets, after)
      }),
    take: batch =>
      lanes.within(batch.partition, async () => {
        if (either.aborted) return
        held.handled(batch.partition, await restoring.take(batch))
      }),
    signal: either
  })
  try {
    await Promise.race([consuming, held.untilLost(lanes.alone, either)])
  } finally {
    ended.abort()
    await consuming.catch(() => undefined)
  }
}

/** Puts back all that the view lacks of manifests, and gives how many states were read. */
export const restoreManifests = async (
  { kafka, questions, prefix, onProgress }: RestoreFrom,
  states: Pick<ManifestStates, 'offsets' | 'restore'>
): Promise<number> => {
  const name = topicName(prefix, topic)
  let read = 0
  for (;;) {
    const [held, after] = await Promise.all([questions.offsets(name), states.offsets()])
    const from = beginAfter(held, after)
    const all = held.reduce(
      (sum, { partition, high }) => sum + high - (from.get(partition) ?? high),
      read
    )
    const restoring = restoreParts(states)
    restoring.begin(after)
    const take = async (batch: Batch) => {
      await restoring.take(batch)
      read += batch.messages.length
      onProgress?.(read, all)
    }
    try {
      await readPartitions({ kafka, prefix, name, held, from, take })
      return read
    } catch (error) {
      // Nodes that run put it back too: who comes second goes on from there.
      if ((error as { code?: unknown }).code !== viewReplacedCode) throw error
    }
  }
}

/** Puts batches back, each partition from where the view stood. */
const restoreParts = (states: Pick<ManifestStates, 'restore'>) => {
  let reached: ReadonlyMap<number, number> = new Map()
  return {
    begin(after: Offsets) {
      reached = new Map(after)
    },
    /** Gives how far the view has come. */
    async take({ topic: name, partition, messages }: Batch): Promise<number> {
      const through = Number(messages.at(-1)?.offset ?? 0) + 1
      const newest = new Map<string, StoredManifest>()
      for (const message of messages) {
        const stored = storedIn(message, { topic: name, partition })
        if (!stored || stored.revision < (newest.get(stored.id)?.revision ?? 0)) continue
        newest.set(stored.id, stored)
      }
      const after = reached.get(partition)
      await states.restore({ partition, after, through, stored: [...newest.values()] })
      reached = new Map([...reached, [partition, through]])
      return through
    }
  }
}

const storedIn = (
  message: Batch['messages'][number],
  place: Parameters<typeof toOwnEvent>[1]
): StoredManifest | undefined => {
  const erased = erasureOf(message)
  if (erased) return { id: erased.key, revision: erased.revision, state: undefined }
  const event = toOwnEvent(message, place) as RecordEvent<StoredManifest> | undefined
  return event?.type === type ? event.data : undefined
}
