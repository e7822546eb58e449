import type { CaseView } from '../api/views.ts'
import { isEscalated } from '../state/is-escalated.ts'

/** What may be heard and seen from afar, and by whom. */
export interface AlarmSettings {
  readonly sound: boolean
  /** Others than officers see or hear this desk: nothing covert is announced. */
  readonly shared: boolean
  readonly isSupervisor: boolean
  /** The policy's instructions that take two persons to confirm. */
  readonly adverse: readonly string[]
}

const urgentUpTo = 2

/** Whether a case is announced beyond its row: a grave one that nobody has taken, and any whose time is over. */
export const isAnnounced = (one: CaseView, settings: Omit<AlarmSettings, 'sound'>): boolean => {
  const isCovert = one.hits.some(({ covert }) => covert) || one.instruction === 'discreet_check'
  if (settings.shared && isCovert) return false
  return (waits(one) && isGrave(one, settings)) || (isEscalated(one) && isTold(one, settings))
}

const waits = ({ state }: CaseView) =>
  state === 'new' || state === 'reopened' || state === 'escalated'

const isGrave = ({ urgency, hits }: CaseView, { adverse }: Pick<AlarmSettings, 'adverse'>) =>
  urgency <= urgentUpTo || hits.some(({ instruction }) => adverse.includes(instruction))

/** What went to the supervisor is for supervisors alone. */
const isTold = ({ escalation }: CaseView, { isSupervisor }: Pick<AlarmSettings, 'isSupervisor'>) =>
  escalation?.to !== 'supervisor' || isSupervisor
