import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import type { CaseView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { QueueRow } from './queue-row.tsx'
import { scrolledTo, visibleRows } from './visible-rows.ts'

export interface QueueTableProps {
  readonly cases: readonly CaseView[]
  readonly now: number
  readonly selected: string | undefined
  readonly onSelect: (id: string) => void
  /** The table itself, to be focused. */
  readonly grid: RefObject<HTMLDivElement | null>
}

const rowHeight = 46
const columns = Object.values(texts.queue.columns)

/** Thousands of cases, of which only the rows in sight are drawn. */
export const QueueTable = ({ cases, now, selected, onSelect, grid }: QueueTableProps) => {
  const [scrollTop, setScrollTop] = useState(0)
  const [height, setHeight] = useState(600)
  useLayoutEffect(() => {
    const element = grid.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => setHeight(element.clientHeight))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const at = cases.findIndex(({ id }) => id === selected)
  // Only when another case is selected: rows that move must not drag the view along.
  useEffect(() => {
    const element = grid.current
    if (element && at >= 0)
      element.scrollTop = scrolledTo(
        at,
        element.scrollTop,
        element.clientHeight - rowHeight,
        rowHeight
      )
  }, [selected])

  const { from, to } = visibleRows(scrollTop, height, rowHeight, cases.length)
  return (
    <div
      ref={grid}
      class="rows"
      role="grid"
      tabIndex={0}
      aria-label={texts.queue.rows}
      aria-rowcount={cases.length + 1}
      aria-activedescendant={at >= from && at < to ? `row-${selected}` : undefined}
      onScroll={event => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div class="row head" role="row" aria-rowindex={1}>
        {columns.map(column => (
          <span key={column} role="columnheader">
            {column}
          </span>
        ))}
      </div>
      <div class="space" role="presentation" style={{ height: cases.length * rowHeight }}>
        {cases.slice(from, to).map((one, index) => (
          <QueueRow
            key={one.id}
            one={one}
            now={now}
            index={from + index}
            top={(from + index) * rowHeight}
            isSelected={one.id === selected}
            onSelect={onSelect}
          />
        ))}
      </div>
    </div>
  )
}
