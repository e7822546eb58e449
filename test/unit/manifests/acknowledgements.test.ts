import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { idsUnder } from '#src/domain/ids.ts'
import type { Audit, Manifests } from '#src/domain/ports.ts'
import { takeAcknowledgements } from '#src/manifests/acknowledgements.ts'
import { createMetrics } from '#src/metrics.ts'

test('a message that acknowledges thousands has a few of them looked up at once', async () => {
  let [underWay, mostUnderWay] = [0, 0]
  const manifests: Partial<Manifests> = {
    get: async () => {
      underWay += 1
      mostUnderWay = Math.max(mostUnderWay, underWay)
      await nextTurn()
      underWay -= 1
      return undefined
    }
  }
  const deps = {
    ids: idsUnder(Buffer.alloc(32)),
    manifests: manifests as Manifests,
    audit: {
      append: () => Promise.reject(new Error('nothing was taken'))
    } as Partial<Audit> as Audit,
    metrics: createMetrics(),
    now: () => new Date('2026-11-22T08:00:00Z')
  }
  const transactions = Array.from({ length: 2_000 }, (_, at) => `T${at}`)
  const carrier = { sub: 'system of YYAIR', roles: ['carrier'], carrier: 'YYAIR' } as const
  const outcome = await takeAcknowledgements(deps, carrier, transactions)
  expect(outcome).toEqual({ acknowledged: 0, unknown: 2_000 })
  expect(mostUnderWay).toBeLessThan(100)
})
