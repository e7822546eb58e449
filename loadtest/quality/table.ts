import type { Share } from './statistics.ts'

/** Rows as text, columns aligned; the first row is the head. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map(row => (row[column] ?? '').length))
  )
  return rows
    .map(row =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)
        )
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

const barWidth = 10
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A share as a bar ten letters wide: 0.55 → █████▌···· */
export const bar = (share: number): string => {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barWidth * 8)
  const drawn = '█'.repeat(Math.floor(filled / 8)) + (eighths[filled % 8] ?? '')
  return drawn.padEnd(barWidth, '·')
}

/** A share in whole percent. */
export const percent = (share: number): string => (share * 100).toFixed(0)

/** A share in percent with decimals. */
export const exactly = (share: number, decimals: number): string => (share * 100).toFixed(decimals)

/** A share in percent with its interval. */
export const interval = ({ share, low, high, of }: Share): string =>
  `${exactly(share, 1)} % (${exactly(low, 1)}–${exactly(high, 1)}) of ${of}`

/** A share as so many of 10,000, with its interval. */
export const per10000 = ({ share, low, high }: Share): string =>
  `${(share * 10_000).toFixed(1)} (${(low * 10_000).toFixed(1)}–${(high * 10_000).toFixed(1)})`
