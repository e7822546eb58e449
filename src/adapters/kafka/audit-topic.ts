import type { Kafka, KafkaMessage, Message } from 'kafkajs'
import { type AuditPage, isAuditPage } from '../audit-page.ts'
import { type FoundChain, followChains, type OnLine } from './follow-chains.ts'
import { type Place, toMessage, toOwnEvent } from './message.ts'
import type { KafkaQuestions } from './questions.ts'
import { readPartitions } from './read-partitions.ts'
import { auditTopic, topicName } from './topics.ts'

/** A page as a message, keyed by its chain: the pages of one chain stay in order. The same lines have the same id. */
export const toPageMessage = (data: AuditPage, time: string): Message => {
  const { chain, first, last } = data
  const id = `${chain}-${first}-${last}`
  const type = 'portcullis.audit.page'
  return toMessage({ id, type, source: 'portcullis', time, data }, chain)
}

/** What the topic holds of the nodes' audits. */
export interface FoundAudits {
  readonly chains: readonly FoundChain[]
  /** Messages that are no page of ours. */
  readonly unreadable: number
}

/** Follows every chain in the topic from its first line to where it ends now. */
export const verifyAudits = async (
  from: { readonly kafka: Kafka; readonly questions: KafkaQuestions; readonly prefix: string },
  onLine?: OnLine
): Promise<FoundAudits> => {
  const { kafka, questions, prefix } = from
  const name = topicName(prefix, auditTopic)
  const names = await questions.ask(admin => admin.listTopics())
  if (!names.includes(name)) return { chains: [], unreadable: 0 }
  const held = await questions.offsets(name)
  const lows = new Map(held.map(({ partition, low }) => [partition, low]))
  const chains = followChains(onLine)
  let unreadable = 0
  await readPartitions({
    kafka,
    prefix,
    name,
    held,
    from: lows,
    take: async ({ topic, partition, messages }) => {
      for (const message of messages) {
        const page = pageIn(message, { topic, partition })
        if (page) chains.take(page, (lows.get(partition) ?? 0) > 0)
        else unreadable++
      }
    }
  })
  return { chains: chains.found(), unreadable }
}

const pageIn = (message: KafkaMessage, place: Place): AuditPage | undefined => {
  const data = toOwnEvent(message, place)?.data
  return isAuditPage(data) && String(message.key) === data.chain ? data : undefined
}
