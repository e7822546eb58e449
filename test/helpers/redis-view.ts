import { randomBytes } from 'node:crypto'
import { type RedisOptions, RedisView } from '#src/adapters/redis/open-redis.ts'

/** Opens views of one deployment after another, each with keys of its own; every `view` of one is another node of it. */
export const newDeployment = (url: string, retentionMs?: number) => {
  const config = { urls: [url], kind: 'server', prefix: `test-${newName()}:` } as const
  const options: RedisOptions = {
    config,
    fieldKey: randomBytes(32),
    ...(retentionMs !== undefined && { retentionMs })
  }
  return { config, view: () => RedisView.open(options) }
}

const newName = () => randomBytes(6).toString('hex')
