import { useMemo } from 'preact/hooks'
import type { CaseView } from '../api/views.ts'
import { bestHit } from '../case/best-hit.ts'
import { scoreText } from '../case/contributions.ts'
import { JourneyLine } from '../case/journey.tsx'
import { travellerFacts, travellerName } from '../case/traveller-text.ts'
import { warningsOf } from '../case/warnings-of.ts'
import { texts } from '../texts.ts'
import { type Due, dueOf, dueText } from './time-left.ts'

export interface QueueRowProps {
  readonly one: CaseView
  readonly now: number
  readonly index: number
  readonly top: number
  readonly isSelected: boolean
  readonly onSelect: (id: string) => void
}

/** One case in the queue: enough to choose it by, nothing to decide it by. Rows move all the time; what stands in one is drawn again only when it reads otherwise. */
export const QueueRow = ({ one, now, index, top, isSelected, onSelect }: QueueRowProps) => {
  const { id, urgency } = one
  const due = dueOf(one, now)
  const left = dueText(due, now)
  const cells = useMemo(
    () => <Cells one={one} left={left} pressing={due.kind} />,
    [one, left, due.kind]
  )
  return (
    <div
      id={`row-${id}`}
      class={`row urgency-${Math.min(urgency, 6)}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onSelect(id)}
    >
      {cells}
    </div>
  )
}

interface CellsProps {
  readonly one: CaseView
  readonly left: string
  readonly pressing: Due['kind']
}

const Cells = ({ one, left, pressing }: CellsProps) => {
  const { id, hits, instruction, state, assignee, traveller } = one
  const best = bestHit(one)
  const isCovert = hits.some(({ covert }) => covert)
  return (
    <>
      <span role="gridcell" class={`due ${pressing}`}>
        {left}
      </span>
      <span role="gridcell" class="instruction">
        <b>{texts.instructions[instruction] ?? instruction}</b>
        <small>
          {isCovert && <i class="tag covert">{texts.covert}</i>}
          {warningsOf(one).map(warning => (
            <i key={warning} class="tag warning">
              {texts.warnings[warning]}
            </i>
          ))}
        </small>
      </span>
      <span role="gridcell" class="traveller">
        <a href={`/cases/${id}`}>
          <bdi>{travellerName(traveller)}</bdi>
        </a>
        <small>{travellerFacts(traveller)}</small>
      </span>
      <span role="gridcell">
        <JourneyLine journey={one.journey} />
      </span>
      <span role="gridcell" class="score">
        {best ? (
          <>
            <i class={`tag band ${best.band}`}>{texts.bands[best.band]}</i> {scoreText(best.score)}
          </>
        ) : (
          texts.unscreened
        )}
      </span>
      <span role="gridcell">
        {best?.list}
        <small>
          {[best?.agency, hits.length > 1 && texts.queue.more(hits.length - 1)]
            .filter(Boolean)
            .join(' ')}
        </small>
      </span>
      <span role="gridcell" class={`state ${state}`}>
        {texts.states[state]}
      </span>
      <span role="gridcell">{assignee?.sub}</span>
    </>
  )
}
