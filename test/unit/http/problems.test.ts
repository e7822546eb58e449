import createError from '@fastify/error'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import { handleErrors } from '#src/http/problems.ts'

/** What a route answers, and what is logged, when its handler fails with this. */
const answerTo = async (error: unknown) => {
  const lines: string[] = []
  const app = Fastify({ logger: { stream: { write: (line: string) => lines.push(line) } } })
  handleErrors(app)
  app.get('/', async () => Promise.reject(error))
  const reply = await app.inject('/')
  await app.close()
  return { reply, body: reply.json(), log: lines.join('') }
}
const failing = (code: string, status: number) => new (createError(code, 'MESSAGE', status))()

test.for([
  {
    error: failing('BAD_REQUEST', 400),
    status: 400,
    code: 'BAD_REQUEST',
    shown: true,
    why: 'the caller’s fault'
  },
  {
    error: failing('NOT_SIGNED_IN', 401),
    status: 401,
    code: 'NOT_SIGNED_IN',
    shown: true,
    why: 'no token'
  },
  {
    error: failing('OVERLOADED', 503),
    status: 503,
    code: 'OVERLOADED',
    shown: true,
    why: 'to be tried again'
  },
  {
    error: Object.assign(new Error('MESSAGE'), { code: 'RECORD_UNAVAILABLE' }),
    status: 503,
    code: 'RECORD_UNAVAILABLE',
    shown: false,
    why: 'the record, from below'
  },
  { error: failing('ODD', 502), status: 500, code: 'INTERNAL', shown: false, why: 'an odd status' },
  {
    error: new Error('MESSAGE'),
    status: 500,
    code: 'INTERNAL',
    shown: false,
    why: 'what nobody expected'
  },
  {
    error: Object.assign(new TypeError('MESSAGE'), { code: 'ERR_X' }),
    status: 500,
    code: 'INTERNAL',
    shown: false,
    why: 'a mistake of ours'
  }
])('is a problem with a stable code: $why', async ({ error, status, code, shown }) => {
  const { reply, body } = await answerTo(error)
  expect(reply.statusCode).toBe(status)
  expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/)
  expect(body).toMatchObject({ type: 'about:blank', title: expect.any(String), status, code })
  expect(reply.body.includes('MESSAGE')).toBe(shown)
  expect(body.requestId).toEqual(expect.any(String))
  expect(reply.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined)
  expect(reply.headers['retry-after']).toBe(status === 503 ? '1' : undefined)
})

test.for(['MESSAGE', 'of two lines\nMESSAGE'])(
  'logs what nobody expected with its place, without its message, which may quote what was sent: %j',
  async message => {
    const { log } = await answerTo(new TypeError(message))
    expect(log).toContain('request failed')
    expect(log).toContain('TypeError')
    expect(log).toContain('problems.test.ts')
    expect(log).not.toContain('MESSAGE')
  }
)

test('logs why the record can not be written, and does not tell the caller', async () => {
  const { body, log } = await answerTo(recordUnavailable('nothing was stored: disk is full'))
  expect(log).toContain('disk is full')
  expect(body).toMatchObject({ status: 503, code: 'RECORD_UNAVAILABLE' })
  expect(body.detail).not.toContain('disk')
})
