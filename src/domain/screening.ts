import { type Static, Type } from 'typebox'
import type { Actor } from './access.ts'
import { Instant } from './dates.ts'
import { ListedBirthDate, ListedDocument, ListedName } from './entry.ts'
import { Journey, type OnManifest, Text, Traveller } from './traveller.ts'
import { EntryId, Handling, Instruction, ListName, Purpose, Sex, Warning } from './vocabulary.ts'
import type { ListDefaults } from './watchlist.ts'

const strict = { additionalProperties: false }

/** One traveller to be checked against all lists that serve the purpose. */
export const ScreeningRequest = Type.Object(
  {
    id: Type.Optional(Text(200)),
    purpose: Purpose,
    traveller: Traveller,
    journey: Type.Optional(Journey),
    deadlineMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 60_000 }))
  },
  strict
)
export type ScreeningRequest = Static<typeof ScreeningRequest>

export const Band = Type.Enum(['document', 'strong', 'possible'])
export type Band = Static<typeof Band>

export const Evidence = Type.Object({
  field: Type.Enum([
    'name',
    'originalName',
    'birthDate',
    'document',
    'nationality',
    'sex',
    'birthPlace'
  ]),
  finding: Type.String(),
  traveller: Type.Optional(Type.String()),
  listed: Type.Optional(Type.String()),
  weight: Type.Number({ description: 'natural-log likelihood ratio' })
})

/** What the caller may see of the entry itself. */
export const ListedAs = Type.Object({
  kind: Type.Enum(['person', 'document']),
  names: Type.Optional(Type.Array(ListedName)),
  birthDates: Type.Optional(Type.Array(ListedBirthDate)),
  sex: Type.Optional(Sex),
  nationalities: Type.Optional(Type.Array(Type.String())),
  birthPlaces: Type.Optional(Type.Array(Type.String())),
  documents: Type.Optional(Type.Array(ListedDocument)),
  reference: Type.Optional(Type.String()),
  contact: Type.Optional(Type.String()),
  isPartial: Type.Optional(
    Type.Boolean({ description: 'the entry is longer than is shown here: read it where it stands' })
  )
})
export type ListedAs = Static<typeof ListedAs>

/** A hit as a caller sees it. */
export const Hit = Type.Object({
  list: ListName,
  entryId: EntryId,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  band: Band,
  instruction: Instruction,
  warnings: Type.Array(Warning),
  handling: Handling,
  listedAs: Type.Optional(ListedAs),
  prior: Type.Optional(
    Type.Number({
      description:
        'what was believed before comparing, lower the more persons are listed; with the weights of the evidence it gives the log-odds of the score'
    })
  ),
  evidence: Type.Array(Evidence)
})
export type Hit = Static<typeof Hit>

/** A hit as the record keeps it: with what decides who may see it. */
export interface RecordedHit extends Required<Omit<Hit, 'prior'>> {
  /** Absent in what was recorded before it was kept. */
  readonly prior?: number
  readonly agency: string
  readonly releasableTo: readonly string[]
  readonly covert: boolean
  readonly entryRevision: number
  /** What of it the entry leaves to its list; absent in what was recorded before lists had revisions. */
  readonly ofList?: ListDefaults
  /** Keyed digest of what the entry says of its subject; absent in what was recorded before there were exclusions. */
  readonly identity?: string
}

/** Keyed digests of a traveller: to find the same one again, never to learn who it is. */
export interface TravellerKeys {
  /** By the first document, or else names and birth date: the same as a case's. */
  readonly traveller: string
  /** By document, names and birth date together; absent where these are too little to tell people apart. */
  readonly person?: string
}

export const Decision = Type.Enum(['clear', 'refer', 'insufficient'])
export type Decision = Static<typeof Decision>

/** The answer to one screening. */
export const ScreeningReply = Type.Object({
  id: Type.String(),
  decision: Decision,
  caseId: Type.Optional(Type.String()),
  hits: Type.Array(Hit),
  warnings: Type.Array(Type.String()),
  listVersion: Type.Integer(),
  policyVersion: Type.String(),
  degraded: Type.Array(Type.String()),
  screenedAt: Instant
})
export type ScreeningReply = Static<typeof ScreeningReply>

/** What one screening found, before anything is left out for a caller. */
export interface Screened {
  readonly id: string
  readonly purpose: string
  readonly caseId: string
  /** Passed the policy's threshold, best first; covert ones among them. */
  readonly hits: readonly RecordedHit[]
  /** Best candidates of a traveller who is not described specifically enough. */
  readonly candidates: readonly RecordedHit[]
  /** So many of the candidates that a caller may see are shown. */
  readonly maxCandidatesShown: number
  readonly warnings: readonly string[]
  readonly degraded: readonly string[]
  /** The search stopped early, or there was nothing to compare: never clear. */
  readonly cutShort: boolean
  readonly listVersion: number
  readonly policyVersion: string
  readonly screenedAt: string
  readonly by: Actor
  readonly journey?: Journey
  readonly keys?: TravellerKeys
  /** Exclusions that kept hits or candidates away. */
  readonly excluded?: readonly string[]
  /** Everything personal, apart from the rest. */
  readonly person: {
    readonly traveller: Traveller
    readonly onManifest?: OnManifest
    /** The last day of the document that the traveller is known by, where it is known. */
    readonly knownUntil?: string
  }
  /** Keyed digest of the request, to tell a repetition from a reused id. */
  readonly requestDigest: string
}
