import type { RefObject } from 'preact'
import { leaveByKey, leaveByMouse } from '../shell/leave-select.ts'
import { texts } from '../texts.ts'
import type { QueueFilter } from './filter.ts'

export interface FilterBarProps {
  readonly filter: QueueFilter
  readonly onFilter: (filter: QueueFilter) => void
  readonly lists: readonly string[]
  readonly count: string
  readonly search: RefObject<HTMLInputElement | null>
}

const shows = ['open', 'mine', 'new', 'escalated', 'approval', 'decided'] as const

/** Which cases are shown; what is searched for never leaves the page. */
export const FilterBar = ({ filter, onFilter, lists, count, search }: FilterBarProps) => (
  <div class="filters">
    <fieldset>
      <legend class="unseen">{texts.queue.show}</legend>
      {shows.map(show => (
        <label key={show} class="choice">
          <input
            type="radio"
            name="show"
            checked={filter.show === show}
            onChange={() => onFilter({ ...filter, show })}
          />
          {texts.queue.shows[show]}
        </label>
      ))}
    </fieldset>
    <select
      aria-label={texts.queue.instruction}
      value={filter.instruction}
      onChange={event => {
        onFilter({ ...filter, instruction: event.currentTarget.value })
        leaveByMouse(event.currentTarget)
      }}
      onKeyDown={leaveByKey}
    >
      <option value="">{texts.queue.anyInstruction}</option>
      {Object.entries(texts.instructions).map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
    <select
      aria-label={texts.queue.list}
      value={filter.list}
      onChange={event => {
        onFilter({ ...filter, list: event.currentTarget.value })
        leaveByMouse(event.currentTarget)
      }}
      onKeyDown={leaveByKey}
    >
      <option value="">{texts.queue.anyList}</option>
      {lists.map(list => (
        <option key={list} value={list}>
          {list}
        </option>
      ))}
    </select>
    <input
      ref={search}
      type="search"
      autocomplete="off"
      placeholder={texts.queue.search}
      aria-label={texts.queue.search}
      value={filter.search}
      onInput={event => onFilter({ ...filter, search: event.currentTarget.value })}
      onKeyDown={leaveByKey}
    />
    <span class="count">{count}</span>
  </div>
)
