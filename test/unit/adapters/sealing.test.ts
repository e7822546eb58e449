import { expect, test } from 'vitest'
import { sealingUnder } from '#src/adapters/sealing.ts'

const key = Buffer.alloc(32, 7)
const sealing = sealingUnder(key)

test.for(['', 'plain', 'محمد 李 🛂', 'x'.repeat(100_000)])('opens what it sealed: %s', text => {
  expect(sealing.open(sealing.seal(text, 'here'), 'here')).toBe(text)
})

test('seals the same text differently each time', () => {
  const sealed = Array.from({ length: 2_000 }, () => sealing.seal('a', 'here').toString())
  expect(new Set(sealed).size).toBe(2_000)
})

test('does not show the text', () => {
  expect(Buffer.from(sealing.seal('AL-TIKRITI', 'here')).includes('TIKRITI')).toBe(false)
})

test('refuses what was moved to another place', () => {
  const sealed = sealing.seal('remarks', 'listed_text|ofac|1|remarks|5')
  expect(() => sealing.open(sealed, 'listed_text|ofac|2|remarks|5')).toThrow()
})

test('refuses what was changed', () => {
  const sealed = sealing.seal('remarks', 'here')
  for (const at of [0, 12, sealed.length - 1]) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    expect(() => sealing.open(changed, 'here')).toThrow()
  }
})

test('refuses what was sealed under another key', () => {
  const other = sealingUnder(Buffer.alloc(32, 8))
  expect(() => other.open(sealing.seal('remarks', 'here'), 'here')).toThrow()
})

test('gives a text the same digest under the same key only', () => {
  const other = sealingUnder(Buffer.alloc(32, 8))
  expect(sealing.digest('wanted/1')).toBe(sealingUnder(key).digest('wanted/1'))
  expect(sealing.digest('wanted/1')).not.toBe(sealing.digest('wanted/2'))
  expect(sealing.digest('wanted/1')).not.toBe(other.digest('wanted/1'))
})
