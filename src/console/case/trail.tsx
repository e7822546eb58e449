import type { CaseRulesView, CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { defaultText } from './default-text.ts'
import { escalationText } from './escalation-text.ts'
import { reasonText, titleOf } from './reason-text.ts'
import { timeText } from './time-text.ts'

export interface TrailProps {
  readonly trail: CaseView['trail']
  readonly rules: CaseRulesView | undefined
}

/** What happened at this desk and who looked at it, newest first. */
export const Trail = ({ trail, rules }: TrailProps) => (
  <ol class="trail">
    {[...trail].reverse().map((step, at) => {
      const why = reasonText(step, rules)
      const where = step.checkpoint && texts.journey.at(step.checkpoint)
      return (
        <li key={trail.length - at} class={step.action}>
          <b>{texts.trail[step.action] ?? step.action}</b>
          <small>{[timeText(step.at), step.by.sub, where].filter(Boolean).join(' · ')}</small>
          {why && <p dir="auto">{why}</p>}
          {step.defaults?.map(changed => (
            <p key={changed.field}>{defaultText(changed)}</p>
          ))}
          {step.escalation && <p>{escalationText(step.escalation)}</p>}
          {step.outcome && <p>{titleOf(rules?.outcomes, step.outcome)}</p>}
        </li>
      )
    })}
  </ol>
)
