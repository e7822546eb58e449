import type { Positions } from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import type { Commit } from './consume.ts'
import type { KafkaQuestions } from './questions.ts'
import { topicName } from './topics.ts'

/** How each group that runs on this node stores its positions in Kafka. */
export type Commits = Map<string, Commit>

/** The name of a group on the brokers. */
export const groupName = (prefix: string, group: string): string => `${prefix}.${group}`

/**
 * Positions of followers that keep no state, as Kafka's own committed offsets: they outlive the shared view, and the
 * operators' tools show the lag. Only who follows the partition can save its position.
 */
export const kafkaPositions = (
  questions: KafkaQuestions,
  prefix: string,
  commits: Commits
): Positions => ({
  load: (group, topic) => questions.committed(groupName(prefix, group), topicName(prefix, topic)),
  async save(group, { topic, partition, offset }) {
    const commit = commits.get(group)
    if (!commit) throw recordUnavailable(`this node does not follow ${topic} for ${group}`)
    await commit(topicName(prefix, topic), partition, offset)
  }
})
