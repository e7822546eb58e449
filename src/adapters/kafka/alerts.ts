import type { Kafka, KafkaMessage } from 'kafkajs'
import { type Alert, alertsOf } from '#src/domain/alert.ts'
import { alertHeardId, canaryAgency, canaryAlert } from '#src/domain/canary.ts'
import type { RecordEvent, Verdicts } from '#src/domain/ports.ts'
import { type Commit, consume } from './consume.ts'
import type { Decided } from './decided-state.ts'
import { toMessage, toOwnEvent } from './message.ts'
import { groupName } from './positions.ts'
import type { KafkaQuestions } from './questions.ts'
import { alertsTopic, ensureAlertsTopic, type TopicOptions, topicName } from './topics.ts'
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
 * Writes the alerts that decided cases call for to the topic of each agency, until the signal aborts: at least once,
 * with ids by which a repetition is recognised. An alert may come some milliseconds before its case can be read.
 */
export const followAlerts = async (options: AlertsOptions, signal: AbortSignal): Promise<void> => {
  const { kafka, questions, writer, topics, nodeId, verdicts } = options
  const { prefix } = topics
  const groupId = groupName(prefix, 'alerts')
  const ready = new Set<string>()
  const told = rememberLast()
  let commit: Commit = async () => undefined

  const send = async (agency: string, alerts: readonly Alert[]) => {
    if (!ready.has(agency)) {
      await questions.ask(admin => ensureAlertsTopic(admin, topics, agency), makeMs)
      ready.add(agency)
    }
    const messages = alerts.map(alert => toMessage(eventOf(alert), alert.caseId))
    await writer.append(topicName(prefix, alertsTopic(agency)), messages)
  }

  await consume({
    kafka,
    groupId,
    nodeId,
    topics: [topicName(prefix, 'cases')],
    onRunning: given => {
      commit = given
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
        .filter(alert => told.isNew(alert))
      for (const [agency, own] of Map.groupBy(alerts, alert => alert.agency))
        await send(agency, own)
      told.add(alerts)
      const canaries = alerts.filter(({ agency }) => agency === canaryAgency)
      verdicts.publish(canaries.map(heard))
      await commit(topic, partition, Number(messages.at(-1)?.offset ?? 0) + 1)
    },
    signal
  })
}

// Making a topic takes seconds on a busy cluster.
const makeMs = 20_000

const alertsIn = (message: KafkaMessage, topic: string, partition: number): readonly Alert[] => {
  const decided = toOwnEvent(message, { topic, partition })?.data as Decided | undefined
  return decided && 'case' in decided
    ? [...alertsOf(decided.case), ...canaryAlert(decided.case)]
    : []
}

const heard = ({ id }: Alert) =>
  ({ commandId: alertHeardId(id), ok: true, revision: 0, version: 0 }) as const

const eventOf = (alert: Alert): RecordEvent<Alert> => ({
  id: alert.id,
  type: 'portcullis.alert',
  source: 'portcullis',
  time: alert.at,
  data: alert
})

/** Spares agencies most repetitions: a case is decided anew whenever any of its desks changes. */
const rememberLast = () => {
  let ids = new Set<string>()
  return {
    isNew: ({ id }: Alert) => !ids.has(id),
    add: (alerts: readonly Alert[]) => {
      if (ids.size > mostRemembered) ids = new Set()
      for (const { id } of alerts) ids.add(id)
    }
  }
}

const mostRemembered = 100_000
