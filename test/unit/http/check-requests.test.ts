import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const traveller = travellerOf(someone('check requests'))
const screening = { purpose: 'border_control', traveller, journey: crossing() }

const test = withService()
  .extend('list', { scope: 'file' }, async ({ service }) => makeList(service, 'wanted'))
  .extend('send', { scope: 'file' }, async ({ service, list: _ }) =>
    service.asRole(['checkpoint', 'officer', 'admin'], { agency: 'interior' })
  )

describe('a query', () => {
  test.for([
    { method: 'POST', path: '/v1/screenings?deadlineMs=1', field: 'deadlineMs', body: screening },
    { method: 'GET', path: '/v1/lists?agency=x', field: 'agency' },
    { method: 'GET', path: '/v1/session?x=', field: 'x' },
    { method: 'GET', path: '/v1/cases/stream?agency=x', field: 'agency' },
    { method: 'GET', path: '/v1/matching?purpose=x', field: 'purpose' }
  ])('with an unknown field is 400 and names it: $method $path', async (one, { send }) => {
    const { status, body } = await send(one.method, one.path, one.body)
    expect(status).toBe(400)
    const errors = [{ field: `querystring.${one.field}`, problem: 'unknown field' }]
    expect(body).toMatchObject({ code: 'BAD_REQUEST', errors })
  })

  test('names numbers in digits, and nothing else is one', async ({ list, send }) => {
    okay(await list.put('1', entryOf(someone('check requests'))))
    const path = '/v1/lists/wanted/entries/1'
    for (const revision of ['0x2', 'true', '2.0', '%2B2', ' 2', '2e0', '', '2&revision=2']) {
      const { status, body } = await send('DELETE', `${path}?revision=${revision}`)
      expect({ revision, status }).toEqual({ revision, status: 400 })
      expect(body.errors).toMatchObject([{ field: 'querystring.revision' }])
    }
    okay(await send('DELETE', `${path}?revision=2`))
  })

  test('is left to those who do not speak our own language', async ({ service }) => {
    for (const path of ['/healthz?x=1', '/readyz?x=1', '/metrics?x=1', '/?sign-in=failed']) {
      const { status } = await service.asRole('admin')('GET', path)
      expect([200, 503]).toContain(status) // 503: the console is not built
    }
  })
})

test.for(['/v1/screenings', '/v1/screenings/batch', '/v1/crossings', '/v1/lists/wanted'])(
  'text is no body of ours: %s',
  async (path, { send }) => {
    const method = path === '/v1/lists/wanted' ? 'PUT' : 'POST'
    const type = { 'content-type': 'text/plain' }
    const { status, body } = await send(method, path, JSON.stringify(screening), type)
    expect(status).toBe(415)
    expect(body.code).toBe('UNSUPPORTED_MEDIA_TYPE')
  }
)

test('who refuses events is told so as a problem', async ({ send }) => {
  const accept = { accept: 'application/json' }
  const { status, type, body } = await send('GET', '/v1/cases/stream', undefined, accept)
  expect(status).toBe(406)
  expect(type).toMatch(/^application\/problem\+json/)
  expect(body).toMatchObject({ code: 'NOT_ACCEPTABLE', status: 406, title: 'Not acceptable' })
})

test.for([
  { path: '/v1/lists/%zz', expected: { status: 400, code: 'FST_ERR_BAD_URL' } },
  {
    path: `/v1/lists/${'x'.repeat(300)}`,
    expected: { status: 414, code: 'FST_ERR_MAX_PARAM_LENGTH' }
  }
])('an address that can not be read is a problem: $expected.code', async (one, { send }) => {
  const { status, type, body } = await send('GET', one.path)
  expect({ status, code: body.code }).toEqual(one.expected)
  expect(type).toMatch(/^application\/problem\+json/)
})
