import { type CaseState, isVisible } from '#src/domain/case.ts'
import type { Exclusion } from '#src/domain/exclusion.ts'
import type { CaseCursor, EntryKey } from '#src/domain/ports.ts'
import type { CaseCommit } from '../checked.ts'
import type { Sealing } from '../sealing.ts'
import { digested, digestOfText, undigested } from './digested.ts'

/** A desk as `commitCases` takes it. */
export type DeskRow = readonly [
  agency: string,
  at: number,
  revision: number,
  state: string,
  place: string,
  isSeen: boolean,
  /** When its timer ends; 0 = it has none. */
  due: number
]

/** An exclusion as `commitCases` takes it. */
export type ExclusionRow = readonly [id: string, agency: string, stored: string]

/** A case as Redis stores it: its digest, then its body, sealed. */
export const storedCase = (sealing: Sealing, state: CaseState): string =>
  digested(sealing, JSON.stringify(state), aboutCase(state.id))

/** The case of this id that `storedCase` made the text of. */
export const openedCase = (sealing: Sealing, id: string, stored: string): CaseState =>
  JSON.parse(undigested(sealing, stored, aboutCase(id))) as CaseState

/** The exclusions that a case's desks hold. */
export const exclusionsOf = (sealing: Sealing, { desks }: CaseState): readonly ExclusionRow[] =>
  Object.values(desks).flatMap(({ exclusions = [] }) =>
    exclusions.map((one): ExclusionRow => {
      const stored = digested(sealing, JSON.stringify(one), aboutExclusion(one.id))
      return [one.id, one.agency, stored]
    })
  )

/** The exclusion of this id that `exclusionsOf` made the text of. */
export const openedExclusion = (sealing: Sealing, id: string, stored: string): Exclusion =>
  JSON.parse(undigested(sealing, stored, aboutExclusion(id))) as Exclusion

/** What the keys of an entry's cases are named by. */
export const entryDigest = (sealing: Sealing, { list, id }: EntryKey): string =>
  sealing.digest(JSON.stringify(['entry', list, id]))

/** The entries that a case has hits of, as `entryDigest` names them. */
export const entriesOf = (sealing: Sealing, { hits }: CaseState): readonly string[] =>
  hits.map(({ list, entryId }) => entryDigest(sealing, { list, id: entryId }))

/** Of each case its id, and the digest that must stand there: 'none' where it was not there, '' where any may stand. */
export const mustStand = ({
  cases,
  madeOf
}: CaseCommit): readonly (readonly [string, string])[] => {
  if (!madeOf) return cases.map(({ id }) => [id, ''])
  const before = new Map(madeOf.map(state => [state.id, state]))
  return cases.map(({ id }) => {
    const state = before.get(id)
    return [id, state ? digestOf(state) : 'none']
  })
}

/** A case's desks; `keyOf` says where the keys of an agency stand. */
export const desksOf = (state: CaseState, keyOf: (agency: string) => number): readonly DeskRow[] =>
  Object.entries(state.desks).map(([agency, desk]) => [
    agency,
    keyOf(agency),
    desk.revision,
    desk.state,
    placeInQueue(desk),
    isVisible(state, agency),
    desk.due ? Date.parse(desk.due.at) : 0
  ])

/** Sorts a queue by letters: the most urgent first, then the newest; the case's id follows. */
export const placeInQueue = ({ urgency, createdAt }: Omit<CaseCursor, 'id'>): string => {
  const age = String(latestMs - Date.parse(createdAt)).padStart(13, '0')
  return `${String(urgency).padStart(4, '0')}${age}|`
}

/** The id in a member of a queue. */
export const idInQueue = (member: string): string => member.slice(member.lastIndexOf('|') + 1)

const latestMs = 9_999_999_999_999 // in the year 2286

const digestOf = (state: CaseState): string => digestOfText(JSON.stringify(state))

const aboutCase = (id: string) => `cases|${id}`
const aboutExclusion = (id: string) => `exclusions|${id}`
