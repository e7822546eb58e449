import { expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { chunkOf, connectRaw, headOf, lastChunk } from '#test/helpers/raw-caller.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

let aheadMs = 0
const test = withService({ now: () => new Date(Date.now() + aheadMs) })

const jtiOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).jti

/** Ends the token of a batch that is under way, and goes on with it. */
const endMeanwhile = async (
  service: RunningService,
  list: string,
  end: (token: string) => Promise<unknown>
) => {
  await makeList(service, list)
  const token = service.token('agency_editor', { agency: 'interior' })
  const caller = await connectRaw(service.url)
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/x-ndjson',
    'transfer-encoding': 'chunked'
  }
  const line = (id: string) =>
    `${JSON.stringify({ op: 'put', entry: { ...entryOf(someone(id)), id } })}\n`
  caller.send(headOf('POST', `/v1/lists/${list}/entries/batch`, headers))
  // As many as are answered before the end.
  caller.send(chunkOf(line('before') + 'x\n'.repeat(1_999)))
  await caller.upTo('"id":"before","status":200')
  await end(token)
  caller.send(chunkOf(line('after')) + lastChunk)
  const reply = await caller.upTo('NOT_SIGNED_IN')
  aheadMs = 0
  const entry = await service.asRole('admin')('GET', `/v1/lists/${list}/entries/after`)
  return { reply, status: entry.status }
}

test('a batch changes nothing more once its token was revoked', async ({ service }) => {
  const { reply, status } = await endMeanwhile(service, 'revoked', async token =>
    okay(await service.asRole('admin')('POST', '/v1/tokens/revoke', { jti: jtiOf(token) }))
  )
  expect(reply).toContain('"status":401')
  expect(status).toBe(404)
})

test('a batch changes nothing more once its token has ended', async ({ service }) => {
  const { status } = await endMeanwhile(service, 'ended', async () => {
    aheadMs = 24 * 3_600_000
  })
  expect(status).toBe(404)
})
