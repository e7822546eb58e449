import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compressed, decompressed } from '#src/adapters/redis/compressed.ts'

test('any text comes back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      expect(decompressed(compressed(text))).toBe(text)
    })
  )
})

test('what earlier builds left in the record can still be read', () => {
  expect(decompressed(gzipSync('{"persons":[]}', { level: 1 }))).toBe('{"persons":[]}')
})
