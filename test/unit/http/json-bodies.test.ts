import { describe, expect } from 'vitest'
import { linesOf, okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { crossing } from '#test/helpers/someone.ts'

const traveller = { names: [{ family: 'Müllerström', given: 'Jörgen' }], birthDate: '1970-01-02' }
const screening = { purpose: 'border_control', traveller, journey: crossing() }
const entry = { revision: 1, kind: 'person', names: traveller.names, birthDates: ['1970-01-02'] }

const test = withService()
  .extend('list', { scope: 'file' }, async ({ service }) => {
    const list = await makeList(service, 'wanted')
    okay(await list.put('0', entry))
    return list
  })
  .extend('send', { scope: 'file' }, async ({ service, list: _ }) =>
    service.asRole(['checkpoint', 'carrier', 'admin'], { agency: 'border' })
  )

const latin1 = (body: object) => Buffer.from(JSON.stringify(body), 'latin1')
/** In two pieces, with no length before them. */
const inPieces = (bytes: Buffer) =>
  new ReadableStream({
    start: controller => {
      controller.enqueue(bytes.subarray(0, 40))
      controller.enqueue(bytes.subarray(40))
      controller.close()
    }
  })

describe('a JSON body that is not UTF-8', () => {
  test.for([
    { method: 'POST', path: '/v1/screenings', body: screening },
    { method: 'POST', path: '/v1/screenings/batch', body: { screenings: [screening] } },
    { method: 'POST', path: '/v1/crossings', body: { crossings: [{ id: 'c-1', ...screening }] } },
    { method: 'POST', path: '/v1/manifests', body: { sender: 'Müller' } },
    { method: 'PUT', path: '/v1/lists/wanted/entries/1', body: entry },
    { method: 'POST', path: '/v1/lists/wanted/entries/find', body: { name: { full: 'Jörgen' } } }
  ])('is refused, not read as other letters: $method $path', async (one, { send }) => {
    const { method, path, body: sent } = one
    for (const bytes of [latin1(sent), inPieces(latin1(sent))]) {
      const { status, type, body } = await send(method, path, bytes)
      expect(status).toBe(400)
      expect(type).toMatch(/^application\/problem\+json/)
      expect(body).toMatchObject({ code: 'BAD_REQUEST', detail: expect.stringMatching(/UTF-8/) })
    }
  })

  test('changes no entry', async ({ list, send }) => {
    okay(await list.put('2', entry))
    const path = '/v1/lists/wanted/entries/2'
    expect((await send('PUT', path, latin1({ ...entry, revision: 2 }))).status).toBe(400)
    const { body } = okay(await send('GET', path))
    expect(body).toMatchObject({ revision: 1, names: traveller.names })
  })

  test.for(['iso-8859-1', '"windows-1252"', 'UTF-16'])(
    'is refused by what it says of itself: charset=%s',
    async (charset, { send }) => {
      const headers = { 'content-type': `application/json; charset=${charset}` }
      const { status, body } = await send('POST', '/v1/screenings', screening, headers)
      expect(status).toBe(415)
      expect(body).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' })
    }
  )

  test('is refused as lines too, by what they say of themselves, and each by its bytes', async ({
    send
  }) => {
    const path = '/v1/lists/wanted/entries/batch'
    const lines = Buffer.concat([
      latin1({ op: 'put', entry: { id: '3', ...entry } }),
      Buffer.from(`\n${JSON.stringify({ op: 'put', entry: { id: '4', ...entry } })}\n`)
    ])
    const type = 'application/x-ndjson'
    const reply = okay(await send('POST', path, lines, { 'content-type': type }))
    expect(linesOf(reply)).toMatchObject([
      { status: 400, code: 'BAD_REQUEST', detail: 'the line is not valid UTF-8' },
      { id: '4', status: 200 }
    ])
    const named = { 'content-type': `${type}; charset=iso-8859-1` }
    expect((await send('POST', path, lines, named)).status).toBe(415)
  })
})

test.for(['', '; charset=utf-8', '; charset="UTF-8"', ';charset=utf8', '; charset=us-ascii'])(
  'takes a body in UTF-8, whole or in pieces: application/json%s',
  async (parameter, { send }) => {
    const headers = { 'content-type': `application/json${parameter}` }
    const bytes = Buffer.from(JSON.stringify(screening))
    for (const body of [bytes, inPieces(bytes)]) {
      const reply = okay(await send('POST', '/v1/screenings', body, headers))
      expect(reply.body.decision).toBe('refer')
    }
  }
)
