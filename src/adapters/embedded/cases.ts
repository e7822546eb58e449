import { type CaseState, isVisible } from '#src/domain/case.ts'
import { openUntil } from '#src/domain/entry-notice.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import type { CaseCursor, Cases, News, Topic } from '#src/domain/ports.ts'
import { type Bell, followSteps } from '../bell.ts'
import { caseChanged } from '../case-changed.ts'
import { sightingsOf } from '../sightings.ts'
import type { CaseRow } from './case-table.ts'
import type { Database } from './database.ts'

/** Cases in SQLite; each agency has a queue and a sequence of changes of its own. */
export const embeddedCases = (database: Database, bell: Bell): Cases => {
  const offsets = async (topic: Topic) => new Map(await database.read('offsets', 'cases', topic))
  // Nobody else writes here: where nothing was left to tell, only a commit of these leaves something.
  const allTold = new Set<Topic>()
  let leaving = 0
  return {
    async get(ids) {
      if (ids.length === 0) return []
      const found = await database.read('casesOf', ids)
      return found.map(json => (json === undefined ? undefined : parsed(json)))
    },
    async query({ agency, state, limit, after }) {
      const found = await database.read('casePage', {
        agency,
        state,
        limit,
        after: after ? placeOf(after) : beforeAll
      })
      return found.map(parsed)
    },
    offsets,
    resume: offsets,
    async commit({ position, cases, madeOf, news = [] }) {
      const before = madeOf && new Map(madeOf.map(state => [state.id, JSON.stringify(state)]))
      const left = news.length > 0 ? JSON.stringify(news) : undefined
      const sequence = await database.write('commitCases', position, cases.map(rowOf), before, left)
      // Not before: whoever asks while it is on its way finds nothing yet.
      if (left !== undefined) {
        allTold.delete(position.topic)
        leaving++
      }
      if (sequence === 'changed') throw caseChanged()
      if (cases.length > 0) bell.ring()
      return sequence
    },
    async untold(topic, partition) {
      if (allTold.has(topic)) return []
      const before = leaving
      const found = await database.read('untold', topic)
      if (found.length === 0 && before === leaving) allTold.add(topic)
      return found
        .filter(([position]) => partition === undefined || position.partition === partition)
        .map(([position, json]) => ({ position, news: JSON.parse(json) as readonly News[] }))
    },
    told: position => database.write('told', position),
    sequence: agency => database.read('deskSequence', agency),

    history: async () => '',

    async follow(agency, { sequence }, handle, signal) {
      let through = sequence
      const step = async () => {
        const changes = await database.read('deskChanges', agency, through)
        const last = changes.at(-1)?.[0]
        if (signal.aborted || last === undefined) return 'wait'
        await handle(changes.map(([at, json]) => ({ sequence: at, state: parsed(json) })))
        through = last
        return 'more'
      }
      await followSteps(bell, step, signal)
      return 'stopped'
    },
    timeFor: async now => now,
    async due(before, limit, skipped = 0) {
      const found = await database.read('dueDesks', Date.parse(before), limit, skipped)
      return found.map(([agency, json]) => ({ agency, state: parsed(json) }))
    },
    ofTraveller: async (traveller, limit) =>
      (await database.read('casesOfTraveller', traveller, limit)).map(parsed),
    ofEntries: (entries, since) =>
      database.read(
        'casesOfEntries',
        entries.map(({ list, id }) => [list, id] as const),
        Date.parse(since)
      ),
    atWorkOn: list => database.read('casesAtWorkOn', list),
    async seenOfEntry(agency, entry, before, limit) {
      const found = await database.read(
        'casesSeenOfEntry',
        agency,
        entry,
        Date.parse(before),
        limit
      )
      return found.map(([id, since]) => ({ id, createdAt: new Date(since).toISOString() }))
    },
    counts: async () => new Map(await database.read('deskCounts'))
  }
}

const beforeAll = [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, ''] as const

/** The queue's order as ascending numbers: newest first is minus the time. */
const placeOf = ({ urgency, createdAt, id }: CaseCursor) =>
  [urgency, -Date.parse(createdAt), id] as const

const rowOf = (state: CaseState): CaseRow => ({
  id: state.id,
  json: JSON.stringify(state),
  traveller: state.traveller,
  entries: state.hits.map(({ list, entryId }) => [list, entryId] as const),
  openUntil: openUntil(state),
  sightings: sightingsOf(state),
  exclusions: Object.values(state.desks).flatMap(({ exclusions = [] }) =>
    exclusions.map(exclusionRow)
  ),
  desks: Object.entries(state.desks).map(([agency, desk]) => {
    const [urgency, newest] = placeOf({ ...desk, id: state.id })
    const isSeen = isVisible(state, agency)
    const due = desk.due && Date.parse(desk.due.at)
    return { agency, revision: desk.revision, state: desk.state, urgency, newest, isSeen, due }
  })
})

const exclusionRow = (one: Exclusion) => ({
  id: one.id,
  agency: one.agency,
  json: JSON.stringify(one)
})

const parsed = (json: string) => JSON.parse(json) as CaseState
