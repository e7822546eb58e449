import { expect, test } from 'vitest'
import { signedHeaders } from '#src/adapters/webhook/sign.ts'

// The example of the specification's reference libraries.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const signature = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
const [id, at, body] = [
  'msg_p5jXN8AQM9LWM0D4loKWxJek',
  new Date(1_614_265_330_000),
  '{"test": 2432232314}'
]

test('signs as Standard Webhooks says', () => {
  expect(signedHeaders([secret], id, at, body)).toEqual({
    'webhook-id': id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': signature
  })
})

test('signs with every secret while one takes the place of another', () => {
  const next = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const signatures = signedHeaders([next, secret], id, at, body)['webhook-signature']?.split(' ')
  expect(signatures).toHaveLength(2)
  expect(signatures?.[1]).toBe(signature)
})
