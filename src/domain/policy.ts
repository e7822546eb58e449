import { type Static, Type } from 'typebox'
import { CaseRules } from './case-rules.ts'
import { MatchingModel } from './matching-model.ts'
import type { Band } from './screening.ts'
import { Instruction } from './vocabulary.ts'

const strict = { additionalProperties: false }
const Score = Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 })
const Thresholds = Type.Object(
  {
    strong: Score,
    possible: Score
  },
  strict
)

const InstructionRule = Type.Object(
  {
    title: Type.String(),
    urgency: Type.Integer({ minimum: 1 }),
    thresholds: Type.Optional(Thresholds)
  },
  strict
)

/** The reviewed policy: what is searched for which purpose, and when an officer must look. */
export const Policy = Type.Object(
  {
    version: Type.String({ pattern: '^[0-9A-Za-z._-]{1,40}$' }),
    purposes: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }),
      Type.Object({ title: Type.String(), thresholds: Type.Optional(Thresholds) }, strict)
    ),
    thresholds: Thresholds,
    instructions: Type.Record(Instruction, InstructionRule),
    maxHits: Type.Integer({ minimum: 1, maximum: 1_000 }),
    maxCandidatesShown: Type.Integer({ minimum: 0, maximum: 10 }),
    watchlistAge: Type.Object(
      {
        degradedAfterSeconds: Type.Integer({ minimum: 1 }),
        refusedAfterSeconds: Type.Integer({ minimum: 1 })
      },
      strict
    ),
    manifestRetentionHours: Type.Integer({
      minimum: 1,
      maximum: 43_800,
      description: 'how long travellers of manifests are kept who have no case'
    }),
    unscreenedAgencies: Type.Array(Type.String({ pattern: '^[a-z0-9-]{1,40}$' })),
    cases: CaseRules,
    matching: MatchingModel
  },
  strict
)

/** The policy in force, with the version that decisions name: its own and a digest of its content. */
export type Policy = Static<typeof Policy> & { readonly versionInForce: string }

/** The thresholds that hold for an instruction that has its own, else for the purpose. */
export const thresholdsFor = (policy: Policy, purpose: string, instruction?: Instruction) =>
  (instruction && policy.instructions[instruction].thresholds) ??
  policy.purposes[purpose]?.thresholds ??
  policy.thresholds

/** The band of a score: a document that agrees exactly outranks any score. */
export const bandOf = (
  score: number,
  documentExact: boolean,
  thresholds: Static<typeof Thresholds>
): Band => (documentExact ? 'document' : score >= thresholds.strong ? 'strong' : 'possible')
