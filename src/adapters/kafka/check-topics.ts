import type { Admin } from 'kafkajs'

/** A topic as it should be. */
export interface TopicPlan {
  readonly topic: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly config: Readonly<Record<string, string>>
}

/** How topics differ from what they should be. */
export interface Checked {
  /** What would lose or mix up events: another number of partitions, another policy of cleaning up. */
  readonly wrong: readonly string[]
  /** Fewer copies, less kept, dated by the clock of whoever writes, not open to the largest events, or compressed so that no node can read them. */
  readonly weak: readonly WeakTopic[]
}

/** A topic that is there, and weaker than it would be made. */
export interface WeakTopic {
  readonly topic: string
  readonly has: readonly string[]
  /** The command that mends its configuration. */
  readonly mend?: string
}

/** Compares topics that are there with how they should be. */
export const checkTopics = async (admin: Admin, plans: readonly TopicPlan[]): Promise<Checked> => {
  const found = await findTopics(admin, plans)
  const checked = plans.map(plan => check(plan, found(plan.topic)))
  return {
    wrong: checked.flatMap(({ wrong }) => wrong),
    weak: checked.flatMap(({ weak }) => weak)
  }
}

interface Found {
  readonly partitions: number
  /** Of the partition that has the fewest. */
  readonly replication: number
  readonly config: ReadonlyMap<string, string>
}

/** How a topic differs from its plan. */
export const check = (plan: TopicPlan, { partitions, replication, config }: Found): Checked => {
  const { topic, numPartitions, replicationFactor, config: planned } = plan
  const weaker = Object.entries(isWeaker).filter(([name, is]) =>
    is(config.get(name), planned[name])
  )
  const settings = weaker.map(([name]) => `${name}=${planned[name]}`).join()
  const has = [
    replication < replicationFactor && `${replication} copies, not ${replicationFactor}`,
    ...weaker.map(([name]) => `${name}=${config.get(name)}, not ${planned[name]}`)
  ].filter(isSaid)
  return {
    wrong: [
      partitions !== numPartitions && `${topic} has ${partitions} partitions, not ${numPartitions}`,
      config.get(policy) !== planned[policy] && `${topic} must have ${policy}=${planned[policy]}`
    ].filter(isSaid),
    weak: has.length > 0 ? [{ topic, has, ...(settings && { mend: alter(topic, settings) }) }] : []
  }
}

const isSaid = (difference: string | false) => difference !== false

const alter = (topic: string, settings: string) =>
  `kafka-configs.sh --bootstrap-server BROKER --alter --topic ${topic} --add-config ${settings}`

type Compare = (found: string | undefined, planned: string | undefined) => boolean

const isLess: Compare = (found, planned) => Number(found) < Number(planned)
const keepsLess: Compare = (found, planned) => forEver(found) < forEver(planned)
const isOther: Compare = (found, planned) => found !== planned

const policy = 'cleanup.policy'
const isWeaker: Readonly<Record<string, Compare>> = {
  'min.insync.replicas': isLess,
  'retention.ms': keepsLess,
  'retention.bytes': keepsLess,
  'message.timestamp.type': isOther,
  'max.message.bytes': isLess,
  'compression.type': isOther
}

/** -1 keeps for ever; a compacted topic is planned without any. */
const forEver = (limit: string | undefined) => {
  if (limit === undefined) return Number.NaN
  return limit === '-1' ? Number.POSITIVE_INFINITY : Number(limit)
}

const findTopics = async (admin: Admin, plans: readonly TopicPlan[]) => {
  const names = plans.map(({ topic }) => topic)
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map(name => ({
      type: topicResource,
      name,
      configNames: [policy, ...Object.keys(isWeaker)]
    }))
  })
  return (topic: string): Found => {
    const partitions = topics.find(({ name }) => name === topic)?.partitions ?? []
    const entries = resources.find(({ resourceName }) => resourceName === topic)?.configEntries
    return {
      partitions: partitions.length,
      replication: Math.min(...partitions.map(({ replicas }) => replicas.length)),
      config: new Map(entries?.map(({ configName, configValue }) => [configName, configValue]))
    }
  }
}

// ConfigResourceTypes.TOPIC of kafkajs, which is an enum.
const topicResource = 2
