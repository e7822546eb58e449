import { type CaseHit, type CaseState, type Desk, type Due, hitsFor, storedDesk } from './case.ts'
import type { CaseRules, TimerRule } from './case-rules.ts'
import { isStanding } from './entry-notice.ts'
import { countdownOf, situationOf } from './situation.ts'

/**
 * The case with the timers of each desk that has changed: a function of the desk and the policy alone, so that every node,
 * and every replay, sets the same.
 *
 *   new, reopened               acknowledge
 *   assigned, pending_approval  decide
 *   referred, or asked          answer
 *   escalated                   what was not done in time, for the next who is told; once an answer is given, acknowledge
 *   withdrawn                   nothing, whoever asked
 */
export const setTimers = (
  before: CaseState | undefined,
  after: CaseState,
  rules: CaseRules
): CaseState => {
  const desks = Object.entries(after.desks).map(([agency, desk]) => {
    const was = before && storedDesk(before, agency)
    if (was?.revision === desk.revision) return [agency, desk] as const
    const hits = hitsFor(after.hits, agency).filter(isStanding)
    return [agency, withTimer(was, desk, hits, rules)] as const
  })
  return { ...after, desks: Object.fromEntries(desks) }
}

const withTimer = (
  was: Desk | undefined,
  desk: Desk,
  hits: readonly CaseHit[],
  rules: CaseRules
): Desk => {
  const { due: _, ...rest } = desk
  const stands = was?.state === desk.state ? was.since : undefined
  const waiting = { ...rest, since: stands ?? desk.updatedAt }
  const due = kindsOf(waiting)
    .flatMap(({ what, since }) => dueAt(waiting, what, since, hits, rules) ?? [])
    .sort((a, b) => (a.at < b.at ? -1 : 1))[0]
  return due ? { ...waiting, due } : waiting
}

/** What somebody must do at this desk, and since when. */
const kindsOf = (desk: Desk & { readonly since: string }) => {
  const { state, escalation, askedBy, trail, since } = desk
  if (state === 'withdrawn') return []
  const isAsked = (askedBy?.length ?? 0) > 0
  const wasLate = escalation && (escalation.what !== 'answer' || isAsked)
  const what = wasLate && state === 'escalated' ? escalation.what : doNext[state]
  const askedAt = trail.findLast(({ action }) => action === 'asked')?.at
  return [
    ...(what ? [{ what, since }] : []),
    ...(isAsked && askedAt ? [{ what: 'answer' as const, since: askedAt }] : [])
  ]
}

const doNext: { readonly [state in Desk['state']]?: Due['what'] } = {
  new: 'acknowledge',
  reopened: 'acknowledge',
  assigned: 'decide',
  pending_approval: 'decide',
  referred: 'answer',
  escalated: 'acknowledge'
}

const dueAt = (
  desk: Desk,
  what: Due['what'],
  since: string,
  hits: readonly CaseHit[],
  { timers, minTimerSeconds }: CaseRules
): Due | undefined => {
  const rule = timers.find(one => fits(one, desk, what, hits))
  const last = desk.told?.[what]
  // Whoever was told of an earlier wait has done what was to be done.
  const told = last && last.at >= since ? last : undefined
  const step = told ? told.step + 1 : 0
  const to = rule?.escalateTo[step]
  if (!rule || !to) return undefined
  const from = Date.parse(told?.at ?? since)
  const countdown = countdownOf(desk)
  const limit =
    countdown && rule.beforeSeconds
      ? Date.parse(countdown) - rule.beforeSeconds * 1_000
      : Number.POSITIVE_INFINITY
  // Where the journey leaves no time, somebody still gets the chance to act first.
  const at = Math.max(from + minTimerSeconds * 1_000, Math.min(from + rule.seconds * 1_000, limit))
  return { at: new Date(at).toISOString(), what, to, step }
}

const fits = (
  { what, situation, instructions }: TimerRule,
  desk: Desk,
  asked: Due['what'],
  hits: readonly CaseHit[]
) =>
  what === asked &&
  (!situation || situation === situationOf(desk)) &&
  (!instructions || hits.some(({ instruction }) => instructions.includes(instruction)))
