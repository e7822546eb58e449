import { expect, test } from 'vitest'
import type { RecordedEvent } from '#src/domain/ports.ts'
import { isForeign } from '#src/domain/set-aside.ts'

test.for([
  { source: 'kafka', expected: true },
  { source: 'portcullis', expected: false },
  { source: 'http', expected: false }
])('an event of $source may be anything: $expected', ({ source, expected }) => {
  expect(isForeign({ event: { source } } as RecordedEvent)).toBe(expected)
})
