import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keyedHash } from '#src/domain/keyed-hash.ts'

test.for([
  {
    secret: Buffer.alloc(20, 0x0b),
    text: 'Hi There',
    hex: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    why: 'a short key'
  },
  {
    secret: Buffer.alloc(131, 0xaa),
    text: 'Test Using Larger Than Block-Size Key - Hash Key First',
    hex: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    why: 'a key longer than a block'
  }
])('gives what RFC 4231 says: $why', ({ secret, text, hex }) => {
  expect(Buffer.from(keyedHash(secret)(text), 'base64url').toString('hex')).toBe(hex)
})

test('gives what the system’s own HMAC gives, of texts of any length in any order', () => {
  const secret = Buffer.alloc(32, 7)
  const hashed = keyedHash(secret)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1_000, size: 'large' }), text => {
      expect(hashed(text)).toBe(createHmac('sha256', secret).update(text).digest('base64url'))
    })
  )
})
