import type { CaseStateName } from '../../domain/case.ts'

/** States in which somebody has still to act. */
export const openStates: readonly CaseStateName[] = [
  'new',
  'reopened',
  'escalated',
  'assigned',
  'pending_approval',
  'referred'
]

/** States of cases that are decided. */
export const decidedStates: readonly CaseStateName[] = [
  'confirmed',
  'dismissed',
  'closed',
  'withdrawn'
]
