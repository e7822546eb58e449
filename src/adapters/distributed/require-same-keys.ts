import { ConfigurationInvalid } from '#src/errors.ts'
import type { RedisView } from '../redis/open-redis.ts'

/** Rejects where the nodes that share this view have other keys: what one of both stores the other can not read. */
export const requireSameKeys = async (
  view: Pick<RedisView, 'otherSecrets'>,
  given: Readonly<Record<string, Uint8Array>>
): Promise<void> => {
  const others = await view.otherSecrets(given)
  if (others.length === 0) return
  throw new ConfigurationInvalid(
    `${others.join(' and ')} must be the same on all nodes: those of this REDIS_PREFIX have another`
  )
}
