import { createHmac, createSecretKey } from 'node:crypto'
import type { RecordEvent, Topic } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { asked } from './unavailable.ts'

/** Events of the last days by topic and id, so that one that comes again is recognised. */
export interface RecentEvents {
  /** Keeps those that are not kept yet; true for each that is new. */
  keep(topic: Topic, events: readonly RecordEvent[]): Promise<readonly boolean[]>
  /** The event of this id, while it is kept. */
  find(topic: Topic, id: string): Promise<RecordEvent | undefined>
}

const part = 'recent:'

/** How the keys of all recent events begin. */
export const recentKeys = ({ key }: Pick<RedisClients, 'key'>): string =>
  key(part, '').slice(0, -'}:'.length)

/** Recent events in Redis, each under a key of its own, so that they spread over a cluster; sealed, and named by a keyed digest, since a sender's id may say something. */
export const redisRecentEvents = (
  { commands, key }: RedisClients,
  sealing: Sealing,
  fieldKey: Uint8Array,
  retentionMs: number
): RecentEvents => {
  const secret = createSecretKey(fieldKey)
  const digest = (topic: Topic, id: string) =>
    createHmac('sha256', secret).update(`recent|${topic}|${id}`).digest('base64url').slice(0, 22)
  const placeOf = (topic: Topic, id: string) => key(part + digest(topic, id), topic)
  const keepOne = async (topic: Topic, event: RecordEvent) => {
    const place = placeOf(topic, event.id)
    const sealed = sealing.seal(JSON.stringify(event), place)
    const reply = await asked(commands.set(place, Buffer.from(sealed), 'PX', retentionMs, 'NX'))
    return reply === 'OK'
  }
  return {
    keep: (topic, events) => Promise.all(events.map(event => keepOne(topic, event))),
    async find(topic, id) {
      const place = placeOf(topic, id)
      const sealed = await asked(commands.getBuffer(place))
      return sealed ? (JSON.parse(sealing.open(sealed, place)) as RecordEvent) : undefined
    }
  }
}
