import { generateKeyPairSync } from 'node:crypto'
import Fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { idsUnder } from '#src/domain/ids.ts'
import type { Audit, SharedList } from '#src/domain/ports.ts'
import { auth } from '#src/http/auth.ts'
import { checkRequests } from '#src/http/check-requests.ts'
import { entriesToolsRoutes } from '#src/http/entries-tools.ts'
import { handleErrors } from '#src/http/problems.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'

const editor = {
  sub: 'editor',
  jti: 'session-1',
  roles: ['agency_editor'],
  agency: 'interior',
  purposes: [],
  expiresAt: 4_102_444_800
} as const

test('a search of a list that is still loading is refused, and finds not nothing', async () => {
  const now = () => new Date('2026-11-22T08:00:00Z')
  const app = Fastify()
  onTestFinished(() => app.close())
  checkRequests(app)
  handleErrors(app)
  const { publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  await app.register(auth, { keys: { publicKey }, sessions: { caller: async () => editor } })
  await app.register(entriesToolsRoutes, {
    sharedList: {
      list: async () => ({ list: 'wanted', agency: 'interior' })
    } as unknown as SharedList,
    watchlist: new Watchlist(loadPolicy('config/policy.json'), now),
    tryEntry: async () => ({ compared: 0, referred: 0, days: 1 }),
    audit: { append: async () => undefined } as Partial<Audit> as Audit,
    ids: idsUnder(Buffer.alloc(32)),
    now
  })
  const reply = await app.inject({
    method: 'POST',
    url: '/lists/wanted/entries/find',
    payload: { traveller: { names: [{ full: 'Somebody Listed' }] } }
  })
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'WATCHLIST_NOT_READY'])
})
