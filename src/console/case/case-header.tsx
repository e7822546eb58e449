import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { travellerFacts, travellerName } from './traveller-text.ts'

/** What the officer is to do, and what to be careful about. */
export const CaseHeader = ({ one }: { readonly one: CaseView }) => {
  const warnings = [...new Set(one.hits.flatMap(hit => hit.warnings))]
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
        {warnings.map(warning => (
          <i key={warning} class="tag warning">
            {texts.warnings[warning]}
          </i>
        ))}
        <i class={`tag state ${one.state}`}>{texts.states[one.state]}</i>
        {one.assignee && <span>{one.assignee.sub}</span>}
      </p>
      {one.pendingApproval && (
        <p class="notice">
          {texts.case.pending(one.pendingApproval.action, one.pendingApproval.by.sub)}
          {one.pendingApproval.reason && `: ${one.pendingApproval.reason}`}
          {one.pendingApproval.exclude &&
            ` (${texts.dialog.exclude} ${one.pendingApproval.exclude.until})`}
        </p>
      )}
      {one.changedTo && (
        <p class="notice">
          {texts.case.changedTo}: <bdi>{travellerName(one.changedTo)}</bdi>{' '}
          {travellerFacts(one.changedTo)}
        </p>
      )}
    </header>
  )
}
