import { type Static, Type } from 'typebox'
import { Agency, Handling, Instruction, ListName, Role } from './vocabulary.ts'

const strict = { additionalProperties: false }
const Seconds = Type.Integer({ minimum: 1, maximum: 31_536_000 })
const Coded = Type.Array(
  Type.Object(
    { code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), title: Type.String() },
    strict
  )
)

/** What officers decide about a case's hits: the same person, or not. */
export type Verdict = 'confirmed' | 'dismissed'

export const dueKinds = ['acknowledge', 'decide', 'answer'] as const
export const situations = ['desk', 'boarding', 'inbound'] as const
export const escalationSteps = ['officer', 'supervisor', 'agency'] as const

/** One row of the table of timers; the first that fits holds. */
export const TimerRule = Type.Object(
  {
    what: Type.Enum([...dueKinds]),
    situation: Type.Optional(Type.Enum([...situations])),
    instructions: Type.Optional(Type.Array(Instruction)),
    seconds: Seconds,
    beforeSeconds: Type.Optional({
      ...Seconds,
      description: 'and so long before departure (boarding) or arrival (inbound), where known'
    }),
    escalateTo: Type.Array(Type.Enum([...escalationSteps]), {
      description: 'who is told when the time is over: one after the other, after so long each'
    })
  },
  strict
)
export type TimerRule = Static<typeof TimerRule>

/** One desk of an agency; an alert goes to every desk of which all that is named fits. */
export const DeskRule = Type.Object(
  {
    desk: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    lists: Type.Optional(Type.Array(ListName)),
    instructions: Type.Optional(Type.Array(Instruction)),
    handling: Type.Optional(Type.Array(Handling)),
    places: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
        description: 'how checkpoints, or places of departure or arrival, begin'
      })
    ),
    escalatedTo: Type.Optional(
      Type.Array(Type.Enum([...escalationSteps]), {
        description: 'gets cases only once they are escalated to one of these'
      })
    )
  },
  strict
)
export type DeskRule = Static<typeof DeskRule>

/** How officers work on cases: the part of the policy that the rules of a case are given. */
export const CaseRules = Type.Object(
  {
    adverse: Type.Array(Instruction, { description: 'to confirm these takes two persons' }),
    approvers: Type.Object(
      {
        confirm: Type.Array(Role, { minItems: 1 }),
        dismiss: Type.Array(Role, { minItems: 1 }),
        exclude: Type.Array(Role, { minItems: 1 })
      },
      strict
    ),
    reasons: Type.Object(
      {
        confirm: Coded,
        dismiss: Coded,
        reject: Coded,
        refer: Coded,
        answer: Coded,
        reopen: Coded
      },
      strict
    ),
    outcomes: Coded,
    exclusionMaxDays: Type.Integer({ minimum: 1, maximum: 36_525 }),
    timers: Type.Array(TimerRule),
    minTimerSeconds: Seconds,
    desks: Type.Record(Agency, Type.Array(DeskRule))
  },
  strict
)
export type CaseRules = Static<typeof CaseRules>
