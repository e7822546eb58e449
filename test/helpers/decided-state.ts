import { Redis } from 'ioredis'
import type { Kafka } from 'kafkajs'
import { onTestFinished } from 'vitest'
import { manifestsOnKafka } from '#src/adapters/distributed/manifests.ts'
import { restoreManifests } from '#src/adapters/kafka/manifest-states.ts'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { restoreCases, restoreList } from '#src/adapters/kafka/restore.ts'
import type { RedisView } from '#src/adapters/redis/open-redis.ts'
import { createLog } from '#src/logging.ts'
import { freshPrefix, openKafkaRecord } from './kafka-record.ts'
import { newDeployment } from './redis-view.ts'

/** The decided state of a deployment of its own, views of it as nodes open them, and a hand on what they hold. */
export const openDecided = async (kafka: Kafka, redisUrl: string) => {
  const prefix = freshPrefix()
  const { writer, close } = await openKafkaRecord(kafka, prefix)
  onTestFinished(close)
  const questions = new KafkaQuestions(kafka)
  onTestFinished(() => questions.close())
  const deployment = newDeployment(redisUrl)
  const view = async () => {
    const opened = await deployment.view()
    onTestFinished(() => opened.close())
    return opened
  }
  const admin = new Redis(redisUrl)
  onTestFinished(() => admin.disconnect())
  const keys = () => admin.keys(`{${deployment.config.prefix}*`)
  const empty = async () => void (await admin.del(...(await keys())))
  const from = { kafka, questions, prefix }
  const log = { writer, prefix, now: () => new Date() }
  return {
    view,
    log,
    admin,
    keyOf: (part: string, name: string) => `{${deployment.config.prefix}${part}}:${name}`,
    /** Manifests of this view, which the record holds too, and what a node does for that. */
    manifests: (of: RedisView) =>
      manifestsOnKafka(
        { ...from, nodeId: prefix, topics: { prefix }, view: of, log: createLog('silent') },
        log
      ),
    restoreManifests: (of: RedisView) => restoreManifests(from, of.manifestStates),
    /** How many states were written so far. */
    written: async (topic: 'cases' | 'entries') => {
      const held = await questions.offsets(`${prefix}.${topic}`)
      return held.reduce((sum, { high }) => sum + high, 0)
    },
    restoreCases: (cases: Parameters<typeof restoreCases>[1]) => restoreCases(from, cases),
    restoreList: (list: Parameters<typeof restoreList>[1]) => restoreList(from, list),
    empty,
    /** Keeps what the view holds now; the function that is given brings it back, as a server does that lost the rest. */
    keep: async () => {
      const kept = await Promise.all(
        (await keys()).map(async key => [key, await admin.dumpBuffer(key)] as const)
      )
      return async () => {
        await empty()
        for (const [key, dump] of kept) await admin.restore(key, 0, dump)
      }
    }
  }
}
