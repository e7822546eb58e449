import type { ComponentChildren } from 'preact'
import type { EarlierCase } from '../../domain/earlier-case.ts'
import type { CaseRulesView, CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { decidedText } from './decided-text.ts'
import { pastTimeText } from './time-text.ts'
import { travellerName } from './traveller-text.ts'

export interface EarlierCasesProps {
  readonly one: CaseView
  readonly rules: CaseRulesView | undefined
}

/** What was before: of this traveller, then of others with the same entries, each with what was decided and why. */
export const EarlierCases = ({ one, rules }: EarlierCasesProps) => {
  const { earlierCases = [], earlierOfEntries = [], hits } = one
  if (earlierCases.length === 0 && earlierOfEntries.length === 0) return null
  return (
    <section class="earlier">
      <h2>{texts.case.earlier}</h2>
      {earlierCases.length > 0 && (
        <>
          <h3>{texts.case.earlierOfTraveller}</h3>
          <ul class="links">
            {earlierCases.map(earlier => (
              <Earlier key={earlier.id} {...{ earlier, rules }}>
                {earlier.entries.length > 0 && ` · ${texts.case.sameEntry}`}
              </Earlier>
            ))}
          </ul>
        </>
      )}
      {earlierOfEntries.length > 0 && (
        <>
          <h3>{texts.case.earlierOfEntries}</h3>
          <ul class="links">
            {earlierOfEntries.map(earlier => (
              <Earlier key={earlier.id} {...{ earlier, rules }}>
                {' · '}
                <bdi>{travellerName(earlier.traveller)}</bdi>
                {hits.length > 1 && ` · ${earlier.entries.map(entryText).join(', ')}`}
              </Earlier>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

interface EarlierProps {
  readonly earlier: EarlierCase
  readonly rules: CaseRulesView | undefined
  readonly children: ComponentChildren
}

const Earlier = ({ earlier, rules, children }: EarlierProps) => {
  const { id, state, decided, createdAt } = earlier
  return (
    <li>
      <a href={`/cases/${id}`}>{pastTimeText(createdAt)}</a> {texts.states[state]}
      {children}
      {decided && <small>{decidedText(decided, rules)}</small>}
    </li>
  )
}

const entryText = ({ list, entryId }: EarlierCase['entries'][number]) => `${list} / ${entryId}`
