/** Ages of a list from which answers say that it is old, and from which nobody is screened. */
export interface AgeLimits {
  readonly degradedAfterSeconds: number
  readonly refusedAfterSeconds: number
}

/** What an age comes to for those who are screened. */
export type Standing = 'current' | 'old' | 'tooOld'

/** What a list of this age comes to. */
export const standingOf = (ageSeconds: number, limits: AgeLimits): Standing => {
  if (ageSeconds > limits.refusedAfterSeconds) return 'tooOld'
  return ageSeconds > limits.degradedAfterSeconds ? 'old' : 'current'
}

/**
 * How long the bar of an age is, from 0 to 1: half at the first limit, whole at the second. One is some seconds, the other
 * an hour: on one scale nobody would see the first.
 */
export const shareOf = (ageSeconds: number, limits: AgeLimits): number => {
  const { degradedAfterSeconds: first, refusedAfterSeconds: second } = limits
  if (ageSeconds >= second) return 1
  if (ageSeconds <= first) return ageSeconds / first / 2
  return 0.5 + (ageSeconds - first) / (second - first) / 2
}
