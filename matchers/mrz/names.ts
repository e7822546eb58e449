import { withoutEnd } from './fillers.ts'
import { asLetters } from './lookalikes.ts'

/** The components of a name, and the same joined by blanks. */
export interface NameParts {
  readonly components: readonly string[]
  readonly joined: string
}

/** The name of a zone. */
export interface MrzNames {
  readonly family: NameParts
  /** Empty for a person with a single name. */
  readonly given: NameParts
  /** The field is full to its last place, so that the name may go on. */
  readonly truncated: boolean
}

/** The names in one field: primary identifier, `<<`, secondary identifier. */
export const readNames = (field: string): MrzNames => {
  const separator = field.indexOf('<<')
  return {
    family: partsOf(separator < 0 ? field : field.slice(0, separator)),
    given: separator < 0 ? none : partsOf(field.slice(separator + 2)),
    truncated: isFull(field)
  }
}

/** The names in two fields, as on older French cards. */
export const readSeparateNames = (family: string, given: string): MrzNames => ({
  family: partsOf(family),
  given: partsOf(given),
  truncated: isFull(family) || isFull(given)
})

const none: NameParts = { components: [], joined: '' }

const isFull = (field: string): boolean => field.length > 0 && !field.endsWith('<')

const partsOf = (identifier: string): NameParts => {
  const components: string[] = []
  const text = withoutEnd(
    digit.test(identifier) ? identifier.replace(component, withoutDigits) : identifier
  )
  let from = 0
  while (from < text.length) {
    const filler = text.indexOf('<', from)
    const to = filler < 0 ? text.length : filler
    if (to > from) components.push(text.slice(from, to))
    from = to + 1
  }
  const [first] = components
  if (first === undefined) return none
  return { components, joined: components.length === 1 ? first : components.join(' ') }
}

/** A digit among letters is a misread letter; digits alone are no name. */
const withoutDigits = (text: string): string =>
  letter.test(text) ? asLetters(text).replace(digits, '') : ''

const component = /[A-Z0-9]+/g
const digit = /[0-9]/
const letter = /[A-Z]/
const digits = /[0-9]/g
