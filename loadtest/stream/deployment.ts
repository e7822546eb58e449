import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kafka } from 'kafkajs'
import { pino } from 'pino'
import { makeSharedKeys, readTokenKey } from '#src/adapters/embedded/keys.ts'
import { kafkaClient } from '#src/adapters/kafka/client.ts'
import { issueToken } from '#src/cli/issue-token.ts'
import { namedServers } from '#src/config.ts'
import { type Ids, idsUnder } from '#src/domain/ids.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { type KafkaServer, startKafka } from '#test/servers/kafka.ts'
import { type RedisServer, startRedis } from '#test/servers/redis.ts'
import { tell } from '../machine.ts'
import { StartedNode } from './started-node.ts'

/** Nodes in processes of their own, with the servers that they share. */
export interface StreamDeployment {
  readonly kafka: Kafka
  /** Of topics, and with a colon of keys in Redis. */
  readonly prefix: string
  readonly redisUrl: string
  readonly nodes: readonly StartedNode[]
  /** Undefined where a server was given: it is left as it is. */
  readonly ownKafka: KafkaServer | undefined
  readonly ownRedis: RedisServer | undefined
  /** As the nodes derive ids. */
  readonly ids: Ids
  readonly token: (role: Role, agency?: string) => string
  close(): Promise<void>
}

/** Starts everything, with keys, topics and a prefix that nobody else uses; what was opened is closed when that fails. */
export const openDeployment = async (options: {
  readonly nodes: number
  readonly partitions: number
}): Promise<StreamDeployment> => {
  const closing: (() => Promise<void>)[] = []
  const close = async () => {
    for (const end of closing.splice(0).toReversed()) await end()
  }
  try {
    return await open(options, closing, close)
  } catch (error) {
    await close()
    throw error
  }
}

const open = async (
  options: { readonly nodes: number; readonly partitions: number },
  closing: (() => Promise<void>)[],
  close: () => Promise<void>
): Promise<StreamDeployment> => {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-stream-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  const given = namedServers()
  tell(given.brokers && given.redisUrl ? 'using the servers given' : 'starting servers')
  const ownKafka = given.brokers ? undefined : await startKafka()
  if (ownKafka) closing.push(ownKafka.stop)
  const ownRedis = given.redisUrl ? undefined : await startRedis()
  if (ownRedis) closing.push(ownRedis.stop)
  const brokers = given.brokers ?? ownKafka?.address ?? ''
  const redisUrl = given.redisUrl ?? ownRedis?.url ?? ''
  const prefix = `load-${randomUUID().slice(0, 8)}`
  const keys = join(folder, 'keys')
  await makeSharedKeys(keys)
  const env = {
    PLATFORM: 'distributed',
    KAFKA_BROKERS: brokers,
    KAFKA_PREFIX: prefix,
    KAFKA_PARTITIONS: String(options.partitions),
    ...(ownKafka && { KAFKA_REPLICATION: '1' }),
    REDIS_URL: redisUrl,
    REDIS_PREFIX: `${prefix}:`,
    IDS_KEY_FILE: join(keys, 'ids.key'),
    FIELD_KEY_FILE: join(keys, 'field.key'),
    JWKS_FILE: join(keys, 'jwks.json'),
    LOG_LEVEL: 'warn'
  }
  const nodes = Array.from({ length: options.nodes }, (_, at) => {
    const node = new StartedNode(`node ${at + 1}`, { ...env, DATA_DIR: join(folder, `data-${at}`) })
    closing.push(() => node.stop())
    return node
  })
  tell('starting nodes')
  await Promise.all(nodes.map(node => node.start()))
  const tokenKey = await readTokenKey(keys)
  const idsKey = await readFile(join(keys, 'ids.key'), 'utf8')
  return {
    kafka: kafkaClient(
      { brokers: brokers.split(','), clientId: 'load' },
      pino({ level: 'silent' })
    ),
    prefix,
    redisUrl,
    nodes,
    ownKafka,
    ownRedis,
    ids: idsUnder(Buffer.from(idsKey, 'base64')),
    token: (role, agency) =>
      issueToken(tokenKey, {
        roles: [role],
        sub: `load-${role}`,
        agency,
        purposes: ['border_control'],
        ttlSeconds: 24 * 3_600
      }).token,
    close
  }
}
