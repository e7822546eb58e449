import { randomBytes } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { freshPrefix } from './kafka-record.ts'
import { type RunningService, type ServiceOptions, startService } from './running-service.ts'

/** What nodes of one deployment share. */
export interface Deployment {
  readonly prefix: string
  readonly env: NodeJS.ProcessEnv
  /** Starts one more node; closed when the test ends. */
  start(logLevel?: string, more?: Omit<ServiceOptions, 'env' | 'logLevel'>): Promise<RunningService>
}

/** A deployment of its own over these servers: topics, keys in Redis and secrets that no other test has. */
export const deploy = (servers: {
  readonly brokers: string
  readonly redisUrl: string
}): Deployment => {
  const prefix = freshPrefix()
  const secret = () => randomBytes(32).toString('base64')
  const env = {
    PLATFORM: 'distributed',
    KAFKA_BROKERS: servers.brokers,
    KAFKA_PREFIX: prefix,
    KAFKA_PARTITIONS: '4',
    KAFKA_REPLICATION: '1',
    REDIS_URL: servers.redisUrl,
    REDIS_PREFIX: `${prefix}:`,
    IDS_KEY: secret(),
    FIELD_KEY: secret()
  }
  return {
    prefix,
    env,
    start: async (logLevel = 'silent', more = {}) => {
      const node = await startService({ ...more, env, logLevel })
      onTestFinished(() => node.close())
      return node
    }
  }
}
