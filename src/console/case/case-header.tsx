import type { CaseRulesView, CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { escalationText } from './escalation-text.ts'
import { reasonText } from './reason-text.ts'
import { travellerFacts, travellerName } from './traveller-text.ts'
import { warningsOf } from './warnings-of.ts'

export interface CaseHeaderProps {
  readonly one: CaseView
  readonly rules: CaseRulesView | undefined
}

/** What the officer is to do, what to be careful about, and who is waited for. */
export const CaseHeader = ({ one, rules }: CaseHeaderProps) => {
  const isCovert = one.hits.some(({ covert }) => covert)
  return (
    <header class={`case-head urgency-${Math.min(one.urgency, 6)}`}>
      <a class="back" href="/">
        {texts.case.back}
      </a>
      <h1>
        <bdi>{travellerName(one.traveller)}</bdi>
        <small>{travellerFacts(one.traveller)}</small>
      </h1>
      <p class="what">
        <b>{texts.instructions[one.instruction] ?? one.instruction}</b>{' '}
        {texts.whatToDo[one.instruction]}
      </p>
      <p class="tags">
        {isCovert && <i class="tag covert">{texts.covert}</i>}
        {warningsOf(one).map(warning => (
          <i key={warning} class="tag warning">
            {texts.warnings[warning]}
          </i>
        ))}
        <i class={`tag state ${one.state}`}>{texts.states[one.state]}</i>
        {one.assignee && <span>{one.assignee.sub}</span>}
      </p>
      {waitingFor(one, rules).map(text => (
        <p key={text} class="notice" dir="auto">
          {text}
        </p>
      ))}
      {one.changedTo && (
        <p class="notice">
          {texts.case.changedTo}: <bdi>{travellerName(one.changedTo)}</bdi>{' '}
          {travellerFacts(one.changedTo)}
        </p>
      )}
    </header>
  )
}

/** A second person, an owner, somebody who asks, or whoever was told that the time is over. */
const waitingFor = (
  { pendingApproval, asked = [], askedBy = [], escalation }: CaseView,
  rules: CaseRulesView | undefined
): readonly string[] => {
  const { by, verdict, exclude } = pendingApproval ?? {}
  const why = pendingApproval && reasonText(pendingApproval, rules)
  return [
    ...(escalation ? [escalationText(escalation)] : []),
    ...(by && verdict ? [texts.case.pending(by.sub, texts.verdicts[verdict])] : []),
    ...(why ? [why] : []),
    ...(exclude ? [texts.case.toExclude(exclude.until)] : []),
    ...asked.map(({ agency, answer }) => texts.case.asked(agency, answer && answerText(answer))),
    ...(askedBy.length > 0 ? [texts.case.askedBy(askedBy.join(', '))] : [])
  ]
}

const answerText = (answer: string) =>
  texts.verdicts[answer as keyof typeof texts.verdicts] ?? texts.dialog.noVerdict
