import type { Actor } from './access.ts'
import { type CaseState, deskOf, type View } from './case.ts'

/** That an officer has opened a case, as the record keeps it. */
export interface ViewCommand {
  readonly commandId: string
  readonly caseId: string
  readonly action: 'view'
  readonly by: Actor
}

/** Views that a desk keeps; the audit has every one. */
const kept = 200
/** Whoever looks again so soon has not looked away. */
const sameViewMs = 60_000

/** The case with this view at the officer's desk; its revision stays, since nobody has to read it again. Undefined where nothing is to be added. */
export const applyView = (
  stored: CaseState | undefined,
  { by }: ViewCommand,
  at: string
): CaseState | undefined => {
  const { agency } = by
  const desk = stored && deskOf(stored, agency)
  if (!desk || agency === undefined) return undefined
  const views = desk.views ?? []
  const last = views.findLast(view => view.by.sub === by.sub)
  if (last && isSame(last, at)) return undefined
  const next = { ...desk, views: [...views, { at, by }].slice(-kept) }
  return { ...stored, desks: { ...stored.desks, [agency]: next } }
}

const isSame = (last: View, at: string) => Date.parse(at) - Date.parse(last.at) < sameViewMs
