import type { CountedExclusion, Exclusions } from '#src/domain/case-ports.ts'
import { type Bell, followSteps } from '../bell.ts'
import type { Sealing } from '../sealing.ts'
import { readChanges } from './case-functions.ts'
import { caseKeys } from './cases.ts'
import type { RedisClients } from './clients.ts'
import { nothing, standingOf } from './history.ts'
import { passedOffsets, passLua } from './passing.ts'
import { script } from './script.ts'
import { openedExclusion } from './stored-case.ts'
import { asked } from './unavailable.ts'

/** The keys of what is counted of exclusions; they themselves stand with the cases. */
export const exclusionKeys = ({ key }: Pick<RedisClients, 'key'>) => ({
  offsets: key('exclusions', 'offsets'),
  applied: key('exclusions', 'applied')
})

/** Exclusions in Redis, as the commits of cases store them; the bell rings when one of them may have changed. */
export const redisExclusions = (
  clients: RedisClients,
  sealing: Sealing,
  bell: Bell
): Exclusions => {
  const { commands, bulk } = clients
  const { meta, changes, exclusions, exclusionIds, exclusionVersions } = caseKeys(clients).store
  const { offsets, applied } = exclusionKeys(clients)
  const ofIds = async (ids: readonly string[]): Promise<readonly CountedExclusion[]> => {
    if (ids.length === 0) return []
    const [found, counts] = await asked(
      Promise.all([bulk.hmget(exclusions, ...ids), bulk.hmget(applied, ...ids)])
    )
    return ids.flatMap((id, at) => {
      const stored = found[at]
      if (!stored) return []
      return [{ exclusion: openedExclusion(sealing, id, stored), applied: Number(counts[at] ?? 0) }]
    })
  }
  return {
    get: async id => (await ofIds([id]))[0],
    async page(agency, after, limit) {
      const [from, to] = [`(${agency}|${after ?? ''}`, `(${agency}}`] // “}” follows “|”
      const found = await asked(commands.zrange(exclusionIds, from, to, 'BYLEX', 'LIMIT', 0, limit))
      return ofIds(found.map(member => member.slice(agency.length + 1)))
    },
    offsets: () => passedOffsets(bulk, offsets),
    async count({ position, applied: ids }) {
      const { partition, offset } = position
      await asked(count(bulk, [offsets, applied], [partition, offset, ...ids]))
    },
    async follow(handle, signal) {
      let through = 0
      let standing = nothing
      const step = async () => {
        const args = [standing.version, through, changesAtOnce]
        const reply = (await asked(
          readChanges(bulk, [meta, changes, exclusionVersions, exclusions], args)
        )) as unknown[]
        const now = standingOf(reply, standing)
        // Another store, or an earlier state of this one: all of it is told again.
        if (!now) through = 0
        standing = now ?? nothing
        if (!now) return 'more'
        // What stands without an epoch is left of a store that has lost it.
        if (now.epoch === '') return 'wait'
        const next = reply[2] as [version: string, id: string, stored: string][]
        if (signal.aborted || next.length === 0) return 'wait'
        await handle(next.map(([, id, stored]) => openedExclusion(sealing, id, stored)))
        through = Number(next.at(-1)?.[0])
        return 'more'
      }
      await followSteps(bell, step, signal)
    }
  }
}

// KEYS: offsets, counts by id. ARGV: partition, offset, ids. Counted even where the exclusion is not known: an emptied store
// may be told of it later.
const count = script(`${passLua}
for i = 3, #ARGV do redis.call('HINCRBY', KEYS[2], ARGV[i], 1) end
return 1
`)

const changesAtOnce = 1_000
