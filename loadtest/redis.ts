/**
 * `npm run load:redis [-- --entries 1000000 --redis redis://… --json]`: what the shared list costs in Redis: filling it,
 * its memory, a node's cold start from it, and how soon a change reaches another node. Without --redis it starts a
 * server of its own; with it, keys of a prefix of their own are added there and left for you to delete.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { type RedisOptions, RedisView } from '#src/adapters/redis/open-redis.ts'
import type { EntryContent } from '#src/domain/entry.ts'
import type { SharedList } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { startRedis } from '#test/servers/redis.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { watchlistEntries } from './people/watchlist-entries.ts'
import { latencyOf, rounded } from './percentiles.ts'
import { readOptions } from './read-options.ts'

const values = readOptions({
  entries: { type: 'string', default: '1000000' },
  redis: { type: 'string' },
  json: { type: 'boolean', default: false }
})
const entries = Number(values.entries)
const atOnce = 1_000

const measure = async (url: string) => {
  const options: RedisOptions = {
    config: { urls: [url], kind: 'server', prefix: `load-${randomBytes(4).toString('hex')}:` },
    fieldKey: randomBytes(32)
  }
  const filling = await RedisView.open(options)
  const fillSeconds = await fill(filling.sharedList)
  tell(`filled in ${fillSeconds} s`)
  const redisBytes = await usedBytes(url)
  const reading = await RedisView.open(options)
  const [readSeconds, readCpuSeconds] = await timed(() => read(reading.sharedList))
  tell(`read in ${readSeconds} s`)
  const watchlist = new Watchlist(loadPolicy('config/policy.json'), () => new Date())
  const stopping = new AbortController()
  const following = watchlist.follow(reading.sharedList, stopping.signal)
  const [coldStartSeconds, coldStartCpuSeconds] = await timed(async () => {
    while (!watchlist.isLoaded) await pause(10)
  })
  tell(`cold start in ${coldStartSeconds} s`)
  const propagation = await changes(filling.sharedList, watchlist)
  stopping.abort()
  await following
  await Promise.all([filling.close(), reading.close()])
  return {
    entries,
    bytesPerEntry: Math.round(redisBytes / entries),
    fillSeconds,
    readSeconds,
    readCpuSeconds,
    coldStartSeconds,
    coldStartCpuSeconds,
    ...propagation
  }
}

/** How long it took, by the clock and of the processor: on a shared machine the second says more. */
const timed = async (work: () => Promise<void>): Promise<readonly [number, number]> => {
  const began = performance.now()
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return [rounded((performance.now() - began) / 1_000, 1), rounded((user + system) / 1e6, 1)]
}

const usedBytes = async (url: string) => {
  const redis = new Redis(url)
  const found = /used_memory:(\d+)/.exec(await redis.info('memory'))
  redis.disconnect()
  return Number(found?.[1] ?? 0)
}

let offset = 0
const commit = (shared: SharedList, changed: readonly EntryState[]) => {
  offset++
  const position = { topic: 'watchlist', partition: 0, offset } as const
  return shared.commit({ position, lists: offset === 1 ? [list] : [], entries: changed })
}

const list: ListState = {
  list: 'synthetic',
  agency: 'interior',
  title: 'Synthetic',
  purposes: ['border_control'],
  instruction: 'refer_second_line',
  handling: 'H0'
}

const stateOf = (entry: EntryContent): EntryState => ({
  list: 'synthetic',
  id: entry.id,
  revision: 1,
  state: 'active',
  entry: { ...entry, revision: 1 },
  changedAt: '2026-11-22T08:00:00.000Z'
})

/** Seconds that commits of a thousand take, one after another, as a projection sends them. */
const fill = async (shared: SharedList) => {
  const documents = Math.round(entries * 0.15)
  let changed: EntryState[] = []
  let spentMs = 0
  const send = async () => {
    const began = performance.now()
    await commit(shared, changed)
    spentMs += performance.now() - began
    changed = []
  }
  for (const entry of watchlistEntries({ seed: 1, persons: entries - documents, documents })) {
    changed.push(stateOf(entry))
    if (changed.length === atOnce) await send()
  }
  if (changed.length > 0) await send()
  return rounded(spentMs / 1_000, 1)
}

/** Reads all of it, without building an index. */
const read = async (shared: SharedList) => {
  const stopping = new AbortController()
  const target = await shared.version()
  await shared.follow(
    undefined,
    async (_, place) => {
      if (place.version >= target) stopping.abort()
    },
    stopping.signal
  )
}

/** How soon single changes are in the other node's index, once they are asked for. */
const changes = async (shared: SharedList, watchlist: Watchlist) => {
  const tookMs: number[] = []
  for (let count = 0; count < 1_000; count++) {
    const id = `change-${count}`
    const names = [{ full: `CHANGE ${count}` }]
    const began = performance.now()
    const version = await commit(shared, [stateOf({ id, kind: 'person', names })])
    await watchlist.reached(version, 10_000)
    tookMs.push(performance.now() - began)
  }
  const { p50, p99 } = latencyOf(tookMs)
  return { changeMsP50: rounded(p50, 1), changeMsP99: rounded(p99, 1) }
}

const server = values.redis === undefined ? await startRedis() : undefined
try {
  const result = { ...circumstances(), ...(await measure(values.redis ?? server?.url ?? '')) }
  tell(`kept in ${saveResult(`redis-${entries}`, result)}`)
  const lines = Object.entries(result).filter(([, value]) => typeof value === 'number')
  process.stdout.write(
    values.json
      ? `${JSON.stringify(result, undefined, 2)}\n`
      : `${lines.map(([name, value]) => `${name.padEnd(20)} ${value}`).join('\n')}\n`
  )
} finally {
  await server?.stop()
}
