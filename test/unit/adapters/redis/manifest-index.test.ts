import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filedBy, keptKeys, keysIn } from '#src/adapters/redis/manifest-index.ts'
import { manifestKeys } from '#src/adapters/redis/manifest-keys.ts'

const digests = fc.array(
  fc
    .uint8Array({ minLength: 17, maxLength: 17 })
    .map(bytes => Buffer.from(bytes).toString('base64url'))
)
const { bucket } = manifestKeys({ key: (part, name) => `{${part}}:${name}` })

test('keys come back sorted and each once, however often they were kept', () => {
  fc.assert(
    fc.property(fc.array(digests.filter(keys => keys.length > 0)), kept => {
      expect(keysIn(kept.map(keptKeys))).toEqual([...new Set(kept.flat())].sort())
    })
  )
})

test('bucket and field together say what a key is filed by', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      const filed = [one, other].map(key => bucket(key) + filedBy(key).slice(3))
      expect(filed[0] === filed[1]).toBe(filedBy(one) === filedBy(other))
    })
  )
})

test('digests spread evenly over four times as many buckets as three letters make', () => {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']
  const sizes = Object.values(Object.groupBy(letters, letter => bucket(`AAA${letter}`)))
  expect(sizes.map(found => found?.length).sort()).toEqual([15, 15, 16, 18])
})
