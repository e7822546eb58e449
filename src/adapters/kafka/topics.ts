import { setTimeout as pause } from 'node:timers/promises'
import type { Admin, ITopicConfig } from 'kafkajs'
import type { Topic } from '#src/domain/ports.ts'
import { recordUnavailable } from '../embedded/unavailable.ts'
import { checkTopics, type TopicPlan, type WeakTopic } from './check-topics.ts'

/** How the deployment's topics are named and made. */
export interface TopicOptions {
  readonly prefix: string
  /** The same for every topic: what belongs together stands in partitions of one number. */
  readonly partitions: number
  readonly replication: number
}

/** Topics of decided state: compacted, so that the newest of each key stays for ever. */
export type DecidedTopic = 'entries' | 'cases' | 'manifest-states'

/** The name of a topic on the brokers. */
export const topicName = (prefix: string, topic: string): string => `${prefix}.${topic}`

/** The topic of the nodes' audit chains, without the prefix. */
export const auditTopic = 'audit'

/** The topic of one agency's alerts, without the prefix. */
export const alertsTopic = (agency: string): string => `alerts.${agency}`

const day = 24 * 60 * 60 * 1_000

/** How long each topic keeps its events, however many they are; -1 = for ever. */
const retentionMs: { readonly [topic in Topic]: number } = {
  crossings: 7 * day,
  manifests: 7 * day,
  watchlist: -1,
  'case-commands': 30 * day,
  screenings: 30 * day,
  'carrier-replies': 30 * day,
  alerts: 7 * day,
  'dead-letters': 90 * day
}
const alertRetentionMs = 30 * day
/** What is erased there must be gone from the brokers soon; of entries and cases nothing is erased. */
const decided: { readonly [topic in DecidedTopic]: TopicConfig } = {
  entries: {},
  cases: {},
  'manifest-states': { 'max.compaction.lag.ms': String(day) }
}
type TopicConfig = Readonly<Record<string, string>>

/** The greatest event that is taken; every topic takes more. */
export const maxEventBytes = 3 * 1024 * 1024

/** The greatest message that a topic takes, as it is stored: compressed, unless the topic says otherwise. */
export const maxMessageBytes = maxEventBytes + 1024 * 1024

/**
 * Makes the topics that are missing and checks the others; rejects with all that is wrong, since a wrong number of
 * partitions or a compacted topic of commands would lose or mix up events. Gives what is weaker than it would be made: no
 * reason to stand still, as in the hour in which a cluster has lost its brokers.
 */
export const ensureTopics = async (
  admin: Admin,
  options: TopicOptions
): Promise<readonly WeakTopic[]> => {
  const plain = Object.entries(retentionMs).map(([topic, ms]) => plan(options, topic, ms))
  const compacted = Object.entries(decided).map(([topic, more]) =>
    plan(options, topic, undefined, more)
  )
  // Lines are alike: compressed by the brokers, they take a fifth.
  const audit = plan(options, auditTopic, -1, { 'compression.type': 'gzip' })
  return make(admin, [...plain, ...compacted, audit])
}

/** Makes the topic of an agency's alerts when it is missing; how long it keeps them may be the agency's own affair. */
export const ensureAlertsTopic = async (
  admin: Admin,
  options: TopicOptions,
  agency: string
): Promise<void> => {
  await make(admin, [plan(options, alertsTopic(agency), alertRetentionMs)])
}

/** A topic as it should be: with a retention, or compacted when there is none. */
const plan = (
  { prefix, partitions, replication }: TopicOptions,
  topic: string,
  retention: number | undefined,
  more: TopicConfig = {}
): TopicPlan => ({
  topic: topicName(prefix, topic),
  numPartitions: partitions,
  replicationFactor: replication,
  config: {
    'min.insync.replicas': String(Math.max(1, replication - 1)),
    'unclean.leader.election.enable': 'false',
    'max.message.bytes': String(maxMessageBytes),
    // By the brokers' clock: they refuse what a node writes whose own is far ahead, and drop too early what one writes that is far behind.
    'message.timestamp.type': 'LogAppendTime',
    // However senders compress, and whatever the cluster's default is: kafkajs reads gzip alone, and what inflates beyond the limit is refused.
    'compression.type': 'uncompressed',
    ...more,
    ...(retention === undefined
      ? { 'cleanup.policy': 'compact' }
      : {
          'cleanup.policy': 'delete',
          'retention.ms': String(retention),
          'retention.bytes': '-1'
        })
  }
})

const make = async (admin: Admin, plans: readonly TopicPlan[]) => {
  const existing = new Set(await admin.listTopics())
  const missing = plans.filter(({ topic }) => !existing.has(topic))
  if (missing.length > 0) {
    const topics: ITopicConfig[] = missing.map(({ config, ...topic }) => ({
      ...topic,
      configEntries: Object.entries(config).map(([name, value]) => ({ name, value }))
    }))
    await admin
      .createTopics({ topics, waitForLeaders: false, timeout: 10_000 }) // or somebody has just made them
      .catch(refuse)
  }
  await untilLed(admin, plans)
  const { wrong, weak } = await checkTopics(admin, plans)
  if (wrong.length > 0)
    throw Object.assign(new Error(`topics are not as they must be: ${wrong.join('; ')}`), {
      code: topicsDifferCode
    })
  return weak
}

/** kafkajs says of topics that were refused only that there were some. */
const refuse = (error: Error & { readonly errors?: readonly (Error & { topic?: string })[] }) => {
  const [first] = error.errors ?? []
  if (!first) throw error
  throw new Error(`${first.topic} can not be made: ${first.message}`, { cause: error })
}

/** The code of the error that says: a topic is there in another shape, and no waiting heals that. */
export const topicsDifferCode = 'TOPICS_DIFFER'

/** Resolves when the leader of every partition answers for it; a broker that has not heard of a new topic yet refuses. */
const untilLed = async (admin: Admin, plans: readonly TopicPlan[]) => {
  const names = plans.map(({ topic }) => topic)
  for (let tries = 1; ; tries++) {
    try {
      for (const name of names) await admin.fetchTopicOffsets(name)
      return
    } catch (cause) {
      if (tries >= maxTries) throw recordUnavailable('topics have no leaders', cause)
    }
    await pause(betweenTriesMs)
  }
}

const maxTries = 100
const betweenTriesMs = 100
