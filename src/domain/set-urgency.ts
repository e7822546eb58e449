import { type CaseState, hitsFor, isOver, storedDesk } from './case.ts'
import { urgencyAmong } from './entry-notice.ts'
import type { Instruction } from './vocabulary.ts'

/** The case with every desk that was taken up again as urgent as the hits that stand by now: entries went on while it was done with. */
export const setUrgency = (
  before: CaseState | undefined,
  after: CaseState,
  urgencyOf: (instruction: Instruction) => number
): CaseState => {
  const desks = Object.entries(after.desks).map(([agency, desk]) => {
    const was = before && storedDesk(before, agency)
    if (!was || !isOver(was.state) || isOver(desk.state)) return [agency, desk] as const
    const urgency = urgencyAmong(hitsFor(after.hits, agency), urgencyOf)
    return [agency, { ...desk, urgency }] as const
  })
  return { ...after, desks: Object.fromEntries(desks) }
}
