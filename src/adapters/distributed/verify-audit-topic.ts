import type { Logger } from 'pino'
import { brokerOptions, type DistributedSettings } from '#src/distributed-settings.ts'
import { type FoundAudits, verifyAudits } from '../kafka/audit-topic.ts'
import { kafkaClient } from '../kafka/client.ts'
import type { OnLine } from '../kafka/follow-chains.ts'
import { KafkaQuestions } from '../kafka/questions.ts'

/** Connects to the brokers alone and follows every chain in the topic of audits; needs no node and no disk of one. */
export const verifyAuditTopic = async (
  settings: DistributedSettings,
  log: Logger,
  onLine?: OnLine
): Promise<FoundAudits> => {
  const kafka = kafkaClient(brokerOptions(settings, 'portcullis-audit'), log)
  const questions = new KafkaQuestions(kafka)
  try {
    return await verifyAudits({ kafka, questions, prefix: settings.kafkaPrefix }, onLine)
  } finally {
    await questions.close()
  }
}
