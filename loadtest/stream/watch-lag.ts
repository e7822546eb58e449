import { setTimeout as pause } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import { groupName } from '#src/adapters/kafka/positions.ts'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { topicName } from '#src/adapters/kafka/topics.ts'

/** Crossings that stand in Kafka and were not handled yet, at one moment. */
export interface LagSample {
  readonly at: number
  readonly lag: number
}

const everyMs = 500

/** Looks now and then, until the signal aborts; samples while the brokers are away are left out. */
export const watchLag = (
  kafka: Kafka,
  prefix: string,
  signal: AbortSignal
): { readonly samples: readonly LagSample[]; readonly ended: Promise<void> } => {
  const samples: LagSample[] = []
  const questions = new KafkaQuestions(kafka)
  const crossings = topicName(prefix, 'crossings')
  const look = async () => {
    while (!signal.aborted) {
      try {
        const [held, done] = await Promise.all([
          questions.offsets(crossings),
          questions.committed(groupName(prefix, 'screen-crossings'), crossings)
        ])
        const lag = held.reduce(
          (sum, { partition, low, high }) => sum + high - (done.get(partition) ?? low),
          0
        )
        samples.push({ at: performance.now(), lag })
      } catch {
        // asked again below
      }
      await pause(everyMs, undefined, { signal }).catch(() => undefined)
    }
    await questions.close()
  }
  return { samples, ended: look() }
}
