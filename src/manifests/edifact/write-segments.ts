import { defaultCharacters } from './service-characters.ts'

/** A value or nothing; what is left out at the end of an element or a segment is not written. */
export type Part = string | undefined

/** The service string advice for what `writeSegment` writes. */
export const advice = "UNA:+.? '"

/**
 * One segment with the default separators: each element a value or a list of components. Data that looks like a separator
 * is released; line breaks and other control characters, which are no data, are left out.
 */
export const writeSegment = (
  tag: string,
  ...elements: readonly (Part | readonly Part[])[]
): string => {
  const written = elements.map(element =>
    typeof element === 'object' ? joined(element.map(released), ':') : released(element)
  )
  return `${joined([tag, ...written], '+')}${defaultCharacters.terminator}`
}

const released = (value: Part) =>
  (value ?? '').replaceAll(/\p{Cc}/gu, '').replaceAll(/[?:+']/g, '?$&')

const joined = (values: readonly string[], separator: string) => {
  const used = values.findLastIndex(value => value !== '') + 1
  return values.slice(0, used).join(separator)
}
