import { type Static, Type } from 'typebox'
import { CaseStateName } from './case.ts'
import { dueKinds, escalationSteps } from './case-rules.ts'
import { Decided } from './decided.ts'
import { EarlierCase, EarlierOfEntry } from './earlier-case.ts'
import { ExclusionReply } from './exclusion.ts'
import { Hit } from './screening.ts'
import { Journey, OnManifest, Traveller } from './traveller.ts'

const Who = Type.Object({ sub: Type.String(), agency: Type.Optional(Type.String()) })

/** Somebody of the same reservation on the same flight. */
export const Companion = Type.Object({
  person: Type.Integer({ minimum: 1, description: 'order in the message of the manifest' }),
  manifestId: Type.Optional(
    Type.String({ description: 'where another message, or another manifest, describes them' })
  ),
  message: Type.Optional(Type.Integer({ minimum: 1 })),
  reference: Type.Optional(Type.String()),
  caseId: Type.Optional(Type.String({ description: 'where the caller’s agency sees a case' }))
})
export type Companion = Static<typeof Companion>

/** A case as an officer reads it. */
export const CaseReply = Type.Object({
  id: Type.String(),
  revision: Type.Integer(),
  state: CaseStateName,
  decided: Type.Optional(Decided),
  urgency: Type.Integer(),
  instruction: Type.String({
    description: 'the gravest instruction among the hits shown whose entry stands'
  }),
  traveller: Traveller,
  changedTo: Type.Optional(Traveller),
  journey: Type.Optional(Journey),
  onManifest: Type.Optional(OnManifest),
  companions: Type.Optional(
    Type.Array(Companion, { description: 'of one case only: those of the same reservation' })
  ),
  purpose: Type.String(),
  unscreened: Type.Optional(
    Type.String({ description: 'why this traveller could not be screened' })
  ),
  hits: Type.Array(
    Type.Intersect([
      Type.Object({
        id: Type.String(),
        covert: Type.Boolean(),
        agency: Type.Optional(
          Type.String({ description: 'whose entry it is; absent in alerts of earlier versions' })
        ),
        outdated: Type.Optional(
          Type.Boolean({ description: 'not found again since the traveller was described anew' })
        ),
        withdrawn: Type.Optional(
          Type.Boolean({ description: 'the owner has withdrawn the entry since' })
        ),
        lapsed: Type.Optional(
          Type.Boolean({ description: 'the entry is not valid any more, or not yet' })
        ),
        changed: Type.Optional(
          Type.Boolean({ description: 'the owner has changed the entry since: compare anew' })
        )
      }),
      Hit
    ])
  ),
  assignee: Type.Optional(Who),
  trail: Type.Array(
    Type.Object({
      at: Type.String(),
      by: Who,
      action: Type.String(),
      reason: Type.Optional(Type.String()),
      reasonCode: Type.Optional(Type.String()),
      outcome: Type.Optional(Type.String()),
      checkpoint: Type.Optional(Type.String()),
      escalation: Type.Optional(
        Type.Object(
          { what: Type.Enum([...dueKinds]), to: Type.Enum([...escalationSteps]) },
          { description: 'what was not done in time, and who was told' }
        )
      ),
      defaults: Type.Optional(
        Type.Array(
          Type.Object({
            field: Type.Enum(['instruction', 'handling']),
            before: Type.String(),
            now: Type.String()
          }),
          { description: 'what the list says by now in the place of an entry that leaves it to it' }
        )
      )
    })
  ),
  views: Type.Optional(
    Type.Array(Type.Object({ at: Type.String(), by: Who }), {
      description:
        'who of the agency has opened the case, the newest ones; only where one case is read'
    })
  ),
  dueAt: Type.Optional(
    Type.Object(
      { at: Type.String(), what: Type.Enum([...dueKinds]) },
      { description: 'the next timer' }
    )
  ),
  escalation: Type.Optional(
    Type.Object({
      to: Type.Enum([...escalationSteps]),
      what: Type.Enum([...dueKinds]),
      at: Type.String()
    })
  ),
  pendingApproval: Type.Optional(
    Type.Object({
      action: Type.Enum(['confirm', 'dismiss', 'answer']),
      verdict: Type.Enum(['confirmed', 'dismissed']),
      by: Who,
      at: Type.String(),
      reason: Type.Optional(Type.String()),
      reasonCode: Type.Optional(Type.String()),
      exclude: Type.Optional(Type.Object({ until: Type.String() }))
    })
  ),
  asked: Type.Optional(
    Type.Array(Type.Object({ agency: Type.String(), answer: Type.Optional(Type.String()) }), {
      description: 'owners whose answer is awaited'
    })
  ),
  askedBy: Type.Optional(
    Type.Array(Type.String(), { description: 'agencies that wait for an answer' })
  ),
  exclusions: Type.Optional(Type.Array(ExclusionReply)),
  countdownTo: Type.Optional(
    Type.String({ description: 'departure, once past arrival, of the leg' })
  ),
  earlierCases: Type.Optional(
    Type.Array(EarlierCase, { description: 'of the same traveller; only where one case is read' })
  ),
  earlierOfEntries: Type.Optional(
    Type.Array(EarlierOfEntry, {
      description: 'of other travellers, with the same entries; only where one case is read'
    })
  ),
  createdAt: Type.String(),
  updatedAt: Type.String()
})
export type CaseReply = Static<typeof CaseReply>
