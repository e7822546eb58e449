import type { CaseView } from '../api/views.ts'

/** What may be heard and seen from afar. */
export interface AlarmSettings {
  readonly sound: boolean
  /** Others than officers see or hear this desk: nothing covert is announced. */
  readonly shared: boolean
}

const urgentUpTo = 2

/** Whether a case that nobody has taken yet is announced beyond its row. */
export const isAnnounced = (one: CaseView, { shared }: Pick<AlarmSettings, 'shared'>): boolean => {
  const waits = one.state === 'new' || one.state === 'reopened' || one.state === 'escalated'
  const isCovert = one.hits.some(({ covert }) => covert) || one.instruction === 'discreet_check'
  return waits && one.urgency <= urgentUpTo && !(shared && isCovert)
}
