import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostOf } from '#matchers/watch/most-of.ts'

test('of so many counts the highest are given, the lowest of them first', () => {
  expect([...mostOf(Uint32Array.of(5, 0, 9000, 1, 7000, 5), 3)]).toEqual([5, 4, 2])
  expect([...mostOf(Uint32Array.of(0, 2, 0), 3)]).toEqual([1])
  expect([...mostOf(Uint32Array.of(3), 0)]).toEqual([])
})

test('they are those that sorting all would give', () => {
  const counts = fc.array(fc.oneof(fc.nat(4), fc.nat(10_000)), { maxLength: 60 })
  fc.assert(
    fc.property(counts, fc.nat(70), (counts, most) => {
      const places = [...counts.keys()].filter(place => counts[place] !== 0)
      places.sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b)
      const highest = places.slice(Math.max(0, places.length - most))
      expect([...mostOf(Uint32Array.from(counts), most)]).toEqual(highest)
    })
  )
})
