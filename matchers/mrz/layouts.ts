import { characterWeight, type Span } from './check-digit.ts'

/** The documents that are told apart; FRA-ID is the French identity card issued before 2021. */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRV-A' | 'MRV-B' | 'FRA-ID'

/** A field with its check digit. */
export interface CheckedField {
  readonly spans: readonly Span[]
  readonly digit: number
}

/** Where the fields of a format stand in its lines, joined to one text. */
export interface Layout {
  readonly format: MrzFormat
  readonly width: number
  readonly lines: number
  readonly family: Span
  /** Only where given names have a field of their own. */
  readonly given?: Span
  readonly number: CheckedField
  /** A number that is too long goes on in the optional data: by the standard, or by habit of some. */
  readonly longNumber: 'standard' | 'tolerated' | 'never'
  readonly nationality?: Span
  readonly birthDate: CheckedField
  readonly sex: number
  readonly expires?: CheckedField
  readonly optional: readonly Span[]
  readonly optionalDigit?: number
  readonly composite?: CheckedField
}

const checked = (from: number, to: number): CheckedField => ({ spans: [[from, to]], digit: to })

const td1: Layout = {
  format: 'TD1',
  width: 30,
  lines: 3,
  family: [60, 90],
  number: checked(5, 14),
  longNumber: 'standard',
  nationality: [45, 48],
  birthDate: checked(30, 36),
  sex: 37,
  expires: checked(38, 44),
  optional: [
    [15, 30],
    [48, 59]
  ],
  composite: {
    spans: [
      [5, 37],
      [38, 45],
      [48, 59]
    ],
    digit: 59
  }
}

/** Two lines differ in little but their width: everything in the second stands at the same place. */
const twoLines = (format: MrzFormat, width: 36 | 44): Layout => ({
  format,
  width,
  lines: 2,
  family: [5, width],
  number: checked(width, width + 9),
  longNumber: 'never',
  nationality: [width + 10, width + 13],
  birthDate: checked(width + 13, width + 19),
  sex: width + 20,
  expires: checked(width + 21, width + 27),
  optional: [[width + 28, 2 * width]]
})

const compositeOf = (width: 36 | 44): CheckedField => ({
  spans: [
    [width, width + 10],
    [width + 13, width + 20],
    [width + 21, 2 * width - 1]
  ],
  digit: 2 * width - 1
})

const td2: Layout = {
  ...twoLines('TD2', 36),
  longNumber: 'standard',
  optional: [[64, 71]],
  composite: compositeOf(36)
}

const td3: Layout = {
  ...twoLines('TD3', 44),
  longNumber: 'tolerated',
  optional: [[72, 86]],
  optionalDigit: 86,
  composite: compositeOf(44)
}

const mrvA = twoLines('MRV-A', 44)
const mrvB = twoLines('MRV-B', 36)

const fraId: Layout = {
  format: 'FRA-ID',
  width: 36,
  lines: 2,
  family: [5, 30],
  given: [49, 63],
  number: checked(36, 48),
  longNumber: 'never',
  birthDate: checked(63, 69),
  sex: 70,
  optional: [[30, 36]],
  composite: checked(0, 71)
}

/** Every layout by the name of its format. */
export const layouts: Readonly<Record<MrzFormat, Layout>> = {
  TD1: td1,
  TD2: td2,
  TD3: td3,
  'MRV-A': mrvA,
  'MRV-B': mrvB,
  'FRA-ID': fraId
}

/** The layout of lines that are this wide and begin like this. */
export const layoutOf = (width: number, text: string): Layout => {
  if (width === 30) return td1
  const isVisa = text.startsWith('V')
  if (width === 44) return isVisa ? mrvA : td3
  return isVisa ? mrvB : frenchCard.test(text) ? fraId : td2
}

const frenchCard = /^[I1][D0O]FRA/

/** What each position weighs in the composite check digit; 0 where it is not covered. */
export const compositeWeights = (layout: Layout): Uint8Array => {
  const result = new Uint8Array(layout.width * layout.lines)
  let place = 0
  for (const [from, to] of layout.composite?.spans ?? []) {
    for (let i = from; i < to; i++) result[i] = characterWeight(place++)
  }
  return result
}
