/** Lines as a zone may have them. */
type Lines = readonly string[]

/** A way to find the lines of a zone in those of a text. */
interface Shape {
  readonly shape: (rows: Lines) => readonly Lines[]
  /** What it puts right, in words. */
  readonly findings: readonly string[]
  /** How many fields that are not empty must have a right check digit. */
  readonly atLeast: number
}

/** The first lines of exactly the right lengths. */
export const exactLines = (rows: Lines): readonly Lines[] => {
  for (let i = 0; i < rows.length; i++) {
    const [row = '', next, last] = rows.slice(i, i + 3)
    if (row.length === 30 && next?.length === 30 && last?.length === 30) return [[row, next, last]]
    if ((row.length === 44 || row.length === 36) && next?.length === row.length) {
      return [[row, next]]
    }
  }
  return []
}

/** Lines that run on, each row by itself and all of them together. */
const inOne = (rows: Lines): Lines => (rows.length === 1 ? rows : [...rows, rows.join('')])

/** How many lines there are, and how wide. */
const sizes = [
  { count: 2, width: 44 },
  { count: 3, width: 30 },
  { count: 2, width: 36 }
]

/** Lines that run on with nothing between them, or with the same number of characters, up to four. */
const runOns = (rows: Lines, least: number, most: number): readonly Lines[] =>
  inOne(rows).flatMap(row =>
    sizes.flatMap(({ count, width }) => {
      const between = (row.length - count * width) / (count - 1)
      const isPossible = Number.isInteger(between) && between >= least && between <= most
      if (!isPossible || (count === 3 && isNoCard(row))) return []
      return [Array.from({ length: count }, (_, at) => cut(row, at * (width + between), width))]
    })
  )

const cut = (row: string, from: number, length: number) => row.slice(from, from + length)

/** Passports and visas have two lines. */
const isNoCard = (row: string): boolean => /^[PV]/.test(row)

/** Lines with a few fillers too many or too few, which readers often miscount. */
const nearLines = (rows: Lines): readonly Lines[] => {
  for (let i = 0; i < rows.length; i++) {
    const [first = '', second = '', third] = rows.slice(i, i + 3)
    const [width, other] = first.length <= 36 && second.length <= 36 ? narrow : wide
    const near =
      (third && nearCard(first, second, third)) ||
      (nearPair(first, second, width) ?? nearPair(first, second, other))
    if (near) return [near]
  }
  return []
}

/** Widths of two lines, the likelier first. */
const narrow = [36, 44] as const
const wide = [44, 36] as const

/** The same of lines that run on: where one ends is tried out. */
const nearRunOns = (rows: Lines): readonly Lines[] =>
  inOne(rows)
    .filter(row => startsZone.test(row))
    .flatMap(row => [...nearPairs(row), ...nearCards(row)])

const nearPairs = (row: string): readonly Lines[] =>
  (row.length < 80 ? narrow : wide).flatMap(width =>
    around(width).flatMap(first => optional(nearPair(row.slice(0, first), row.slice(first), width)))
  )

const nearCards = (row: string): readonly Lines[] =>
  isNoCard(row) || row.length > 3 * (30 + slack)
    ? []
    : around(30).flatMap(first =>
        around(30).flatMap(second =>
          optional(
            nearCard(row.slice(0, first), cut(row, first, second), row.slice(first + second))
          )
        )
      )

const optional = (lines: Lines | undefined): readonly Lines[] => (lines ? [lines] : [])

/** So many fillers of a line may be miscounted where it holds data. */
const slack = 3

const around = (width: number): readonly number[] =>
  Array.from({ length: 2 * slack + 1 }, (_, at) => width - slack + at)

const nearCard = (first: string, second: string, third: string): Lines | undefined =>
  hasDigits(second)
    ? whole([padded(first, 30, 15), fitted(second, 30), padded(third, 30, 3)])
    : undefined

const nearPair = (first: string, second: string, width: number): Lines | undefined => {
  if (!startsZone.test(first) || !hasDigits(second)) return undefined
  const isVisa = first.startsWith('V')
  return whole([
    padded(first, width, 6),
    isVisa ? padded(second, width, 28) : fitted(second, width)
  ])
}

const whole = (lines: readonly (string | undefined)[]): Lines | undefined =>
  lines.every(line => line !== undefined) ? lines : undefined

const startsZone = /^[A-Z][A-Z<]{4}/

const hasDigits = (row: string): boolean => row.replace(/[^0-9]/g, '').length >= 6

/** A line that ends in padding: any number of its fillers may be missing. */
const padded = (row: string, width: number, atLeast: number): string | undefined => {
  if (row.length > width) return fitted(row, width, row.length)
  return row.length < atLeast ? undefined : row.padEnd(width, '<')
}

/** The line with its longest, last run of fillers made as long as the width asks. */
const fitted = (row: string, width: number, tolerance = slack): string | undefined => {
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

/**
 * Shapes to try, the likeliest first. Lines that are broken elsewhere, or nowhere, must prove by check digits that they are a zone: a
 * passport with two fillers too many has as many characters as a card.
 */
export const shapes: readonly Shape[] = [
  { shape: exactLines, findings: [], atLeast: 0 },
  { shape: rows => runOns(rows, 0, 0), findings: [], atLeast: 1 },
  {
    shape: nearLines,
    findings: ['fillers were added or left out to give the lines their length'],
    atLeast: 0
  },
  {
    shape: rows => runOns(rows, 1, 4),
    findings: ['what stood between the lines was left out'],
    atLeast: 2
  },
  {
    shape: nearRunOns,
    findings: ['fillers were added or left out to give the lines their length'],
    atLeast: 2
  }
]
