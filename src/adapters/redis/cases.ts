import type { CaseState } from '#src/domain/case.ts'
import type { News, Position, Topic } from '#src/domain/ports.ts'
import { type Bell, followSteps } from '../bell.ts'
import { caseChanged } from '../case-changed.ts'
import type { CheckedCases } from '../checked.ts'
import type { Sealing } from '../sealing.ts'
import { sightingName, workName } from '../sightings.ts'
import { caseCommit } from './case-commit.ts'
import {
  caseStoreFunctions,
  checkCases,
  commitCases,
  desksOver,
  dropTold,
  readChanges
} from './case-functions.ts'
import { casesOfEntries, newestCases } from './cases-of-entries.ts'
import type { RedisClients } from './clients.ts'
import type { RedisClient } from './connect.ts'
import { createFence } from './fence.ts'
import { nothing, standingOf } from './history.ts'
import { earlierOfClocks } from './shared-clock.ts'
import { entryDigest, idInQueue, mustStand, openedCase, placeInQueue } from './stored-case.ts'
import { asked } from './unavailable.ts'

/** The keys of cases; those of the store in the order in which `commitCases` takes them. */
export const caseKeys = ({ key }: Pick<RedisClients, 'key'>) => {
  const of = (name: string) => key('cases', name)
  return {
    store: {
      /** epoch, version, commit, and as `whole-store.ts` needs it: keys, emptying */
      meta: of('meta'),
      offsets: of('offsets'),
      /** One message for each commit, the newest 10,000, with the agencies that it concerns. */
      changes: of('changes'),
      /** Sealed cases by id. */
      cases: of('cases'),
      /** What is known of each desk to keep queues, changes and counts right, by case and agency. */
      desks: of('desks'),
      /** How many desks that see their case stand in each state. */
      counts: of('counts'),
      /** The number of each agency's newest change. */
      sequences: of('sequences'),
      /** Desks that see their case, as case/agency, by when their timer ends. */
      due: of('due'),
      /** Sealed exclusions by id. */
      exclusions: of('exclusions'),
      /** Ids of exclusions behind their agency. */
      exclusionIds: of('exclusion-ids'),
      /** Ids of exclusions by the number of their last change. */
      exclusionVersions: of('exclusion-versions'),
      /** What the last commit of each partition has still to tell, sealed, behind its offset. */
      untold: of('untold')
    },
    /** Begins the names of all. */
    begin: of(''),
    queue: (agency: string) => of(`queue:${agency}`),
    queueByState: (agency: string) => of(`queue-by-state:${agency}`),
    /** Ids of cases by the number of the agency's last change of them. */
    agencyChanges: (agency: string) => of(`changes:${agency}`),
    /** Ids of a traveller's cases by the version of their last change. */
    ofTraveller: (traveller: string) => of(`of-traveller:${traveller}`),
    /** Ids of the cases with a hit of an entry, by when their last desk was done with. */
    ofEntry: (digest: string) => of(`of-entry:${digest}`),
    /** Ids of the cases in which an agency sees an entry, by minus the time of its desk; or in which a desk works on a list, of the case. */
    seen: (digest: string) => of(`seen:${digest}`)
  }
}

/** Cases in Redis; `bellOf` gives the bell that rings for an agency. */
export const redisCases = (
  clients: RedisClients,
  sealing: Sealing,
  bellOf: (agency: string) => Bell
): CheckedCases => {
  const { commands, bulk } = clients
  const keys = caseKeys(clients)
  const { meta, changes, cases, counts, sequences, due, untold } = keys.store
  const store = Object.values(keys.store)
  const fence = createFence(clients, {
    keys: { fixed: store, others: keys.begin },
    functions: caseStoreFunctions,
    topics: ['screenings', 'case-commands']
  })
  const ofIds = async (ids: readonly string[]) => {
    if (ids.length === 0) return []
    const found = await asked(bulk.hmget(cases, ...ids))
    return ids.map((id, at) => {
      const stored = found[at]
      return stored ? openedCase(sealing, id, stored) : undefined
    })
  }

  return {
    get: ofIds,
    async query({ agency, state, limit, after }) {
      const place = after ? placeInQueue(after) + after.id : undefined
      const [queue, from, to] =
        state === undefined
          ? [keys.queue(agency), place ? `(${place}` : '-', '+']
          : [
              keys.queueByState(agency),
              place ? `(${state}|${place}` : `[${state}|`,
              `(${state}}` // “}” follows “|”
            ]
      const members = await asked(commands.zrange(queue, from, to, 'BYLEX', 'LIMIT', 0, limit))
      return (await ofIds(members.map(idInQueue))) as CaseState[]
    },
    offsets: fence.offsets,
    resume: fence.resume,

    async check(commit) {
      const args = [...fence.args(commit.position), ...mustStand(commit).flat()]
      const reply = await asked(checkCases(bulk, store, args))
      if (reply === 'changed') throw caseChanged()
      return fence.isNew(reply)
    },

    async commit(commit) {
      const { position, news = [] } = commit
      const { keys: all, rows } = caseCommit(keys, sealing, commit)
      const args = [...fence.args(position), sealedNews(sealing, position, news), ...rows]
      const reply = await asked(commitCases(bulk, all, args))
      if (reply === 'changed') throw caseChanged()
      return fence.passed(position, reply)
    },

    async untold(topic, partition) {
      const found = await asked(
        partition === undefined ? bulk.hgetall(untold) : oneOf(bulk, untold, topic, partition)
      )
      return Object.entries(found).flatMap(([field, stored]) => {
        const [of = '', at = ''] = field.split('|')
        if (of !== topic) return []
        const [offset, sealed] = cut(stored)
        const position = { topic, partition: Number(at), offset: Number(offset) }
        return [{ position, news: openedNews(sealing, position, sealed) }]
      })
    },
    async told(position) {
      await asked(dropTold(bulk, [untold], [fieldOf(position), position.offset]))
    },

    sequence: async agency => Number((await asked(commands.hget(sequences, agency))) ?? 0),
    history: async () => (await asked(commands.hget(meta, 'epoch'))) ?? '',

    async follow(agency, { history, sequence }, handle, signal) {
      let through = sequence
      let standing = { ...nothing, epoch: history }
      const read = [meta, changes, keys.agencyChanges(agency), cases]
      const step = async () => {
        const args = [standing.version, through, changesAtOnce]
        const reply = (await asked(readChanges(commands, read, args))) as unknown[]
        const now = standingOf(reply, standing)
        // What stands without an epoch is left of a store that has lost it.
        const isLost = now?.epoch === ''
        if (!now || (isLost && through > 0)) return 'over'
        standing = now
        const next = reply[2] as [sequence: string, id: string, stored: string][]
        if (signal.aborted || isLost || next.length === 0) return 'wait'
        await handle(
          next.map(([at, id, stored]) => ({
            sequence: Number(at),
            state: openedCase(sealing, id, stored)
          }))
        )
        through = Number(next.at(-1)?.[0])
        return 'more'
      }
      const last = await followSteps(bellOf(agency), step, signal)
      return last === 'over' ? 'start over' : 'stopped'
    },

    async timeFor(now) {
      const earlier = await asked(earlierOfClocks(bulk, [meta], [Date.parse(now)]))
      return new Date(Number(earlier)).toISOString()
    },

    async due(before, limit, skipped = 0) {
      const found = await asked(desksOver(bulk, [due], [Date.parse(before), limit, skipped]))
      const desks = (found as string[]).map(field => {
        const at = field.lastIndexOf('/')
        return { id: field.slice(0, at), agency: field.slice(at + 1) }
      })
      const states = await ofIds(desks.map(({ id }) => id))
      return desks.flatMap(({ agency }, at) => {
        const state = states[at]
        return state ? [{ state, agency }] : []
      })
    },

    async ofTraveller(traveller, limit) {
      const key = keys.ofTraveller(traveller)
      const found = await ofIds(await asked(bulk.zrevrange(key, 0, limit - 1)))
      return found.filter(state => state !== undefined)
    },

    ofEntries: (entries, since) => {
      const asked = entries.map(entry => keys.ofEntry(entryDigest(sealing, entry)))
      return casesOfEntries(bulk, [...new Set(asked)], Date.parse(since))
    },

    atWorkOn: list => asked(bulk.zrange(keys.seen(sealing.digest(workName(list))), '0', '-1')),

    seenOfEntry: (agency, entry, before, limit) => {
      const key = keys.seen(sealing.digest(sightingName(agency, entry)))
      return newestCases(bulk, key, Date.parse(before), limit)
    },

    async counts() {
      const found = Object.entries(await asked(commands.hgetall(counts)))
      const standing = found.map(([state, count]) => [state, Number(count)] as const)
      return new Map(standing.filter(([, count]) => count > 0))
    }
  }
}

const changesAtOnce = 200

const fieldOf = ({ topic, partition }: Pick<Position, 'topic' | 'partition'>) =>
  `${topic}|${partition}`

const oneOf = async (client: RedisClient, key: string, topic: Topic, partition: number) => {
  const field = fieldOf({ topic, partition })
  const stored = await client.hget(key, field)
  return stored === null ? {} : { [field]: stored }
}

const cut = (stored: string) => {
  const end = stored.indexOf('|')
  return [stored.slice(0, end), stored.slice(end + 1)] as const
}

const sealedNews = (sealing: Sealing, position: Position, news: readonly News[]) =>
  news.length === 0
    ? ''
    : Buffer.from(sealing.seal(JSON.stringify(news), aboutNews(position))).toString('base64')

const openedNews = (sealing: Sealing, position: Position, sealed: string) =>
  JSON.parse(sealing.open(Buffer.from(sealed, 'base64'), aboutNews(position))) as readonly News[]

const aboutNews = (position: Position) => `untold|${fieldOf(position)}|${position.offset}`
