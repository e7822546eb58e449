import { type CaseHit, type CaseState, openVerdictOf, storedDesk } from './case.ts'
import type { Verdict } from './case-rules.ts'
import { isStanding } from './entry-notice.ts'
import type { Instruction } from './vocabulary.ts'

/** What the answers to carriers follow from: a hit, and what its owner's officers decided about it. */
export interface ToldHit {
  readonly id: string
  readonly instruction: Instruction
  readonly isOutdated: boolean
  readonly isWithdrawn: boolean
  readonly verdict?: Verdict
}

/** What carriers are told of a hit as it stands, where they are told of it. */
export const toldOf = (state: CaseState, hit: CaseHit): ToldHit => {
  const { id, agency, instruction, isOutdated = false } = hit
  const verdict = verdictAt(state, agency)
  return {
    id,
    instruction,
    isOutdated,
    isWithdrawn: !isStanding(hit),
    ...(verdict && { verdict })
  }
}

/** What carriers go by of what the officers of this agency have decided at their desk, if anything. */
export const verdictAt = (state: CaseState, agency: string): Verdict | undefined => {
  const desk = storedDesk(state, agency)
  return desk && openVerdictOf(desk)
}
