import type { CaseView } from '../api/views.ts'
import { bestHit } from '../case/best-hit.ts'
import { type Due, dueOf } from './time-left.ts'

const pressing: { readonly [kind in Due['kind']]: number } = {
  timer: 0,
  desk: 0,
  opened: 0,
  inbound: 1,
  underway: 1,
  day: 1,
  past: 2
}

/** The queue's order: gravest instruction first; of those who is at the desk, then who arrives soonest, then the past, newest first; then the better match. */
export const mostUrgentFirst = (cases: readonly CaseView[], now: number): readonly CaseView[] =>
  cases
    .map(one => ({ one, due: dueOf(one, now), score: bestScore(one) }))
    .sort(
      (a, b) =>
        a.one.urgency - b.one.urgency ||
        pressing[a.due.kind] - pressing[b.due.kind] ||
        (a.due.kind === 'past' ? b.due.at - a.due.at : a.due.at - b.due.at) ||
        b.score - a.score ||
        (a.one.id < b.one.id ? -1 : 1)
    )
    .map(({ one }) => one)

/** The best score of a case; 0 where the traveller could not be screened. */
export const bestScore = (one: CaseView): number => bestHit(one)?.score ?? 0
