import type { EntryKey } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { type Bell, followSteps } from '../bell.ts'
import type { CheckedList } from '../checked.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import { createFence } from './fence.ts'
import { askStanding, fromWord, type Standing, standingOf, toWord } from './history.ts'
import { checkListed, commitListed, listFunctions } from './list-commit.ts'
import { fieldOf, storedChanges } from './stored-change.ts'
import { begin, transaction } from './transaction.ts'
import { asked } from './unavailable.ts'

/** The keys of the shared list, in the order in which `commitListed` takes them. */
export const listKeys = ({ key }: Pick<RedisClients, 'key'>) => {
  const of = (name: string) => key('list', name)
  return {
    /** epoch, version, commit, checksum, and as `whole-store.ts` needs it: keys, emptying */
    meta: of('meta'),
    offsets: of('offsets'),
    /** One message for each commit, the newest 10,000: rings the bells, and shows whether a version is in this history. */
    changes: of('changes'),
    /** Lists by name. */
    lists: of('lists'),
    /** Lists and entries, tombstones included, in their newest state. */
    states: of('states'),
    /** Sealed free text of entries. */
    texts: of('texts'),
    /** Fields of `states` by the version of their last change: following is one walk. */
    versions: of('versions'),
    /** Fields of entries in the order of the alphabet, for pages. */
    ids: of('ids')
  }
}

/** The shared list in Redis. The state itself is the feed: who follows reads what has a later version than the last it read. */
export const redisSharedList = (
  clients: RedisClients,
  sealing: Sealing,
  bell: Bell
): CheckedList => {
  const { commands, bulk } = clients
  const keys = listKeys(clients)
  const all = Object.values(keys)
  const fence = createFence(clients, {
    keys: { fixed: all },
    functions: listFunctions,
    topics: ['watchlist']
  })
  const stored = storedChanges(sealing)

  const wholeOf = async (fields: readonly string[]) => {
    if (fields.length === 0) return []
    const both = begin(bulk)
      .hmget(keys.states, ...fields)
      .hmget(keys.texts, ...fields)
    const [changes = [], texts = []] = (await transaction(both)) as Nullable[][]
    return changes.map((change, at) => (change ? stored.whole(change, texts[at]) : undefined))
  }
  /** The next changes, and where the store stood when their versions were read; undefined when it has begun anew. */
  const pageAfter = async (version: number, before: Standing) => {
    const from = `(${version}`
    const replies = await transaction(
      askStanding(begin(bulk), keys, before).zrange(
        keys.versions,
        from,
        '+inf',
        'BYSCORE',
        'LIMIT',
        0,
        pageSize,
        'WITHSCORES'
      )
    )
    const standing = standingOf(replies, before)
    if (!standing) return undefined
    // What stands without an epoch is left of a store that has lost it.
    const found = standing.epoch === '' ? [] : (replies[2] as string[])
    const fields = found.filter((_, at) => at % 2 === 0)
    if (fields.length === 0) return { changes: [], through: version, standing }
    const texts = await asked(bulk.hmget(keys.states, ...fields))
    const changes = stored.read(texts.filter(text => text !== null))
    const through = Number(found.at(-1))
    // What changed between the two reads stands further on, under its new version.
    return { changes: changes.filter(change => change.version <= through), through, standing }
  }

  return {
    async list(list) {
      const found = await asked(commands.hget(keys.lists, list))
      return found === null ? undefined : (stored.read([found])[0]?.state as ListState)
    },
    async lists() {
      const found = await asked(commands.hvals(keys.lists))
      return stored.read(found).map(({ state }) => state as ListState)
    },
    entries: wanted => wholeOf(wanted.map(({ list, id }: EntryKey) => fieldOf(list, id))),
    async page(list, after, limit) {
      const from = `(${fieldOf(list, after ?? '')}`
      const fields = await asked(
        bulk.zrange(keys.ids, from, `(${list}0`, 'BYLEX', 'LIMIT', 0, limit) // “0” follows “/”
      )
      return (await wholeOf(fields)) as EntryState[]
    },
    offsets: () => fence.offsets('watchlist'),
    resume: () => fence.resume('watchlist'),
    version: async () => Number((await asked(commands.hget(keys.meta, 'version'))) ?? 0),
    async knows({ history }) {
      const before = fromWord(history)
      const replies = await transaction(askStanding(begin(bulk), keys, before))
      return standingOf(replies, before) !== undefined
    },

    async check({ position }) {
      return fence.isNew(await asked(checkListed(bulk, all, fence.args(position))))
    },

    async commit({ position, lists, entries }) {
      const rows = [...lists.map(stored.list), ...entries.map(stored.entry)]
      const args = [...fence.args(position), ...rows.flat()]
      return fence.passed(position, await asked(commitListed(bulk, all, args)))
    },

    async checksum() {
      const [version, checksum] = await asked(commands.hmget(keys.meta, 'version', 'checksum'))
      return { version: Number(version ?? 0), checksum: Number(checksum ?? 0) }
    },

    async follow(after, handle, signal) {
      let through = after?.version ?? 0
      let standing = fromWord(after?.history)
      let ahead: ReturnType<typeof pageAfter> | undefined
      const step = async () => {
        const page = await (ahead ?? pageAfter(through, standing))
        const wasAhead = ahead !== undefined
        ahead = undefined
        if (!page) return 'over'
        standing = page.standing
        // A page read ahead may be older than the last ring: being empty, it does not say that nothing is there.
        if (signal.aborted || page.through === through) return wasAhead ? 'more' : 'wait'
        through = page.through
        ahead = pageAfter(through, standing)
        ahead.catch(() => undefined) // whoever takes it next is told
        await handle(page.changes, { version: through, history: toWord(standing) })
        return 'more'
      }
      const last = await followSteps(bell, step, signal)
      return last === 'over' ? 'start over' : 'stopped'
    }
  }
}

type Nullable = string | null

// A few milliseconds to read and to parse.
const pageSize = 1_000
