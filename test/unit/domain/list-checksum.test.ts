import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checksumModulus, entryHash, exchanged } from '#src/domain/list-checksum.ts'

const key = fc.record({
  list: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
  id: fc.string({ minLength: 1, maxLength: 30 }),
  revision: fc.integer({ min: 1, max: 2 ** 31 - 1 })
})
const hashOf = ({ list, id, revision }: { list: string; id: string; revision: number }) =>
  entryHash(list, id, revision)

describe('the checksum of a list', () => {
  test('is the same in whatever order the entries came', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), keys => {
        const sum = (some: typeof keys) => some.reduce((sum, k) => exchanged(sum, 0, hashOf(k)), 0)
        expect(sum(keys.toReversed())).toBe(sum(keys))
      })
    )
  })

  test('forgets an entry that was taken out', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const both = exchanged(hashOf(one), 0, hashOf(other))
        expect(exchanged(both, hashOf(other), 0)).toBe(hashOf(one))
      })
    )
  })

  test('stays a whole number that doubles hold exactly', () => {
    fc.assert(
      fc.property(key, key, (one, other) => {
        const sum = exchanged(hashOf(one), hashOf(other), checksumModulus - 1)
        expect(Number.isSafeInteger(sum)).toBe(true)
        expect(sum).toBeGreaterThanOrEqual(0)
        expect(sum).toBeLessThan(checksumModulus)
      })
    )
  })

  test('differs for entries that differ in list, id or revision', () => {
    const hashes = new Set<number>()
    for (const list of ['a', 'b', 'c', 'd', 'e']) {
      for (let id = 0; id < 2_000; id++) {
        for (let revision = 1; revision <= 20; revision++) {
          hashes.add(entryHash(list, String(id), revision))
        }
      }
    }
    expect(hashes.size).toBe(5 * 2_000 * 20)
  })
})
