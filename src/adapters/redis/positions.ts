import type { Positions } from '#src/domain/ports.ts'
import type { RedisClients } from './clients.ts'
import { asked } from './unavailable.ts'

/** Followers' positions in Redis: a hash for each group and topic. */
export const redisPositions = ({ commands, key }: RedisClients): Positions => {
  const keyOf = (group: string, topic: string) => key('positions', `${group}|${topic}`)
  return {
    async load(group, topic) {
      const stored = Object.entries(await asked(commands.hgetall(keyOf(group, topic))))
      return new Map(stored.map(([partition, offset]) => [Number(partition), Number(offset)]))
    },
    async save(group, { topic, partition, offset }) {
      await asked(commands.hset(keyOf(group, topic), String(partition), offset))
    }
  }
}
