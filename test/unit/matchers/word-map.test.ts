import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createWordMap } from '#matchers/watch/word-map.ts'

const words = fc.oneof(
  fc.integer({ min: 1, max: 50 }),
  fc.integer({ min: 1, max: 0x0fffffff }),
  // The same low bits: they would all ask for one place.
  fc.integer({ min: 1, max: 4_000 }).map(word => word << 16)
)
const values = fc.integer({ min: 1, max: 0xffff })
const names = fc.array(fc.tuple(words, values), { maxLength: 3_000, size: 'max' })

test('a word has the value that it was given last, and none from before all were forgotten', () => {
  const map = createWordMap()
  fc.assert(
    fc.property(names, fc.array(words), (given, others) => {
      map.clear()
      for (const [word, value] of given) map.set(word, value)
      const expected = new Map(given)
      for (const word of [...expected.keys(), ...others]) {
        expect(map.get(word)).toBe(expected.get(word) ?? 0)
      }
    }),
    { numRuns: 60 }
  )
})
