import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  codeAt,
  componentsOf,
  joinRepeats,
  repetitionsOf,
  type Segment,
  segmentText,
  textAt
} from '#src/manifests/edifact/segment.ts'
import { findInterchange } from '#src/manifests/edifact/service-characters.ts'
import { tokenize } from '#src/manifests/edifact/tokenize.ts'
import { writeSegment } from '#src/manifests/edifact/write-segments.ts'

const split = (text: string) => {
  const segments: Segment[] = []
  const start = findInterchange(text)
  if (!start) throw new Error('no interchange')
  return { segments, ending: tokenize(text, start, segment => segments.push(segment)) }
}

const unb = "UNB+UNOA:4+A'"
const second = (text: string, una = '') => {
  const segment = split(`${una}${unb}${text}`).segments[1]
  if (!segment) throw new Error('no segment')
  return segment
}

test('splits into segments, elements and components, with their places', () => {
  const { segments, ending } = split(`${unb}\r\nNAD+FL+++DOE:JANE:'UNZ+1+2'junk`)
  expect(segments.map(({ tag, number, at }) => [tag, number, at])).toEqual([
    ['UNB', 1, 0],
    ['NAD', 2, 15],
    ['UNZ', 3, 34]
  ])
  expect(segments[1]?.elements).toEqual(['NAD', 'FL', '', '', ['DOE', 'JANE', '']])
  expect(ending).toEqual({ at: 42, hasTrailer: true, isTooLong: false })
})

test.for([
  { text: "NAD+O?'CONNOR'", value: "O'CONNOR", why: 'a released terminator' },
  { text: "NAD+A?+B'", value: 'A+B', why: 'a released separator' },
  { text: "NAD+A??'", value: 'A?', why: 'a released release character' },
  { text: "NAD+A???''", value: "A?'", why: 'both' },
  { text: "NAD+?A'", value: 'A', why: 'a release before what needs none' },
  { text: "NAD+A?\r\n'B'", value: "A'B", why: 'a wrap between the release and its character' },
  { text: "NAD+HUDA\r\n JAWAD'", value: 'HUDA JAWAD', why: 'a wrap before a blank, which is kept' },
  { text: "N\r\nAD+HU\r\nDA'", value: 'HUDA', why: 'wraps inside tag and value' },
  { text: " NAD +  HUDA  '", value: 'HUDA', why: 'blanks around tag and value' },
  { text: "nad+HUDA'", value: 'HUDA', why: 'a tag in lower case' },
  { text: "NAD+UT*7'", value: 'UT*7', why: 'a star, which is data unless UNA names it' }
])('undoes $why', ({ text, value }) => {
  const segment = second(text)
  expect([segment.tag, textAt(segment, 1)]).toEqual(['NAD', value])
})

test('gives undefined for what is left out or blank', () => {
  const segment = second("LOC+ +A::b'")
  expect(textAt(segment, 1)).toBeUndefined()
  expect(textAt(segment, 1, 2)).toBeUndefined()
  expect(textAt(segment, 2, 2)).toBeUndefined()
  expect(codeAt(segment, 2, 3)).toBe('B')
  expect(textAt(segment, 9)).toBeUndefined()
  expect(repetitionsOf(segment, 9)).toEqual([])
  expect(componentsOf(undefined)).toEqual([])
  expect(segmentText(segment)).toBe('LOC+ +A::b')
})

test('repeats elements only where UNA names the character', () => {
  const segment = second("NAT+2+UTO*NOR:X*SWE+Z'", "UNA:+.?*'")
  expect(segment.elements).toEqual(['NAT', '2', 'UTO', 'Z'])
  expect(repetitionsOf(segment, 2)).toEqual([['UTO'], ['NOR', 'X'], ['SWE']])
  expect(repetitionsOf(second("NAT+2+UTO*NOR'"), 2)).toEqual([['UTO*NOR']])
})

test('puts repetitions back as they were sent, but for the element that may have them', () => {
  const name = second("NAD+FL+++DOE*JO:ANN*A:B'", "UNA:+.?*'")
  expect(segmentText(joinRepeats(name, '*'))).toBe('NAD+FL+++DOE*JO:ANN*A:B')
  const nationality = second("NAT+2*9+UTO*NOR'", "UNA:+.?*'")
  expect(repetitionsOf(joinRepeats(nationality, '*', 2), 2)).toEqual([['UTO'], ['NOR']])
  expect(textAt(joinRepeats(nationality, '*', 2), 1)).toBe('2*9')
  const plain = second("NAT+2+UTO*NOR'", "UNA:+.?*'")
  expect(joinRepeats(plain, '*', 2)).toBe(plain)
})

test.for([
  { text: "NAD+FL+++JOS?'RFF+ABO:YY1'", tags: ['NAD', 'RFF'], glued: 1, why: 'a reference' },
  { text: "NAD+X?'\r\nNAD+DOE?'DOC+P'", tags: ['NAD', 'NAD', 'DOC'], glued: 2, why: 'two' },
  { text: "NAD+FL+++O?'CONNOR'", tags: ['NAD'], glued: 0, why: 'not in a name' },
  { text: "NAD+FL+++O?'DOCHERTY'", tags: ['NAD'], glued: 0, why: 'not in one like a tag' },
  { text: "NAD+FL+++X??'", tags: ['NAD'], glued: 0, why: 'not where the end is one' }
])('ends a segment whose end was released before another: $why', ({ text, tags, glued }) => {
  const found = split(unb + text).segments.slice(1)
  expect(found.map(({ tag }) => tag)).toEqual(tags)
  expect(found.filter(({ isGlued }) => isGlued)).toHaveLength(glued)
})

test('leaves out what stands between two terminators and what has no end', () => {
  const { segments, ending } = split(`${unb}''\r\n'NAD+X'DT`)
  expect(segments.map(({ tag }) => tag)).toEqual(['UNB', 'NAD'])
  expect(ending).toMatchObject({ hasTrailer: false, isTooLong: false })
})

test('cuts what is longer than the limits, and says so', () => {
  const long = second(`FTX+${'A'.repeat(600)}'`)
  expect(textAt(long, 1)).toHaveLength(512)
  expect(long.isOverlong).toBe(true)
  const released = second(`FTX+?A${'A'.repeat(600)}'`)
  expect(textAt(released, 1)).toHaveLength(512)
  expect(second(`FTX${'+A'.repeat(300)}'`).elements).toHaveLength(100)
  expect(second(`FTX+A${':A'.repeat(300)}'`).isOverlong).toBe(true)
  expect(second(`FTX+A${'*A'.repeat(300)}'`, "UNA:+.?*'").isOverlong).toBe(true)
})

test('reads no more segments than a manifest may have', () => {
  expect(split(`${unb}${"A'".repeat(260_000)}`).ending.isTooLong).toBe(true)
})

test('reads back whatever was written', () => {
  const value = fc.string({ unit: fc.constantFrom(..."AB:+'?*#- é") }).map(text => text.trim())
  fc.assert(
    fc.property(fc.array(fc.array(value, { minLength: 1 })), elements => {
      const segment = second(writeSegment('FTX', ...elements))
      for (const [e, components] of elements.entries()) {
        for (const [c, text] of components.entries()) {
          expect(textAt(segment, e + 1, c + 1) ?? '').toBe(text)
        }
      }
    })
  )
})
