/**
 * The check digit of ICAO Doc 9303 part 3, section 4.9: weights 7, 3, 1 from the left, sum modulo 10.
 *
 *   5  2  0  7  2  7
 *   7  3  1  7  3  1      35 + 6 + 0 + 49 + 6 + 7 = 103, digit 3
 *
 * 0, A, K, U and the filler all count as 0 modulo 10, so that one read for another goes unnoticed.
 */

/** From one position to another in the joined lines; counted from 0, the end excluded. */
export type Span = readonly [from: number, to: number]

const weights = Uint8Array.of(7, 3, 1)

const values = new Uint8Array(128)
for (let i = 0; i < 36; i++) values[i.toString(36).toUpperCase().charCodeAt(0)] = i

/** What a character counts in a check digit; whatever is no digit or capital letter counts 0. */
export const characterValue = (text: string, at: number): number => values[text.charCodeAt(at)] ?? 0

/** The weight of the character at this place of a checked field. */
export const characterWeight = (place: number): number => weights[place % 3] ?? 0

/** The check digit over several stretches of the text, weighed as one. */
export const checkDigitOver = (text: string, spans: readonly Span[]): number => {
  let sum = 0
  let place = 0
  for (const [from, to] of spans) {
    for (let i = from; i < to; i++) {
      sum += characterValue(text, i) * characterWeight(place)
      place = place === 2 ? 0 : place + 1
    }
  }
  return sum % 10
}

/** The check digit of a field, as it is printed. */
export const checkDigit = (field: string): string =>
  String(checkDigitOver(field, [[0, field.length]]))
