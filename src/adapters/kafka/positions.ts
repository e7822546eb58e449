import type { Positions } from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import type { NotedPositions } from './note-positions.ts'
import type { KafkaQuestions } from './questions.ts'
import { topicName } from './topics.ts'

/** Where each group that runs on this node keeps its positions in Kafka. */
export type Commits = Map<string, NotedPositions>

/** The name of a group on the brokers. */
export const groupName = (prefix: string, group: string): string => `${prefix}.${group}`

/**
 * Positions of followers that keep no state, as Kafka's own committed offsets: they outlive the shared view, and the
 * operators' tools show the lag. They are stored a moment later. Only who follows the partition can save its position.
 */
export const kafkaPositions = (
  questions: KafkaQuestions,
  prefix: string,
  commits: Commits
): Positions => ({
  async load(group, topic) {
    await commits
      .get(group)
      ?.stored()
      .catch(() => undefined) // they stand where they stood
    return questions.committed(groupName(prefix, group), topicName(prefix, topic))
  },
  async save(group, { topic, partition, offset }) {
    const positions = commits.get(group)
    if (!positions) throw recordUnavailable(`this node does not follow ${topic} for ${group}`)
    positions.note(topicName(prefix, topic), partition, offset)
  }
})
