import { generateKeyPairSync } from 'node:crypto'
import Fastify from 'fastify'
import { expect, onTestFinished, test, vi } from 'vitest'
import { providerKeys } from '#src/http/provider-keys.ts'

const header = (kid: string) => ({ alg: 'ES256', kid })
const minute = 60_000
const hour = 60 * minute

const aKey = (kid: string) => {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
}

/** A provider with these keys, that may fail, and a clock that tests move. */
const provider = async () => {
  const state = { keys: [aKey('first')], fails: false, asked: 0, elapsed: 0 }
  const app = Fastify()
  app.get('/keys', async (_request, reply) => {
    state.asked++
    return state.fails ? reply.code(500).send() : { keys: state.keys }
  })
  const url = new URL(`${await app.listen({ port: 0, host: '127.0.0.1' })}/keys`)
  onTestFinished(() => app.close())
  const warn = vi.fn<(reason: unknown) => void>()
  return { state, warn, find: providerKeys(url, { warn, elapsedMs: () => state.elapsed }) }
}

test('asks once, and again after ten minutes', async () => {
  const { state, find } = await provider()
  await find(header('first'))
  state.elapsed = 10 * minute
  await find(header('first'))
  expect(state.asked).toBe(1)
  state.elapsed++
  await find(header('first'))
  expect(state.asked).toBe(2)
})

test('a key that the provider has withdrawn ends', async () => {
  const { state, find } = await provider()
  await find(header('first'))
  state.keys = [aKey('second')]
  state.elapsed = 11 * minute
  await expect(find(header('first'))).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' })
  await expect(find(header('second'))).resolves.toBeDefined()
})

test('keys are used on for a day while the provider does not answer, and it is asked now and then', async () => {
  const { state, warn, find } = await provider()
  await find(header('first'))
  state.fails = true
  state.elapsed = 11 * minute
  await expect(find(header('first'))).resolves.toBeDefined()
  await expect(find(header('first'))).resolves.toBeDefined()
  expect([state.asked, warn.mock.calls.length]).toEqual([2, 1])
  state.elapsed += minute
  await expect(find(header('first'))).resolves.toBeDefined()
  expect([state.asked, warn.mock.calls.length]).toEqual([3, 2])
  state.elapsed = 24 * hour + 1
  await expect(find(header('first'))).rejects.toThrow()
  state.fails = false
  await expect(find(header('first'))).resolves.toBeDefined()
})

test('without any answer there is no key, and the provider is asked each time', async () => {
  const { state, find } = await provider()
  state.fails = true
  await expect(find(header('first'))).rejects.toThrow()
  await expect(find(header('first'))).rejects.toThrow()
  expect(state.asked).toBe(2)
  state.fails = false
  await expect(find(header('first'))).resolves.toBeDefined()
})
