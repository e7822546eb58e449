import type { PartialDate } from '../types.ts'
import { characterValue, checkDigit, checkDigitOver } from './check-digit.ts'
import { type ReadDate, type ReadDates, readBirthDate, readExpiryDate } from './dates.ts'
import type { ReadNumber } from './document-number.ts'
import { dateGuesses, numberGuesses, numberPairGuesses, similarNumberGuesses } from './guesses.ts'
import { type CheckedField, compositeWeights, type Layout } from './layouts.ts'
import { asDigit } from './lookalikes.ts'
import type { Corrections, MrzCheck } from './mrz-reading.ts'

/** A field that was misread, and how its characters are read. */
interface Suspect extends CheckedField {
  readonly field: keyof Corrections
  readonly read: (text: string) => string | undefined
}

/** At most so many candidates are offered for a field. */
const maxCandidates = 8

const nothing: Corrections = { number: [], birthDate: [], expires: [] }

/**
 * Candidates for the fields whose check digit is wrong, and for dates that are none. The composite check digit is one more
 * equation, which the changes to all of them together must satisfy.
 */
export const findCorrections = (
  zone: string,
  layout: Layout,
  number: ReadNumber,
  checks: readonly MrzCheck[],
  { birth, expiry, today }: ReadDates
): Corrections => {
  const isWrong = (field: MrzCheck['field']): boolean =>
    checks.some(check => check.field === field && !check.ok)
  const suspects: Suspect[] = []
  const { birthDate, expires } = layout
  if (isWrong('number')) suspects.push({ ...number, field: 'number', read: numberIn })
  if (isWrong('birthDate') || !birth.isPossible) {
    const read = (text: string) => dateIn(readBirthDate(text, today))
    suspects.push({ ...birthDate, field: 'birthDate', read })
  }
  if (expires && (isWrong('expires') || !expiry.isPossible)) {
    suspects.push({ ...expires, field: 'expires', read: text => dateIn(readExpiryDate(text)) })
  }
  const others = otherNumbers(number)
  if (suspects.length === 0 && others.length === 0) return nothing
  // Wrong optional data moves the composite check digit by an unknown amount.
  const found = candidatesFor(zone, layout, suspects, !isWrong('optionalData'))
  return { ...nothing, ...found, number: [...(found.number ?? []), ...others] }
}

const numberIn = (text: string): string | undefined => text.replace(/</g, '') || undefined

const dateIn = ({ date, isPossible }: ReadDate): PartialDate | undefined =>
  isPossible ? date : undefined

/** K and the filler count the same, so that no check digit tells them apart at a number's end. */
const otherNumbers = ({ value, spans, isRight, short }: ReadNumber): readonly string[] => {
  if (short !== undefined) return [short]
  let end = value.length
  while (isRight && spans.length === 1 && value.charAt(end - 1) === 'K') end--
  return end > 0 && end < value.length ? [value.slice(0, end)] : []
}

const candidatesFor = (
  zone: string,
  layout: Layout,
  suspects: readonly Suspect[],
  compositeCounts: boolean
): Partial<Corrections> => {
  const weights = compositeWeights(layout)
  const options = suspects.map(suspect => optionsFor(zone, suspect, weights))
  const missing = compositeCounts ? compositeIsOffBy(zone, layout) : undefined
  const candidates = suspects.map(({ field, read }, i) => {
    const rest = reachable(options.filter((_, j) => j !== i))
    const found = new Set<string>()
    for (const { text, shift } of options[i] ?? []) {
      const explains = missing === undefined || rest[(missing - shift + 10) % 10]
      const value = explains && text !== undefined ? read(text) : undefined
      if (value !== undefined && found.size < maxCandidates) found.add(value)
    }
    return [field, [...found]] as const
  })
  return Object.fromEntries(candidates)
}

/** One explanation of a wrong check digit, and by how much it moves the composite one. */
interface Option {
  /** Absent where the field was read well and its check digit was not. */
  readonly text?: string
  readonly shift: number
}

const optionsFor = (zone: string, suspect: Suspect, weights: Uint8Array): readonly Option[] => {
  const { spans, digit, field } = suspect
  const cells = spans.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))
  const read = cells.map(cell => zone.charAt(cell)).join('')
  const asRead = characterValue(zone, digit)
  const digitShift = (value: number): number => (value - asRead) * (weights[digit] ?? 0)
  const shown = asDigit(zone.charAt(digit))
  const options: Option[] = []
  const isPlausible = field === 'number' || /^[0-9<]+$/.test(read)
  if (isPlausible) options.push({ shift: modulo(digitShift(Number(checkDigit(read)))) })
  // A check digit read as a letter that looks like it: the field was read well, if it can have been.
  if (shown === undefined || (isPlausible && shown === checkDigit(read))) return options
  const add = (guesses: Iterable<string>): void => {
    for (const text of guesses) {
      if (text === read || checkDigit(text) !== shown) continue
      const shift = cells.reduce(
        (sum, cell, i) =>
          sum + (characterValue(text, i) - characterValue(read, i)) * (weights[cell] ?? 0),
        digitShift(Number(shown))
      )
      options.push({ text, shift: modulo(shift) })
    }
  }
  if (field === 'number') {
    add(numberGuesses(read))
    if (!options.some(option => option.text)) add(numberPairGuesses(read))
    add(similarNumberGuesses(read))
  } else add(dateGuesses(read))
  return options
}

const modulo = (value: number): number => ((value % 10) + 10) % 10

/** Which sums the options of the other suspects can reach; any, when one of them has none. */
const reachable = (others: readonly (readonly Option[])[]): readonly boolean[] => {
  let sums = [0]
  for (const options of others) {
    if (options.length === 0) return Array.from({ length: 10 }, () => true)
    sums = [...new Set(sums.flatMap(sum => options.map(({ shift }) => (sum + shift) % 10)))]
  }
  return Array.from({ length: 10 }, (_, i) => sums.includes(i))
}

const compositeIsOffBy = (zone: string, { composite }: Layout): number | undefined => {
  const shown = composite && asDigit(zone.charAt(composite.digit))
  return composite && shown
    ? modulo(Number(shown) - checkDigitOver(zone, composite.spans))
    : undefined
}
