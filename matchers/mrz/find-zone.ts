import { isProven } from './document-number.ts'
import { fieldsWithDigits } from './findings.ts'
import { type Layout, layoutOf } from './layouts.ts'
import { asLetters } from './lookalikes.ts'
import { type Rows, readRows, readStyles } from './zone-rows.ts'
import { exactLines, shapes } from './zone-shapes.ts'

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
  const rows = readRows(text)
  if (rows.lines.length === 0) return { unreadable: 'the text is empty' }
  const [exact] = rows.isAmbiguous ? [] : exactLines(rows.lines)
  const found = exact ? zoneOf(exact, []) : likeliest(rows.isAmbiguous ? readStyles(text) : [rows])
  if (!found) return { unreadable: 'the lines have the length of no known format' }
  return letter.test(asLetters(found.text.charAt(0)))
    ? found
    : { unreadable: 'the first line does not begin with a letter' }
}

/** Of all the shapes that the lines may have, the first one with the most right check digits. */
const likeliest = (attempts: readonly Rows[]): Zone | undefined => {
  let best: Zone | undefined
  let most = -1
  for (const { shape, findings, atLeast } of shapes) {
    for (const { lines, isUnclear } of attempts) {
      // Where no filler is left, blanks were the fillers: another style keeps them.
      if (!lines.some(line => line.includes('<'))) continue
      for (const found of shape(lines)) {
        const zone = zoneOf(found, [...(isUnclear ? [unclearCharacters] : []), ...findings])
        const proven = provenFields(zone)
        const right = proven.filter(isRight => isRight).length
        if (right <= most || right < neededFor(zone, atLeast)) continue
        best = zone
        most = right
        if (right === proven.length) return best
      }
    }
  }
  return best
}

/** One more where digits stand among letters: the lines may begin elsewhere. */
const neededFor = ({ text, layout }: Zone, atLeast: number): number =>
  atLeast > 0 && fieldsWithDigits(text, layout).length > 0 ? atLeast + 1 : atLeast

const provenFields = ({ text, layout }: Zone): readonly boolean[] =>
  [layout.number, layout.birthDate, layout.expires, layout.composite].flatMap(field =>
    field ? isProven(text, field) : []
  )

const unclearCharacters = 'characters that cannot stand in a zone were read as fillers'

const zoneOf = (lines: readonly string[], findings: readonly string[]): Zone => {
  const text = lines.join('')
  return { layout: layoutOf(lines[0]?.length ?? 0, text), text, findings }
}

const letter = /[A-Z]/
