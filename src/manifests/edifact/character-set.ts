import { isUtf8 } from 'node:buffer'
import { componentsOf, type Element, type Segment } from './segment.ts'

/** Segments with their text decoded, and whether the bytes were in the character set that UNB names. */
export interface Decoded {
  readonly segments: readonly Segment[]
  readonly isAsDeclared: boolean
}

/** ISO 9735's names for character sets; UNOA and UNOB are ASCII, UNOC is Latin-1. */
const iso8859: Readonly<Record<string, string>> = {
  UNOD: 'iso-8859-2',
  UNOE: 'iso-8859-5',
  UNOF: 'iso-8859-7',
  UNOG: 'iso-8859-3',
  UNOH: 'iso-8859-4',
  UNOI: 'iso-8859-6',
  UNOJ: 'iso-8859-8',
  UNOK: 'iso-8859-9'
}

/** Whether there is anything to decode from an offset on. */
export const isAscii = (text: string, from: number): boolean => {
  highBytes.lastIndex = from
  return !highBytes.test(text)
}

const highBytes = /[\x80-\xff]/g

/**
 * Decodes segments that were split with one character a byte. By the declared set; where that is no more than ASCII or
 * Latin-1 and the bytes are UTF-8, as UTF-8, because no name in Latin-1 looks like that; and in the last resort Latin-1. A value
 * that is not in the declared set is read so too: no letter is ever replaced.
 */
export const decodeSegments = (segments: readonly Segment[], declared = ''): Decoded => {
  if (!segments.some(isForeign)) return { segments, isAsDeclared: true }
  const table = iso8859[declared]
  if (table) return decodeByTable(table, segments)
  const areUnicode = segments.every(isUnicode)
  return {
    // Value by value: one that was cut within a letter changes no other.
    segments: decodeWith({ decode: asUnicode }, segments),
    isAsDeclared: areUnicode ? declared === 'UNOY' || declared === 'UNOW' : declared === 'UNOC'
  }
}

/**
 * Decodes segments of a transmission that came as text, which is UTF-8 here: whatever carried it has undone the character set
 * that UNB names.
 */
export const decodeText = (segments: readonly Segment[], declared = ''): Decoded => ({
  segments: decodeWith(new TextDecoder(), segments),
  isAsDeclared: !asciiOnly.has(declared) || !segments.some(isForeign)
})

const asciiOnly = new Set(['', 'UNOA', 'UNOB'])

const hasHighBytes = (value: string) => /[\x80-\xff]/.test(value)

const elementsOf = ({ elements, repeats }: Segment): readonly Element[] =>
  repeats ? [...elements, ...[...repeats.values()].flat()] : elements

const isForeign = (segment: Segment) =>
  elementsOf(segment).some(element => componentsOf(element).some(hasHighBytes))

const isUnicode = (segment: Segment) =>
  elementsOf(segment).every(element =>
    componentsOf(element).every(
      value => !hasHighBytes(value) || isUtf8(Buffer.from(value, 'latin1'))
    )
  )

const utf8 = new TextDecoder()

/** As UTF-8 where it is that, maybe cut within its last letter; else as Latin-1. */
const asUnicode = (bytes: Buffer) => {
  const whole = [0, 1, 2, 3]
    .map(cut => bytes.subarray(0, bytes.length - cut))
    .find((part, cut) => isUtf8(part) && (cut === 0 || part.some(byte => byte > 0x7f)))
  return whole ? utf8.decode(whole) : bytes.toString('latin1')
}

const decodeByTable = (table: string, segments: readonly Segment[]): Decoded => {
  const decoder = new TextDecoder(table, { fatal: true })
  let isAsDeclared = true
  const decode = (bytes: Buffer) => {
    try {
      return decoder.decode(bytes)
    } catch {
      isAsDeclared = false
      return asUnicode(bytes)
    }
  }
  const decoded = decodeWith({ decode }, segments)
  return { segments: decoded, isAsDeclared }
}

const decodeWith = (
  decoder: { decode: (bytes: Buffer) => string },
  segments: readonly Segment[]
) => {
  const decodeValue = (value: string) =>
    hasHighBytes(value) ? decoder.decode(Buffer.from(value, 'latin1')) : value
  const decode = (element: Element) =>
    typeof element === 'string' ? decodeValue(element) : element.map(decodeValue)
  return segments.map((segment): Segment => {
    if (!isForeign(segment)) return segment
    const { elements, repeats } = segment
    const decoded = { ...segment, elements: elements.map(decode) }
    if (!repeats) return decoded
    const others = [...repeats].map(([at, all]) => [at, all.map(decode)] as const)
    return { ...decoded, repeats: new Map(others) }
  })
}
