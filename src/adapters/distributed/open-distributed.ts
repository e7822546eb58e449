import { hostname } from 'node:os'
import type { Logger } from 'pino'
import type { DistributedSettings } from '#src/distributed-settings.ts'
import { brokerOptions, redisConfig } from '#src/distributed-settings.ts'
import type { Deliveries, Exclusions } from '#src/domain/case-ports.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { NodeReports } from '#src/domain/node-report.ts'
import type {
  Audit,
  Callers,
  Cases,
  IndexSnapshots,
  Manifests,
  Positions,
  Record,
  SharedList,
  Verdicts
} from '#src/domain/ports.ts'
import type { Platform } from '#src/platform.ts'
import type { GivenKeys, Keys } from '../embedded/keys.ts'
import { EmbeddedPlatform } from '../embedded/open-embedded.ts'
import { AgencyTopics } from '../kafka/agency-topics.ts'
import { makeAlertTopics } from '../kafka/alert-topics.ts'
import { tellAgencies } from '../kafka/alerts.ts'
import { kafkaClient } from '../kafka/client.ts'
import { type DecidedLog, recordedCases, recordedList } from '../kafka/decided-state.ts'
import { partitionKey } from '../kafka/partition-key.ts'
import { type Commits, kafkaPositions } from '../kafka/positions.ts'
import { KafkaQuestions } from '../kafka/questions.ts'
import { kafkaRecord } from '../kafka/record.ts'
import { restoreCases, restoreList } from '../kafka/restore.ts'
import { ensureTopics, type TopicOptions, topicsDifferCode } from '../kafka/topics.ts'
import { KafkaWriter } from '../kafka/writer.ts'
import { RedisView } from '../redis/open-redis.ts'
import { sharedCallers } from './callers.ts'
import { giveAudit } from './give-audit.ts'
import { helpfulMemory } from './helpful-memory.ts'
import { manifestsOnKafka } from './manifests.ts'
import { type Outbox, openOutbox } from './outbox.ts'
import { requireSameKeys } from './require-same-keys.ts'

export interface DistributedOptions {
  readonly settings: DistributedSettings
  /** Of this node alone: its audit, its outbox. */
  readonly dataDir: string
  readonly given: GivenKeys
  readonly now: () => Date
  readonly log: Logger
}

/** The record on Kafka, the shared view in Redis; of this node alone its audit and its outbox, on its own disk. */
export class DistributedPlatform implements Platform {
  readonly record: Record
  readonly sharedList: SharedList
  readonly cases: Cases
  readonly positions: Positions
  readonly manifests: Manifests
  readonly manifestCounts: NonNullable<Platform['manifestCounts']>
  readonly exclusions: Exclusions
  readonly deliveries: Deliveries
  readonly indexSnapshots: IndexSnapshots
  readonly audit: Audit
  readonly verdicts: Verdicts
  readonly callers: Callers
  readonly nodeReports: NodeReports
  readonly keys: Keys
  readonly followers: Platform['followers']
  readonly auditWaiting: NonNullable<Platform['auditWaiting']>
  readonly agenciesBehind: NonNullable<Platform['agenciesBehind']>
  readonly #parts: Parts
  readonly #outbox: Outbox
  #closed: Promise<void> | undefined

  private constructor(parts: Parts, outbox: Outbox, positions: Positions, log: DecidedLog) {
    const { local, view, writers } = parts
    const { audit } = local
    const { prefix, now } = log
    const node = hostname()
    const giving = giveAudit({ ...parts, audit, writer: writers.audit, prefix, node, now })
    const telling = tellAgencies({ ...parts, prefix, verdicts: view.verdicts })
    const make = (agency: string) => parts.agencies.make(agency)
    const alertTopics = { make, sharedList: view.sharedList }
    this.#parts = parts
    this.#outbox = outbox
    this.record = outbox.record
    this.positions = positions
    this.sharedList = recordedList(view.sharedList, log)
    this.cases = recordedCases(view.cases, log)
    const ofManifests = { ...log, writer: writers.manifests }
    const { manifests, followers, counts } = manifestsOnKafka(parts, ofManifests)
    this.manifests = manifests
    this.manifestCounts = counts
    this.exclusions = view.exclusions
    this.deliveries = view.deliveries
    this.indexSnapshots = local.indexSnapshots
    this.verdicts = view.verdicts
    this.callers = sharedCallers(view.callers, local.callers)
    this.nodeReports = view.nodeReports
    this.audit = audit
    this.auditWaiting = giving.waiting
    this.agenciesBehind = telling.behind
    this.keys = local.keys
    this.followers = {
      outbox: outbox.drain,
      'audit-topic': giving.follow,
      ...followers,
      alerts: telling.follow,
      'alert-topics': signal => makeAlertTopics(alertTopics, signal)
    }
  }

  /** Connects to everything and makes the topics that are missing; rejects when something can't be reached. */
  static async open(options: DistributedOptions): Promise<DistributedPlatform> {
    const { log, now } = options
    const parts = await openParts(options)
    try {
      const { kafka, questions, local, view, nodeId } = parts
      const writer = parts.writers.record
      const { prefix, partitions } = parts.topics
      const commits: Commits = new Map()
      const from = { kafka, questions, prefix }
      const shared = kafkaRecord({
        kafka,
        questions,
        writer,
        prefix,
        partitions,
        commits,
        nodeId,
        keyOf: partitionKey(idsUnder(local.keys.idsKey)),
        recent: helpfulMemory(view.recentEvents),
        prepare: async (group, partitions) => {
          if (group === 'shared-list') await restoreList(from, view.sharedList, partitions)
          if (group === 'cases') await restoreCases(from, view.cases, partitions)
        }
      })
      const outbox = await openOutbox(
        shared,
        () => !writer.isReachable(),
        {
          record: local.record,
          positions: local.positions,
          erase: (topic, through) => local.erase(topic, through)
        },
        log
      )
      const positions = kafkaPositions(questions, prefix, commits)
      return new DistributedPlatform(parts, outbox, positions, { writer, prefix, now })
    } catch (error) {
      await closeParts(parts)
      throw error
    }
  }

  /** Whether this node's disk takes what is written: with Kafka away, the outbox does. */
  isHealthy(): boolean {
    return this.#parts.local.isHealthy()
  }

  waiting(): number {
    return this.#outbox.waiting()
  }

  sizes() {
    return this.#parts.local.sizes()
  }

  close(): Promise<void> {
    this.#closed ??= closeParts(this.#parts)
    return this.#closed
  }
}

type Parts = Awaited<ReturnType<typeof openParts>>

const hour = 3_600_000

const openParts = async ({ settings, dataDir, given, now, log }: DistributedOptions) => {
  const { kafkaPrefix: prefix, kafkaPartitions: partitions, kafkaReplication } = settings
  const kafka = kafkaClient(brokerOptions(settings, `portcullis-${hostname()}`), log)
  const questions = new KafkaQuestions(kafka)
  const opened: { close(): Promise<void> }[] = [questions]
  const keep = <T extends { close(): Promise<void> }>(part: T) => {
    opened.unshift(part)
    return part
  }
  try {
    const topics = { prefix, partitions, replication: kafkaReplication }
    const weak = await makeTopics(questions, topics)
    if (weak.length > 0) log.warn({ topics: weak }, 'topics differ from how they would be made')
    const keys = secretsOf(given)
    const view = keep(
      await RedisView.open({
        config: redisConfig(settings),
        fieldKey: keys.FIELD_KEY,
        retentionMs: settings.recentHours * hour
      })
    )
    await requireSameKeys(view, keys) // before anything is made under them
    const local = keep(await EmbeddedPlatform.open({ dataDir, exclusive: true, now, given }))
    if (await view.evicts()) log.warn('redis may throw away what it holds: set noeviction')
    const openWriter = async () => keep(await KafkaWriter.open({ kafka, log }))
    // Apart from the record's: where a topic of theirs takes nothing, nothing else is held up.
    const writers = {
      record: await openWriter(),
      manifests: await openWriter(),
      audit: await openWriter()
    }
    const agencies = keep(new AgencyTopics({ kafka, topics, log }))
    const nodeId = `${hostname()}-${process.pid}-${performance.timeOrigin}`
    return { kafka, questions, writers, agencies, topics, nodeId, view, local, log }
  } catch (error) {
    for (const part of opened) await part.close()
    throw error
  }
}

/** Both are given wherever PLATFORM is distributed. */
const secretsOf = ({ fieldKey = '', idsKey = '' }: GivenKeys) => ({
  FIELD_KEY: Buffer.from(fieldKey, 'base64'),
  IDS_KEY: Buffer.from(idsKey, 'base64')
})

// Making topics takes seconds on a busy cluster.
const topicsMs = 10_000

/** A topic of another shape may be one that is just being made; if it stays, that is what has to be said. */
const makeTopics = (questions: KafkaQuestions, topics: TopicOptions) =>
  questions
    .ask(admin => ensureTopics(admin, topics), topicsMs)
    .catch((error: Error & { readonly cause?: { readonly code?: string } }) => {
      throw error.cause?.code === topicsDifferCode ? error.cause : error
    })

const closeParts = async ({ writers, agencies, questions, view, local }: Parts) => {
  await Promise.all([...Object.values(writers), agencies].map(part => part.close()))
  await questions.close()
  await view.close()
  await local.close()
}
