import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { type RedisServer, startRedis } from './redis.ts'

/** A cluster of one node, which holds its clients to a cluster's rules all the same. */
export const startCluster = async (): Promise<RedisServer> => {
  const server = await startRedis([
    '--cluster-enabled',
    'yes',
    '--cluster-announce-ip',
    '127.0.0.1'
  ])
  const redis = new Redis(server.url)
  await redis.cluster('ADDSLOTSRANGE', 0, 16_383)
  while (!(await redis.cluster('INFO')).includes('cluster_state:ok')) await pause(10)
  redis.disconnect()
  return server
}
