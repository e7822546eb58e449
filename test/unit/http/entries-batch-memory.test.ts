import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect } from 'vitest'
import { makeList } from '#test/helpers/list.ts'
import { chunkOf, connectRaw, headOf, lastChunk } from '#test/helpers/raw-caller.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const test = withService()
const mebibyte = 1024 * 1024

/** An editor in the middle of a batch to this list. */
const beginBatch = async (service: RunningService, list: string) => {
  await makeList(service, list)
  const caller = await connectRaw(service.url)
  const head = headOf('POST', `/v1/lists/${list}/entries/batch`, {
    authorization: `Bearer ${service.token('agency_editor', { agency: 'interior' })}`,
    'content-type': 'application/x-ndjson',
    'transfer-encoding': 'chunked'
  })
  caller.send(head)
  return caller
}

setFlagsFromString('--expose_gc')
const collectGarbage: () => void = runInNewContext('gc')

const bytesHeld = () => {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('of a line without an end no more is held than a line may have', async ({ service }) => {
  const caller = await beginBatch(service, 'endless')
  const before = bytesHeld()
  for (let sent = 0; sent < 128; sent++) await caller.flush(chunkOf('x'.repeat(mebibyte)))
  expect(bytesHeld() - before).toBeLessThan(64 * mebibyte)
  const entry = { ...entryOf(someone('behind the endless line')), id: 'behind' }
  caller.send(chunkOf(`\n${JSON.stringify({ op: 'put', entry })}\n`) + lastChunk)
  const reply = await caller.upTo('"id":"behind","status":200')
  expect(reply).toContain('the line is too long')
})

test('long lines are answered before thousands of them have come', async ({ service }) => {
  const caller = await beginBatch(service, 'long-lines')
  const line = `${'x'.repeat(256 * 1024 - 1)}\n`
  for (let sent = 0; sent < 32; sent++) await caller.flush(chunkOf(line))
  expect(await caller.upTo('not JSON')).toContain('HTTP/1.1 200')
})
