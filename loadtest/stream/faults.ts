import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { tell } from '../machine.ts'
import type { StreamDeployment } from './deployment.ts'

/** One disturbance: when it began and ended, and what was measured of it. */
export interface Fault {
  readonly fault: string
  readonly from: number
  readonly until: number
  readonly note?: string
}

// Shares of the run: each fault has time to heal before the next one.
const shares = { killNode: 0.05, startNode: 0.15, stopRedis: 0.3, killBroker: 0.55, flush: 0.8 }
const redisStopSeconds = 30
const brokerAwaySeconds = 10
const rebuiltWithinMs = 120_000

/** Kills a node, stops Redis, kills the broker and empties Redis, one after the other within these seconds. */
export const disturb = async (
  { nodes, ownKafka, ownRedis, redisUrl, prefix }: StreamDeployment,
  seconds: number
): Promise<readonly Fault[]> => {
  const [victim] = nodes
  if (!victim || !ownKafka || !ownRedis) {
    throw new Error('--faults disturbs servers: unset KAFKA_BROKERS and REDIS_URL')
  }
  const startedAt = performance.now()
  const until = (share: number) =>
    pause(Math.max(0, startedAt + share * seconds * 1_000 - performance.now()))
  const faults: Fault[] = []
  const during = async (fault: string, act: () => Promise<string | undefined>) => {
    tell(`  ${fault}`)
    const from = performance.now()
    const note = await act()
    faults.push({ fault, from, until: performance.now(), ...(note && { note }) })
  }
  const shorter = (full: number) => Math.min(full, seconds / 10) * 1_000

  await until(shares.killNode)
  await during('a node is killed and started again', async () => {
    await victim.kill()
    await until(shares.startNode)
    return `ready ${(await victim.start()).toFixed(1)} s after its start`
  })
  await until(shares.stopRedis)
  await during('Redis stands still', async () => {
    ownRedis.pause()
    await pause(shorter(redisStopSeconds))
    ownRedis.resume()
    return undefined
  })
  await until(shares.killBroker)
  await during('the broker is killed and started again', async () => {
    await ownKafka.kill()
    await pause(shorter(brokerAwaySeconds))
    await ownKafka.restart()
    return undefined
  })
  await until(shares.flush)
  await during('Redis is emptied', async () => {
    const redis = new Redis(redisUrl)
    const states = `{${prefix}:list}:states`
    const before = await redis.hlen(states)
    const flushedAt = performance.now()
    await redis.flushall()
    while ((await redis.hlen(states)) < before || !(await allAgree(nodes))) {
      if (performance.now() - flushedAt > rebuiltWithinMs) break
      await pause(50)
    }
    const tookMs = performance.now() - flushedAt
    const left = await redis.hlen(states)
    redis.disconnect()
    return `${left} of ${before} entries were back on all nodes after ${(tookMs / 1_000).toFixed(1)} s`
  })
  return faults
}

/** Whether all nodes are ready; with the same list, where they have come to the same version. */
const allAgree = async (nodes: StreamDeployment['nodes']) => {
  const found = await Promise.all(nodes.map(node => node.readiness()))
  const [first] = found
  return found.every(
    one =>
      one?.ready === true &&
      one.listChecksum !== undefined &&
      (one.listVersion !== first?.listVersion || one.listChecksum === first?.listChecksum)
  )
}
