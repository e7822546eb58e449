import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connectService } from '#src/cli/service-client.ts'
import type { BatchLine } from '#src/watchlist/import/list-service.ts'

type Answer = { status?: number; body?: unknown; lines?: readonly object[] } | Error

/** A client whose service gives these answers, one after the other; and what it was asked. */
const clientOf = (...answers: Answer[]) => {
  const asked: string[] = []
  const retries: string[] = []
  const request = (async (url: URL, { method = 'GET', body }: RequestInit) => {
    asked.push(`${method} ${url.pathname}${url.search}${body ? ` ${body}` : ''}`)
    const answer = answers.shift()
    if (!answer) throw new Error('nobody should have asked')
    if (answer instanceof Error) throw answer
    const text = answer.lines?.map(line => `${JSON.stringify(line)}\n`).join('')
    return new Response(text ?? JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200 })
  }) as typeof fetch
  const client = connectService({
    url: 'http://service',
    token: 't',
    request,
    firstPauseMs: 0,
    maxTries: 3,
    onRetry: reason => retries.push(reason)
  })
  return { client, asked, retries }
}
const refused = new TypeError('fetch failed', {
  cause: Object.assign(new Error(), { code: 'ECONNREFUSED' })
})
const put = (id: string, revision = 1): BatchLine => ({
  op: 'put',
  entry: { id, revision, kind: 'person', names: [{ full: 'Mona Example' }] }
})
const busy = { status: 503, body: { code: 'OVERLOADED' } }

test('tells whose a list is, and that there is none', async () => {
  const { client } = clientOf({ body: { agency: 'treasury' } }, { status: 404 })
  expect(await client.ownerOf('l')).toBe('treasury')
  expect(await client.ownerOf('l')).toBeUndefined()
})

test('makes a list and waits until it is in effect', async () => {
  const { client, asked, retries } = clientOf({ status: 202 }, { status: 404 }, {})
  await client.createList('l', { agency: 'a', title: 'T', purposes: ['border_control'] })
  expect(asked.map(line => line.slice(0, 16))).toEqual([
    'PUT /v1/lists/l ',
    'GET /v1/lists/l',
    'GET /v1/lists/l'
  ])
  expect(retries).toEqual(['the new list is not in effect yet'])
})

test('tries again while there is no connection or the service is busy', async () => {
  const { client, retries } = clientOf(refused, busy, { body: { agency: 'a' } })
  expect(await client.ownerOf('l')).toBe('a')
  expect(retries).toEqual([
    'no connection to http://service (ECONNREFUSED)',
    'the service is busy or not ready (503)'
  ])
})

test('gives up after some tries', async () => {
  const { client } = clientOf(refused, refused, refused)
  await expect(client.ownerOf('l')).rejects.toMatchObject({
    code: 'SERVICE_UNREACHABLE',
    message: expect.stringContaining('tried 3 times: is it running?')
  })
})

test('does not try again what is refused, and says why', async () => {
  const body = { code: 'NOT_ALLOWED', detail: 'the list belongs to another agency' }
  const { client, asked } = clientOf({ status: 403, body }, { status: 401, body: 'odd' })
  await expect(client.ownerOf('l')).rejects.toMatchObject({
    code: 'SERVICE_REFUSED',
    message: 'the service answered 403, NOT_ALLOWED, the list belongs to another agency'
  })
  await expect(client.list('l').send([put('a')])).rejects.toThrow('the service answered 401')
  expect(asked).toHaveLength(2)
})

test('pages through a list until a page is short', async () => {
  const page = Array.from({ length: 5_000 }, (_, index) => ({ id: `e${index}`, revision: 1 }))
  const { client, asked } = clientOf({ lines: page }, { lines: [{ id: 'z' }] })
  const ids = []
  for await (const { id } of client.list('l').stored()) ids.push(id)
  expect(ids).toHaveLength(5_001)
  expect(asked).toEqual([
    'GET /v1/lists/l/entries?limit=5000',
    'GET /v1/lists/l/entries?limit=5000&after=e4999'
  ])
})

test('finds one entry without asking for others', async () => {
  const { client, asked } = clientOf({ lines: [{ id: '7157', revision: 3 }] })
  expect(await client.list('l').find('7157')).toEqual({ id: '7157', revision: 3 })
  expect(asked).toEqual([`GET /v1/lists/l/entries?limit=1&after=${'7156'.padEnd(128, 'z')}`])
})

test('finds no entry where another stands next, or none', async () => {
  const { client } = clientOf({ lines: [{ id: '71570' }] }, { lines: [] })
  expect(await client.list('l').find('7157')).toBeUndefined()
  expect(await client.list('l').find('7157')).toBeUndefined()
})

test('asks for what follows just before an entry, whatever the ids', async () => {
  const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,2}$/)
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(id, { minLength: 1 }), fc.nat(), async (ids, at) => {
      const wanted = ids[at % ids.length] ?? ''
      const { client, asked } = clientOf({ lines: [] })
      await client.list('l').find(wanted)
      const address = new URL(asked[0]?.slice(4) ?? '', 'http://service')
      const after = address.searchParams.get('after') ?? ''
      expect(ids.sort().find(other => other > after)).toBe(wanted)
    })
  )
})

test('sends a batch, and only the open lines of it again', async () => {
  const { client, asked } = clientOf(refused, busy, {
    lines: [
      { id: 'a', status: 200 },
      { id: 'b', status: 503 }
    ]
  })
  await expect(client.list('l').send([put('a'), put('b')])).rejects.toThrow('tried 3 times')
  expect(asked).toHaveLength(3)
  const other = clientOf(
    {
      lines: [
        { id: 'a', status: 200 },
        { id: 'b', status: 503 }
      ]
    },
    { lines: [{ id: 'b', status: 409 }] }
  )
  expect(await other.client.list('l').send([put('a'), put('b')])).toEqual([
    { id: 'a', status: 200 },
    { id: 'b', status: 409 }
  ])
  expect(other.asked[1]).toBe(
    'POST /v1/lists/l/entries/batch {"op":"put","entry":{"id":"b","revision":1,"kind":"person","names":[{"full":"Mona Example"}]}}\n'
  )
})

test('takes an answer that was cut off as no answer for the lines that are missing', async () => {
  const { client, asked } = clientOf(
    { lines: [{ id: 'a', status: 200 }] },
    { lines: [{ id: 'b', status: 200 }] }
  )
  expect(await client.list('l').send([put('a'), put('b')])).toHaveLength(2)
  expect(asked).toHaveLength(2)
})
