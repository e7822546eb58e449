import type { Admin } from 'kafkajs'

/** A topic as it should be. */
export interface TopicPlan {
  readonly topic: string
  readonly numPartitions: number
  readonly replicationFactor: number
  readonly configEntries: readonly { readonly name: string; readonly value: string }[]
}

/** How topics differ from what they should be. */
export interface Checked {
  /** What would lose or mix up events: another number of partitions, another policy of cleaning up. */
  readonly wrong: readonly string[]
  /** Fewer copies, kept for a shorter time, dated by the clock of whoever writes, or not open to the largest events, which would wait for ever. */
  readonly weak: readonly string[]
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

const policy = 'cleanup.policy'
const retention = 'retention.ms'
const copies = 'min.insync.replicas'
const datedBy = 'message.timestamp.type'
const largest = 'max.message.bytes'

interface Found {
  readonly partitions: number
  /** Of the partition that has the fewest. */
  readonly replication: number
  readonly config: ReadonlyMap<string, string>
}

/** How a topic differs from its plan. */
export const check = (plan: TopicPlan, { partitions, replication, config }: Found): Checked => {
  const { topic, numPartitions, replicationFactor, configEntries } = plan
  const planned = (name: string) => configEntries.find(entry => entry.name === name)?.value
  const [kept, mustKeep] = [config.get(retention), planned(retention)]
  const [written, mustWrite] = [config.get(copies), planned(copies)]
  const [dated, mustDate] = [config.get(datedBy), planned(datedBy)]
  const [taken, mustTake] = [config.get(largest), planned(largest)]
  return {
    wrong: [
      partitions !== numPartitions && `has ${partitions} partitions, not ${numPartitions}`,
      config.get(policy) !== planned(policy) && `must have ${policy}=${planned(policy)}`
    ].flatMap(said(topic)),
    weak: [
      replication < replicationFactor && `has ${replication} copies, not ${replicationFactor}`,
      Number(written) < Number(mustWrite) && `has ${copies}=${written}, not ${mustWrite}`,
      forEver(kept) < forEver(mustKeep) && `has ${retention}=${kept}, not ${mustKeep}`,
      dated !== mustDate && `has ${datedBy}=${dated}, not ${mustDate}`,
      Number(taken) < Number(mustTake) && `has ${largest}=${taken}, not ${mustTake}`
    ].flatMap(said(topic))
  }
}

const said = (topic: string) => (difference: string | false) =>
  difference === false ? [] : [`${topic} ${difference}`]

/** -1 keeps for ever; a compacted topic is planned without any. */
const forEver = (ms: string | undefined) => {
  if (ms === undefined) return Number.NaN
  return ms === '-1' ? Number.POSITIVE_INFINITY : Number(ms)
}

const findTopics = async (admin: Admin, plans: readonly TopicPlan[]) => {
  const names = plans.map(({ topic }) => topic)
  const { topics } = await admin.fetchTopicMetadata({ topics: names })
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map(name => ({
      type: topicResource,
      name,
      configNames: [policy, retention, copies, datedBy, largest]
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
