/** Rows to draw, from one (inclusive) to the other (exclusive). */
export interface RowRange {
  readonly from: number
  readonly to: number
}

const spare = 8

/** The rows that can be seen, and some above and below, of a list that is scrolled so far. */
export const visibleRows = (
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number
): RowRange => {
  const from = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare)
  return { from: Math.min(from, count), to }
}

/** Where to scroll so that this row can be seen; where it is already, the place stays. */
export const scrolledTo = (
  row: number,
  scrollTop: number,
  height: number,
  rowHeight: number
): number => {
  const top = row * rowHeight
  if (top < scrollTop) return top
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop
}
