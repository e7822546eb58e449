import { type Static, Type } from 'typebox'
import type { Actor } from './access.ts'
import type { Verdict } from './case-rules.ts'
import { FullDate } from './dates.ts'
import { Text } from './traveller.ts'
import type { Role } from './vocabulary.ts'

export const actions = [
  'assign',
  'release',
  'acknowledge',
  'confirm',
  'dismiss',
  'approve',
  'reject',
  'refer',
  'answer',
  'note',
  'close',
  'reopen'
] as const
export type Action = (typeof actions)[number]

const strict = { additionalProperties: false }
const Code = Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' })

/** What an officer asks of the own agency's desk of a case, against the revision that was on the screen. */
export const CaseAction = Type.Object(
  {
    action: Type.Enum([...actions]),
    revision: Type.Integer({ minimum: 1 }),
    reason: Type.Optional(Text(4_000)),
    reasonCode: Type.Optional({ ...Code, description: 'of the policy’s list for this action' }),
    outcome: Type.Optional({ ...Code, description: 'how the encounter ended' }),
    verdict: Type.Optional(
      Type.Enum(['confirmed', 'dismissed'], { description: 'with answer: what the owner says' })
    ),
    exclude: Type.Optional(
      Type.Object({ until: FullDate }, { ...strict, description: 'with dismiss' })
    )
  },
  strict
)
export type CaseAction = Static<typeof CaseAction>

/** Why somebody did it: in words, by the policy's code, or both. */
export const whyOf = ({
  reason,
  reasonCode
}: Pick<CaseAction, 'reason' | 'reasonCode'>): Pick<CaseAction, 'reason' | 'reasonCode'> => ({
  ...(reason && { reason }),
  ...(reasonCode && { reasonCode })
})

/** A command of an officer, as the record keeps it. */
export interface CaseCommand extends CaseAction {
  readonly commandId: string
  readonly caseId: string
  readonly by: Actor
  /** The roles that the officer's token named. */
  readonly roles?: readonly Role[]
}

/** A decision that waits for a second person. */
export interface PendingStep extends Pick<CaseAction, 'reason' | 'reasonCode' | 'exclude'> {
  readonly action: 'confirm' | 'dismiss' | 'answer'
  readonly verdict: Verdict
  readonly by: Actor
  readonly at: string
}
