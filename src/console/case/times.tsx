import type { CaseView } from '../api/views.ts'
import { dueOf, dueText, withoutTimer } from '../queue/time-left.ts'
import { texts } from '../texts.ts'

/** What presses: the timer that runs, and beside it what is left until the arrival. */
export const Times = ({ one, now }: { readonly one: CaseView; readonly now: number }) => {
  const due = dueOf(one, now)
  const dues = due.kind === 'timer' && one.journey ? [due, dueOf(withoutTimer(one), now)] : [due]
  return (
    <>
      {dues.map(each => (
        <p key={each.kind} class={`due ${each.kind}`}>
          {(each.kind === 'inbound' || each.kind === 'day') && `${endOf(one)} `}
          {dueText(each, now)}
          {each.what && ` · ${texts.due.whats[each.what]}`}
        </p>
      ))}
    </>
  )
}

/** What of a leg the time is counted to. */
const endOf = ({ journey }: CaseView) =>
  journey?.kind === 'leg' && journey.arrives ? texts.journey.arrives : texts.journey.departs
