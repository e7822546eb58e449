import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeList } from '#test/helpers/list.ts'
import { chunkOf, connectRaw, headOf, lastChunk } from '#test/helpers/raw-caller.ts'
import { startService } from '#test/helpers/running-service.ts'
import { startProcess } from '#test/helpers/service-process.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'

test('a service stops in order while a caller without a token has stalled in what it sends', async () => {
  const folder = await tempFolder()
  const service = await startProcess(folder)
  await makeList(service, 'wanted')
  const stalled = await connectRaw(service.url)
  stalled.send(headOf('POST', '/v1/screenings', { 'content-length': '100' }))
  await stalled.upTo('401')
  expect(await service.stop()).toMatchObject({ code: 0 })
  expect(await readFile(join(folder, 'audit-checkpoints.jsonl'), 'utf8')).toMatch(/\n$/)
})

test('a request under way is answered in full while the service stops', async () => {
  const service = await startProcess(await tempFolder())
  await makeList(service, 'wanted')
  const caller = await connectRaw(service.url)
  const head = headOf('POST', '/v1/lists/wanted/entries/batch', {
    authorization: `Bearer ${service.token('agency_editor', { agency: 'interior' })}`,
    'content-type': 'application/x-ndjson',
    'transfer-encoding': 'chunked'
  })
  caller.send(head + chunkOf('{}\n'.repeat(2_000)))
  await caller.upTo('BAD_REQUEST')
  const stopped = service.stop()
  await until(
    async () =>
      (await service
        .as()('GET', '/healthz')
        .then(isGone, () => true)) || undefined
  )
  const entry = { ...entryOf(someone('listed at last')), id: 'last' }
  caller.send(chunkOf(`${JSON.stringify({ op: 'put', entry })}\n`) + lastChunk)
  expect(await caller.upTo('"id":"last"')).toContain('"id":"last","status":200')
  expect(await stopped).toMatchObject({ code: 0 })
})

const isGone = ({ status }: { readonly status: number }) => status === 503

test.for([
  { why: 'before its request is whole', sent: () => 'POST /v1/screenings HT' },
  {
    why: 'in its body',
    sent: (token: string) =>
      headOf('POST', '/v1/screenings', {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': '100'
      })
  }
])('a caller that stalls $why is let go', async ({ sent }) => {
  const service = await startService({ stalledAfterMs: 100 })
  onTestFinished(() => service.close())
  const stalled = await connectRaw(service.url)
  stalled.send(sent(service.token('checkpoint')))
  await stalled.ended
  expect((await service.as()('GET', '/healthz')).status).toBe(200)
})
