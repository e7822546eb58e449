import type { Kafka, KafkaMessage } from 'kafkajs'
import { type Alert, withoutPerson } from '#src/domain/alert.ts'
import { alertHeardId, canaryAgency } from '#src/domain/canary.ts'
import type { RecordEvent, Verdicts } from '#src/domain/ports.ts'
import { makeAlertsTopic } from './alert-topics.ts'
import { consume } from './consume.ts'
import { toMessage, toOwnEvent } from './message.ts'
import type { NotedPositions } from './note-positions.ts'
import { groupName } from './positions.ts'
import type { KafkaQuestions } from './questions.ts'
import { alertsTopic, type TopicOptions, topicName } from './topics.ts'
import type { KafkaWriter } from './writer.ts'

export interface AlertsOptions {
  readonly kafka: Kafka
  readonly questions: KafkaQuestions
  readonly writer: KafkaWriter
  readonly topics: TopicOptions
  readonly nodeId: string
  /** Tells nodes that their own checks have come this far. */
  readonly verdicts: Pick<Verdicts, 'publish'>
}

/**
 * Writes the record's alerts, without the persons, to the topic of each agency, until the signal aborts: at least once,
 * with ids by which a repetition is recognised.
 */
export const followAlerts = async (options: AlertsOptions, signal: AbortSignal): Promise<void> => {
  const { kafka, questions, writer, topics, nodeId, verdicts } = options
  const { prefix } = topics
  const groupId = groupName(prefix, 'alerts')
  const ready = new Set<string>()
  const told = rememberLast()
  let positions: NotedPositions | undefined

  const send = async (agency: string, alerts: readonly AlertEvent[]) => {
    if (!ready.has(agency)) {
      await makeAlertsTopic(questions, topics, agency)
      ready.add(agency)
    }
    const messages = alerts.map(event =>
      toMessage({ ...event, data: withoutPerson(event.data) }, event.data.caseId)
    )
    await writer.append(topicName(prefix, alertsTopic(agency)), messages)
  }

  await consume({
    kafka,
    groupId,
    nodeId,
    topics: [topicName(prefix, 'alerts')],
    onRunning: given => {
      positions = given
    },
    begin: async name => {
      const [held, committed] = await Promise.all([
        questions.offsets(name),
        questions.committed(groupId, name)
      ])
      return new Map(
        held.map(({ partition, low }) => [partition, Math.max(committed.get(partition) ?? 0, low)])
      )
    },
    take: async ({ topic, partition, messages }) => {
      const alerts = messages
        .flatMap(message => alertsIn(message, topic, partition))
        .filter(told.isNew)
      for (const [agency, own] of Map.groupBy(alerts, ({ data }) => data.agency))
        await send(agency, own)
      told.add(alerts)
      const canaries = alerts.filter(({ data }) => data.agency === canaryAgency)
      verdicts.publish(canaries.map(heard))
      positions?.note(topic, partition, Number(messages.at(-1)?.offset ?? 0) + 1)
      await positions?.stored() // at once: agencies should seldom be told twice
    },
    signal
  })
}

type AlertEvent = RecordEvent<Alert>

const alertsIn = (
  message: KafkaMessage,
  topic: string,
  partition: number
): readonly AlertEvent[] => {
  const event = toOwnEvent(message, { topic, partition })
  return event ? [event as AlertEvent] : []
}

const heard = ({ id }: AlertEvent) =>
  ({ commandId: alertHeardId(id), ok: true, revision: 0, version: 0 }) as const

/** Spares agencies most repetitions: what a killed projection had told may be told again. */
const rememberLast = () => {
  let ids = new Set<string>()
  return {
    isNew: ({ id }: AlertEvent) => !ids.has(id),
    add: (alerts: readonly AlertEvent[]) => {
      if (ids.size > mostRemembered) ids = new Set()
      for (const { id } of alerts) ids.add(id)
    }
  }
}

const mostRemembered = 100_000
