import { checkHolds } from './document-number.ts'
import { type Layout, layoutOf } from './layouts.ts'
import { asLetters } from './lookalikes.ts'

/** A zone that has its shape: all lines joined, nothing but A–Z, 0–9 and `<`. */
export interface Zone {
  readonly layout: Layout
  readonly text: string
  /** What had to be put right, in words. */
  readonly findings: readonly string[]
}

/** Why a text is no machine-readable zone. */
export type UnreadableReason =
  | 'the text is empty'
  | 'the text is too long'
  | 'the lines have the length of no known format'
  | 'the first line does not begin with a letter'

/** Far more than any zone with its blanks; keeps hostile input cheap. */
const maxLength = 2000

/** Finds the zone in a text, whatever its line breaks, blanks and letter case. */
export const findZone = (text: string): Zone | { readonly unreadable: UnreadableReason } => {
  if (text.length > maxLength) return { unreadable: 'the text is too long' }
  const rows = readRows(text, styles[0])
  if (rows.lines.length === 0) return { unreadable: 'the text is empty' }
  const exact = rows.isAmbiguous ? undefined : exactLines(rows.lines)
  const found = exact ? zoneOf(exact, []) : likeliest(rows.isAmbiguous ? readStyles(text) : [rows])
  if (!found) return { unreadable: 'the lines have the length of no known format' }
  return letter.test(asLetters(found.text.charAt(0)))
    ? found
    : { unreadable: 'the first line does not begin with a letter' }
}

const readStyles = (text: string): readonly Rows[] => styles.map(style => readRows(text, style))

/** Of all the shapes that the lines may have, the first one with the most right check digits. */
const likeliest = (attempts: readonly Rows[]): Zone | undefined => {
  let best: Zone | undefined
  let most = -1
  for (const { shape, findings, atLeast } of shapes) {
    for (const { lines, isUnclear } of attempts) {
      // Where no filler is left, blanks were the fillers: another style keeps them.
      const found = lines.some(line => line.includes('<')) ? shape(lines) : undefined
      const zone = found && zoneOf(found, [...(isUnclear ? [unclearCharacters] : []), ...findings])
      const right = zone ? rightDigits(zone) : -1
      if (right <= most || right < atLeast) continue
      best = zone
      most = right
    }
  }
  return best
}

const rightDigits = ({ text, layout }: Zone): number =>
  [layout.number, layout.birthDate, layout.expires, layout.composite].filter(
    field => field && checkHolds(text, field)
  ).length

const unclearCharacters = 'characters that cannot stand in a zone were read as fillers'

/** How to take what has two meanings: `«` is one filler or two, a blank is nothing or a filler. */
interface Style {
  readonly double: string
  readonly blank: string
}

const styles = [
  { double: '<', blank: '' },
  { double: '<<', blank: '' },
  { double: '<', blank: '<' },
  { double: '<<', blank: '<' }
] as const satisfies readonly Style[]

interface Rows {
  readonly lines: readonly string[]
  /** Another style may read something else. */
  readonly isAmbiguous: boolean
  readonly isUnclear: boolean
}

const readRows = (text: string, style: Style): Rows => {
  const lines: string[] = []
  let isAmbiguous = false
  let isUnclear = false
  for (const raw of text.split(lineBreak)) {
    const row = raw.trim()
    if (row === '') continue
    if (clean.test(row)) {
      lines.push(row.toUpperCase())
      continue
    }
    const known = knownCharacters(row, style)
    const line = known.replace(unreadable, '<')
    isAmbiguous = true
    isUnclear ||= line !== known
    if (line !== '') lines.push(line)
  }
  return { lines, isAmbiguous, isUnclear }
}

const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
const clean = /^[A-Za-z0-9<]+$/
const unreadable = /[^A-Z0-9<]/gu

const knownCharacters = (row: string, { double, blank }: Style): string =>
  row
    .replace(/&lt;/gi, '<')
    .replace(/[«≪《⟪]/g, double)
    .replace(/[！-～]/g, char => String.fromCharCode(char.charCodeAt(0) - fullWidth))
    .toUpperCase()
    .normalize('NFD')
    .replace(/[‹〈〈⟨❮❰≺ᐸ≤⩽˂]/g, '<')
    .replace(/[|!]/g, 'I')
    .replace(/[А-ЯΑ-Ω]/g, char => latin.get(char) ?? '<')
    .trim()
    .replace(/\s/g, blank)
    .replace(/[\p{M}\p{Cc}\p{Cf}]/gu, '')

/** How far the full-width characters of East Asian fonts lie behind the plain ones. */
const fullWidth = 0xfee0

/** Cyrillic and Greek capitals that look like Latin ones. */
const latin = new Map(
  [...'АВЕКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ'].map((char, i) => [char, 'ABEKMHOPCTYXABEZHIKMNOPTYX'.charAt(i)])
)

/** The first lines of exactly the right lengths, or on one line. */
const exactLines = (rows: readonly string[]): readonly string[] | undefined => {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? ''
    const next = rows[i + 1]
    if (row.length === 30 && next?.length === 30 && rows[i + 2]?.length === 30) {
      return rows.slice(i, i + 3)
    }
    if ((row.length === 44 || row.length === 36) && next?.length === row.length) return [row, next]
    const lines = split(row)
    if (lines) return lines
  }
  return undefined
}

const runOnWidth = (length: number): number | undefined =>
  length === 88 ? 44 : length === 90 ? 30 : length === 72 ? 36 : undefined

const split = (text: string): readonly string[] | undefined => {
  const width = runOnWidth(text.length)
  if (width === undefined) return undefined
  const lines: string[] = []
  for (let i = 0; i < text.length; i += width) lines.push(text.slice(i, i + width))
  return lines
}

/** Lines with a few fillers too many or too few, which readers often miscount. */
const nearLines = (rows: readonly string[]): readonly string[] | undefined => {
  for (let i = 0; i < rows.length; i++) {
    const near = nearLinesOf(rows.slice(i, i + 3))
    if (near) return near
  }
  return undefined
}

const nearLinesOf = ([first, second, third]: readonly string[]): readonly string[] | undefined => {
  if (first === undefined || second === undefined) return undefined
  if (third !== undefined && hasDigits(second)) {
    const lines = [padded(first, 30, 15), fitted(second, 30), padded(third, 30, 3)]
    if (lines.every(line => line !== undefined)) return lines
  }
  if (!startsZone.test(first) || !hasDigits(second)) return undefined
  for (const width of first.length <= 36 && second.length <= 36 ? [36, 44] : [44, 36]) {
    const isVisa = first.startsWith('V')
    const lines = [
      padded(first, width, 6),
      isVisa ? padded(second, width, 28) : fitted(second, width)
    ]
    if (lines.every(line => line !== undefined)) return lines
  }
  return undefined
}

const startsZone = /^[A-Z][A-Z<]{4}/

const hasDigits = (row: string): boolean => row.replace(/[^0-9]/g, '').length >= 6

/** A line that ends in padding: any number of its fillers may be missing. */
const padded = (row: string, width: number, atLeast: number): string | undefined => {
  if (row.length > width) return fitted(row, width, row.length)
  return row.length < atLeast ? undefined : row.padEnd(width, '<')
}

/** The line with its longest, last run of fillers made as long as the width asks. */
const fitted = (row: string, width: number, tolerance = 3): string | undefined => {
  const missing = width - row.length
  if (missing === 0) return row
  if (Math.abs(missing) > tolerance) return undefined
  let longest = ''
  let at = -1
  for (const run of row.matchAll(/<+/g)) {
    if (run[0].length < longest.length) continue
    longest = run[0]
    at = run.index
  }
  if (longest.length < 2 || longest.length + missing < 1) return undefined
  return row.slice(0, at) + '<'.repeat(longest.length + missing) + row.slice(at + longest.length)
}

const zoneOf = (lines: readonly string[], findings: readonly string[]): Zone => {
  const text = lines.join('')
  return { layout: layoutOf(lines[0]?.length ?? 0, text), text, findings }
}

const letter = /[A-Z]/

/** Shapes to try; lines broken at other places must prove by a check digit that they are a zone. */
const shapes = [
  { shape: exactLines, findings: [], atLeast: 0 },
  { shape: (rows: readonly string[]) => split(rows.join('')), findings: [], atLeast: 1 },
  {
    shape: nearLines,
    findings: ['fillers were added or left out to give the lines their length'],
    atLeast: 0
  }
]
