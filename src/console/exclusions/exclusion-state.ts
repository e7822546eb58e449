import type { ExclusionView } from '../api/views.ts'

/** Whether an exclusion still keeps its entry away on this day (UTC), was ended, or is past its last day. */
export const exclusionState = (
  { revokedAt, until }: Pick<ExclusionView, 'revokedAt' | 'until'>,
  now: number
): 'inForce' | 'ended' | 'over' => {
  if (revokedAt) return 'ended'
  return until >= new Date(now).toISOString().slice(0, 10) ? 'inForce' : 'over'
}
