import type { Alert } from '../domain/alert.ts'
import type { CaseState, CaseStep, ChangedCase, Due } from '../domain/case.ts'
import type { CaseRules } from '../domain/case-rules.ts'
import type { Ids } from '../domain/ids.ts'
import type {
  Cases,
  Record,
  RecordEvent,
  RecordedEvent,
  Verdict,
  Verdicts
} from '../domain/ports.ts'
import type { SetAside } from '../domain/set-aside.ts'
import type { Instruction } from '../domain/vocabulary.ts'
import type { Metrics } from '../metrics.ts'
import type { TellDeps } from './tell.ts'

/** What the projection of cases works with. */
export interface CaseProjection {
  readonly record: Record
  readonly cases: Cases
  readonly verdicts: Verdicts
  readonly ids: Ids
  readonly urgencyOf: (instruction: Instruction) => number
  readonly rules: CaseRules
  /** What is to be told of each single change, and of what they come to: made before the cases are stored, told afterwards. */
  readonly alertsOf: (steps: readonly CaseStep[]) => readonly RecordEvent<Alert>[]
  readonly repliesOf: (changes: readonly ChangedCase[]) => Promise<readonly RecordEvent[]>
  readonly keepReplies: TellDeps['keepReplies']
  readonly setAside: SetAside
  readonly metrics: Pick<Metrics, 'timersOver'>
}

/** What one event makes of the case that it is about, which `read` gives as it stands; and what its sender is told. */
export type Decide = (
  deps: Pick<CaseProjection, 'ids' | 'urgencyOf' | 'rules'>,
  recorded: RecordedEvent,
  read: (id: string) => CaseState | undefined
) => {
  readonly state?: CaseState | undefined
  readonly verdict?: Verdict
  /** The timer that ended with it. */
  readonly timer?: Due
}

/** The case that an event is about. */
export const caseIdOf = ({ event }: RecordedEvent): string | undefined =>
  (event.data as { readonly caseId?: string } | undefined)?.caseId
