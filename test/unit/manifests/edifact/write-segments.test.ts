import { expect, test } from 'vitest'
import { writeSegment } from '#src/manifests/edifact/write-segments.ts'

test.for([
  { written: writeSegment('BGM', '962'), expected: "BGM+962'", why: 'a value' },
  {
    written: writeSegment('RFF', ['TN', '1', undefined, '']),
    expected: "RFF+TN:1'",
    why: 'no components at the end that are empty'
  },
  {
    written: writeSegment('FTX', 'AAP', '', undefined, 'OK', ''),
    expected: "FTX+AAP+++OK'",
    why: 'empty elements between, none at the end'
  },
  {
    written: writeSegment('FTX', "A+B:C'D?E"),
    expected: "FTX+A?+B?:C?'D??E'",
    why: 'released data'
  },
  {
    written: writeSegment('FTX', "A\r\n'B\x00"),
    expected: "FTX+A?'B'",
    why: 'no control characters'
  }
])('writes $why', ({ written, expected }) => {
  expect(written).toBe(expected)
})
