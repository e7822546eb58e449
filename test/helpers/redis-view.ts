import { randomBytes } from 'node:crypto'
import type { RedisConfig } from '#src/adapters/redis/connect.ts'
import { type RedisOptions, RedisView } from '#src/adapters/redis/open-redis.ts'

/** A deployment with keys of its own on this server; every `view` of it is another node. */
export const newDeployment = (
  url: string,
  more: Partial<RedisConfig> = {},
  retentionMs?: number
) => {
  const prefix = `test-${randomBytes(6).toString('hex')}:`
  const config: RedisConfig = { urls: [url], kind: 'server', prefix, ...more }
  const options: RedisOptions = {
    config,
    fieldKey: randomBytes(32),
    ...(retentionMs !== undefined && { retentionMs })
  }
  return { config, view: () => RedisView.open(options) }
}
