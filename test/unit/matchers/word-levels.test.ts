import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlannedUnit } from '#matchers/watch/name-plan.ts'
import { flags } from '#matchers/watch/row.ts'
import { createWordLevels } from '#matchers/watch/word-levels.ts'

const words = fc.integer({ min: 1, max: 40 })
const like = fc.array(fc.tuple(words, fc.integer({ min: 1, max: 3 })), { maxLength: 12 })
const names = fc.array(like, { minLength: 1, maxLength: 4 })
const rows = fc.array(fc.array(words, { maxLength: 6 }), { maxLength: 30 })

/** A unit that agrees with words at these levels. */
const unitOf = (agreeing: readonly (readonly [number, number])[], rank: number): PlannedUnit => ({
  positions: [rank],
  weight: 3,
  words: Uint32Array.from(agreeing, ([id]) => id),
  likeness: new Float64Array(agreeing.length),
  ids: Uint32Array.from(agreeing, ([id]) => id),
  gains: Float64Array.from(agreeing, ([, level]) => level),
  initials: new Uint32Array(),
  splits: [],
  isElusive: false,
  meetsLight: false,
  mask: 3 << (rank * 2),
  levelOf: gain => gain << (rank * 2),
  initialLevel: 1 << (rank * 2),
  most: [],
  reachLast: gain => gain
})

test("a row's words have the levels of the name at hand, and none of the one before", () => {
  const levels = createWordLevels()
  fc.assert(
    fc.property(names, rows, (name, held) => {
      levels.prepare({ units: name.map(unitOf) })
      const rowWords = held.flatMap(ids => [0xfff, ...ids.map(id => (id | flags.light) >>> 0)])
      const rowStart = [0]
      for (const ids of held) rowStart.push((rowStart.at(-1) ?? 0) + ids.length + 1)
      const parts = {
        rowStart: Uint32Array.from(rowStart),
        rowWords: Uint32Array.from(rowWords)
      }
      held.forEach((ids, row) => {
        const expected = name
          .flatMap((agreeing, rank) =>
            agreeing.filter(([id]) => ids.includes(id)).map(([, level]) => level << (rank * 2))
          )
          .reduce((all, level) => all | level, 0)
        expect(levels.of(parts, row)).toBe(expected)
      })
    })
  )
})
