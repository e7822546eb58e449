import type { DocumentsResult } from './measure-documents.ts'
import type { HeldOutResult } from './measure-held-out.ts'
import type { RealRow, Strangers } from './measure-real.ts'
import type { Comparison, SizeResult } from './measure-synthetic.ts'
import type { CandidatesResult } from './oracle.ts'
import type { Share } from './statistics.ts'

/** All that one run measured. */
export interface QualityResult {
  readonly seed: number
  readonly threshold: number
  readonly modelVersion: string
  readonly sizes: readonly SizeResult[]
  /** What the index finds of what comparing with every entry finds. */
  readonly candidates: readonly CandidatesResult[]
  /** The same on a part of OFAC's list. */
  readonly realCandidates?: Share
  readonly baselines?: Comparison
  readonly documents?: readonly DocumentsResult[]
  /** Travellers made from real lists, filled up to several sizes. */
  readonly heldOut?: readonly HeldOutResult[]
  readonly ofac?: readonly RealRow[]
  readonly un?: readonly RealRow[]
  readonly strangers?: Strangers
}
