import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDelta } from '#matchers/watch/delta.ts'
import type { Unit } from '#matchers/watch/name-units.ts'

const words = fc.integer({ min: 1, max: 60 })
const rows = fc.array(fc.uniqueArray(words, { maxLength: 5 }), { maxLength: 40 })

const unitOf = (ids: readonly number[], pairs: readonly number[], isElusive: boolean): Unit => ({
  positions: [0],
  weight: 1,
  words: Uint32Array.from(ids),
  likeness: new Float64Array(ids.length),
  ids: Uint32Array.from(ids),
  gains: new Float64Array(ids.length),
  initials: new Uint32Array(),
  splits: pairs.map(scan => ({ scan, other: scan + 1, isOtherFiled: true })),
  isElusive,
  meetsLight: false
})
const units = fc.array(fc.tuple(fc.array(words), fc.array(words, { maxLength: 3 })), {
  maxLength: 3
})

test('the rows of a name are all that are filed under one of its words, before and after a snapshot', () => {
  fc.assert(
    fc.property(rows, units, fc.boolean(), (filed, name, isElusive) => {
      const delta = createDelta()
      filed.forEach((keys, slot) => {
        delta.add(slot, [0], [0, ...keys], keys)
      })
      const expected = [...filed.keys()].filter(row =>
        name.some(
          ([ids, pairs]) =>
            isElusive || filed[row]?.some(key => ids.includes(key) || pairs.includes(key))
        )
      )
      const wanted = name.map(([ids, pairs]) => unitOf(ids, pairs, isElusive))
      expect(delta.rowsOf(wanted)).toEqual(expected)
      expect(createDelta(delta.image()).rowsOf(wanted)).toEqual(expected)
    })
  )
})
