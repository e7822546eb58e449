import { createHash } from 'node:crypto'
import { type CaseState, isVisible } from '#src/domain/case.ts'
import type { CaseCursor } from '#src/domain/ports.ts'
import type { Sealing } from '../sealing.ts'
import { digestLength } from './case-functions.ts'

/** A desk as `commitCases` takes it. */
export type DeskRow = readonly [
  agency: string,
  at: number,
  revision: number,
  state: string,
  place: string,
  isSeen: boolean
]

/** A case as Redis stores it: its digest, then its body, sealed. */
export const storedCase = (sealing: Sealing, state: CaseState): string => {
  const text = JSON.stringify(state)
  const sealed = Buffer.from(sealing.seal(text, about(state.id)))
  return digestOfText(text) + sealed.toString('base64')
}

/** The case of this id that `storedCase` made the text of. */
export const openedCase = (sealing: Sealing, id: string, stored: string): CaseState => {
  const sealed = Buffer.from(stored.slice(digestLength), 'base64')
  return JSON.parse(sealing.open(sealed, about(id))) as CaseState
}

/** What tells whether a case still stands as it was read. */
export const digestOf = (state: CaseState): string => digestOfText(JSON.stringify(state))

/** A case's desks; `keyOf` says where the keys of an agency stand. */
export const desksOf = (state: CaseState, keyOf: (agency: string) => number): readonly DeskRow[] =>
  Object.entries(state.desks).map(([agency, desk]) => [
    agency,
    keyOf(agency),
    desk.revision,
    desk.state,
    placeInQueue(desk),
    isVisible(state, agency)
  ])

/** Sorts a queue by letters: the most urgent first, then the newest; the case's id follows. */
export const placeInQueue = ({ urgency, createdAt }: Omit<CaseCursor, 'id'>): string => {
  const age = String(latestMs - Date.parse(createdAt)).padStart(13, '0')
  return `${String(urgency).padStart(4, '0')}${age}|`
}

/** The id in a member of a queue. */
export const idInQueue = (member: string): string => member.slice(member.lastIndexOf('|') + 1)

const latestMs = 9_999_999_999_999 // in the year 2286

const digestOfText = (text: string) =>
  createHash('sha256').update(text).digest('base64url').slice(0, digestLength)

const about = (id: string) => `cases|${id}`
