import type { CaseRulesView, CaseView } from '../api/views.ts'
import { exclusionState } from '../exclusions/exclusion-state.ts'
import { useNow } from '../state/use.ts'
import { texts } from '../texts.ts'
import { Companions } from './companions.tsx'
import { EarlierCases } from './earlier-cases.tsx'
import { isSameLeg, JourneyLine } from './journey.tsx'
import { Times } from './times.tsx'
import { Trail } from './trail.tsx'
import { travellerName } from './traveller-text.ts'
import { withViews } from './with-views.ts'

export interface ContextProps {
  readonly one: CaseView
  readonly all: readonly CaseView[]
  /** Whether the open cases of the desk are all there. */
  readonly isLoaded: boolean
  readonly rules: CaseRulesView | undefined
}

/** What surrounds a case: the journey, who else is on it, what was before, what happened since. */
export const Context = ({ one, all, isLoaded, rules }: ContextProps) => {
  const now = useNow()
  const companions = one.companions ?? []
  const isCompanion = ({ id }: CaseView) => companions.some(({ caseId }) => caseId === id)
  const onJourney = all.filter(
    other => other.id !== one.id && isSameLeg(other.journey, one.journey) && !isCompanion(other)
  )
  return (
    <>
      <section>
        <h2>{texts.case.journey}</h2>
        <Times one={one} now={now} />
        <p class="journey">
          {one.journey ? <JourneyLine journey={one.journey} /> : texts.case.noJourney}
        </p>
      </section>
      {companions.length > 0 && (
        <section>
          <h2>{texts.case.companions}</h2>
          <Companions companions={companions} all={all} />
        </section>
      )}
      {one.journey?.kind === 'leg' && (
        <section>
          <h2>{texts.case.onJourney}</h2>
          {onJourney.length === 0 ? (
            <p class="muted">{isLoaded ? texts.case.noneOnJourney : texts.queue.loading}</p>
          ) : (
            <Links cases={onJourney} />
          )}
        </section>
      )}
      <EarlierCases one={one} rules={rules} />
      {one.exclusions && (
        <section>
          <h2>{texts.exclusions.title}</h2>
          <ul class="links">
            {one.exclusions.map(exclusion => (
              <li key={exclusion.id}>
                {`${exclusion.list} / ${exclusion.entryId}`}{' '}
                <small>
                  {texts.exclusions.untilDay(exclusion.until)} ·{' '}
                  {texts.exclusions.states[exclusionState(exclusion, now)]}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{texts.case.trail}</h2>
        <Trail trail={withViews(one)} rules={rules} />
      </section>
    </>
  )
}

const Links = ({ cases }: { readonly cases: readonly CaseView[] }) => (
  <ul class="links">
    {cases.map(({ id, traveller, instruction }) => (
      <li key={id}>
        <a href={`/cases/${id}`}>
          <bdi>{travellerName(traveller)}</bdi>
        </a>{' '}
        {texts.instructions[instruction] ?? instruction}
      </li>
    ))}
  </ul>
)
