import { agenciesOf, type CaseState } from '#src/domain/case.ts'
import type { CaseCursor, Cases } from '#src/domain/ports.ts'
import { createBell, followSteps } from './bell.ts'
import type { CaseRow } from './case-table.ts'
import type { Database } from './database.ts'

/** Cases in SQLite, with a queue for each agency that a case concerns. */
export const embeddedCases = (database: Database): Cases => {
  const bell = createBell()
  return {
    async get(ids) {
      const found = await database.read('casesOf', ids)
      return found.map(json => (json === undefined ? undefined : parsed(json)))
    },
    async query({ agency, state, limit, after }) {
      const found = await database.read('casePage', {
        agency: agency ?? '',
        state,
        limit,
        after: after ? placeOf(after) : beforeAll
      })
      return found.map(parsed)
    },
    offsets: async topic => new Map(await database.read('offsets', 'cases', topic)),
    async commit({ position, cases }) {
      const sequence = await database.write('commitCases', position, cases.map(rowOf))
      if (cases.length > 0) bell.ring()
      return sequence
    },
    sequence: () => database.read('caseSequence'),

    async follow(sequence, handle, signal) {
      let through = sequence
      const step = async () => {
        const changes = await database.read('caseChanges', through)
        const last = changes.at(-1)?.[0]
        if (signal.aborted || last === undefined) return { hasMore: false }
        await handle(changes.map(([at, json]) => ({ sequence: at, state: parsed(json) })))
        through = last
        return { hasMore: true }
      }
      await followSteps(bell, step, signal)
    },
    counts: async () => new Map(await database.read('caseCounts'))
  }
}

const beforeAll = [Number.MIN_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, ''] as const

/** The queue's order as ascending numbers: newest first is minus the time. */
const placeOf = ({ urgency, createdAt, id }: CaseCursor) =>
  [urgency, -Date.parse(createdAt), id] as const

const rowOf = (state: CaseState): CaseRow => {
  const [urgency, newest, id] = placeOf(state)
  const agencies = agenciesOf(state)
  return { id, state: state.state, urgency, newest, agencies, json: JSON.stringify(state) }
}

const parsed = (json: string) => JSON.parse(json) as CaseState
