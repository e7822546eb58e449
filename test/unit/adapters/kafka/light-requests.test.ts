import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { makeLightRequests } from '#src/adapters/kafka/light-requests.ts'
import { growsOld } from '#test/helpers/grows-old.ts'

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js')

/** A queue of a connection that sends nothing. */
const requestQueue = () =>
  new RequestQueue({
    maxInFlightRequests: null,
    requestTimeout: 1_000,
    logger: { debug: () => undefined, warn: () => undefined }
  })

test('a request is in flight until it is answered', () => {
  makeLightRequests()
  const queue = requestQueue()
  const answered: unknown[] = []
  const push = (correlationId: number) =>
    queue.push({
      entry: {
        correlationId,
        resolve: ({ payload }: { readonly payload: unknown }) => answered.push(payload),
        reject: (error: unknown) => answered.push(error)
      },
      expectResponse: true,
      sendRequest: () => undefined
    })
  for (const id of [1, 2, 3]) push(id)
  expect(() => push(2)).toThrow('Correlation id already exists')
  expect(queue.inflight.size).toBe(3)
  queue.fulfillRequest({ correlationId: 2, payload: 'second', size: 6 })
  expect([answered, queue.inflight.size]).toEqual([['second'], 2])
  queue.rejectAll(new Error('gone'))
  expect([answered.length, queue.inflight.size]).toEqual([3, 0])
})

test('what was asked and answered does not grow old', async () => {
  makeLightRequests()
  const queue = requestQueue()
  let last = 0
  const push = () =>
    queue.push({
      entry: { correlationId: ++last, resolve: () => undefined, held: muchBehind() },
      expectResponse: true,
      sendRequest: () => undefined
    })
  // Always two in flight, as of a consumer and a producer.
  push()
  const comeAndGo = () => {
    for (let nth = 0; nth < 50; nth++) {
      push()
      queue.fulfillRequest({ correlationId: last - 1, payload: null, size: 0 })
    }
  }
  expect(await growsOld(comeAndGo)).toBeLessThan(2_000_000)
})

const muchBehind = () => Array.from({ length: 1_000 }, (_, at) => ({ at }))
