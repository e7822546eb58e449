import { limits } from '../limits.ts'

/** One data element: its value, or its components where it has several. Most have one, and lists are dear. */
export type Element = string | readonly string[]

/** One segment of an interchange, with its release characters undone. */
export interface Segment {
  readonly tag: string
  /** Place in the interchange: UNB is 1. */
  readonly number: number
  /** Byte offset of the tag in what was received. */
  readonly at: number
  /** From the tag on: the element numbered 1 is the first behind it. */
  readonly elements: readonly Element[]
  /** Further repetitions of an element, by its number, where the interchange has a repetition separator. */
  readonly repeats?: ReadonlyMap<number, readonly Element[]>
  /** Something was longer than the limits and is cut. */
  readonly isOverlong?: boolean
  /** Its end was released, and the next segment begins behind it. */
  readonly isGlued?: boolean
}

/** The value at `element.component`, both counted from 1, without blanks around it; undefined when empty. */
export const textAt = (segment: Segment, element: number, component = 1): string | undefined =>
  componentOf(segment.elements[element], component)?.trim() || undefined

const componentOf = (element: Element | undefined, component: number) =>
  typeof element === 'string' ? (component === 1 ? element : undefined) : element?.[component - 1]

/** A code at `element.component`: as `textAt`, in upper case. */
export const codeAt = (segment: Segment, element: number, component = 1): string | undefined =>
  textAt(segment, element, component)?.toUpperCase()

/** An element with all its repetitions. */
export const repetitionsOf = (
  segment: Segment,
  element: number
): readonly (readonly string[])[] => {
  const first = segment.elements[element]
  if (first === undefined) return []
  const all = segment.repeats ? [first, ...(segment.repeats.get(element) ?? [])] : [first]
  return all.map(componentsOf)
}

/**
 * The segment with its repetitions put back as they were sent, but for those of one element: `DOE*JOHN` is a name with a star,
 * `UTO*NOR` are two nationalities. The same segment where there is nothing to put back.
 */
export const joinRepeats = (segment: Segment, character = '', repeating?: number): Segment => {
  if (!segment.repeats) return segment
  const { repeats, ...once } = segment
  const others = [...repeats].filter(([at]) => at !== repeating)
  if (others.length === 0) return segment
  const elements = [...segment.elements]
  for (const [at, all] of others) {
    elements[at] = all.reduce((one, next) => joined(one, next, character), elements[at] ?? '')
  }
  const kept = repeating === undefined ? undefined : repeats.get(repeating)
  return { ...once, elements, ...(repeating && kept && { repeats: new Map([[repeating, kept]]) }) }
}

const joined = (one: Element, other: Element, character: string): Element => {
  const [before, [first = '', ...behind]] = [componentsOf(one), componentsOf(other)]
  const value = `${before.at(-1) ?? ''}${character}${first}`.slice(0, limits.maxComponentLength)
  return [...before.slice(0, -1), value, ...behind]
}

/** The components of an element, of which one that is not divided has one. */
export const componentsOf = (element: Element | undefined): readonly string[] =>
  typeof element === 'string' ? [element] : (element ?? [])

/** The segment as it would stand in a message with default separators, for showing what could not be read. */
export const segmentText = ({ tag, elements }: Segment): string =>
  [tag, ...elements.slice(1).map(element => componentsOf(element).join(':'))].join('+')
