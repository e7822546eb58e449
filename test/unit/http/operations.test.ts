import { describe, expect } from 'vitest'
import { entryHash } from '#src/domain/list-checksum.ts'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const test = withService()

describe('health', () => {
  test('is told to everybody', async ({ service }) => {
    const anyone = service.as()
    expect((await anyone('GET', '/healthz')).body).toEqual({ alive: true })
    expect((await anyone('GET', '/readyz')).body).toEqual({
      ready: true,
      parts: { watchlist: true, record: true, stream: true, canary: true },
      degraded: [],
      listVersion: 0,
      listChecksum: expect.stringMatching(/^[\w-]{22}$/)
    })
  })

  test('tells nobody which entry has come', async ({ service }) => {
    const list = await makeList(service, 'watched')
    const shown = async () => (await service.as()('GET', '/readyz')).body.listChecksum
    const before = await shown()
    okay(await list.put('one', entryOf(someone('one'), { covert: true })))
    const after = await until(async () => ((await shown()) === before ? undefined : shown()))
    // A plain sum would differ by the hash of the entry.
    const sums = [0, 1, 2].map(revision => entryHash('watched', 'one', revision).toString(16))
    expect(sums).not.toContain(after)
  })
})

describe('metrics', () => {
  test('need an administrator or auditor, since counts would reveal covert hits', async ({
    service
  }) => {
    expect((await service.as()('GET', '/metrics')).status).toBe(401)
    expect(
      (await service.asRole('officer', { agency: 'interior' })('GET', '/metrics')).status
    ).toBe(403)
    const { status, type, text } = await service.asRole('admin')('GET', '/metrics')
    expect(status).toBe(200)
    expect(type).toMatch(/^text\/plain/)
    const names = [
      'portcullis_screening_seconds',
      'portcullis_decisions_total',
      'portcullis_record_lag',
      'portcullis_dead_letters_total',
      'portcullis_list_age_seconds'
    ]
    expect(names.filter(name => !text.includes(`# TYPE ${name} `))).toEqual([])
  })

  test('name routes, not what was asked for', async ({ service }) => {
    await service.asRole('officer', { agency: 'interior' })('GET', '/v1/cases/SECRETNAME')
    await service.as()('GET', '/SECRETPATH')
    const { text } = await service.asRole('admin')('GET', '/metrics')
    expect(text.includes('route="/v1/cases/:id"')).toBe(true)
    expect(text.includes('SECRET')).toBe(false)
  })
})

describe('the contract', () => {
  test('can be read by everybody, with a page to try it', async ({ service }) => {
    const anyone = service.as()
    const contract = await anyone('GET', '/openapi.json')
    expect(contract.body.openapi).toBe('3.1.0')
    expect(Object.keys(contract.body.paths)).toEqual(
      expect.arrayContaining([
        '/v1/screenings',
        '/v1/lists/{list}/entries/{entryId}',
        '/v1/cases/{id}/actions'
      ])
    )
    const page = await anyone('GET', '/docs')
    expect(page.status).toBe(200)
    expect(page.type).toMatch(/^text\/html/)
    expect((await anyone('GET', '/docs/static/swagger-ui.css')).status).toBe(200)
  })

  test('names every operation and every status of each', async ({ service }) => {
    const { body } = await service.as()('GET', '/openapi.json')
    const operations = Object.values<Record<string, { operationId?: string; responses: object }>>(
      body.paths
    ).flatMap(path => Object.values(path))
    expect(operations.filter(({ operationId }) => !operationId)).toEqual([])
    const ids = operations.map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('what there is not', () => {
  test.for([
    { method: 'GET', path: '/v1/nothing', status: 404, why: 'no such path' },
    { method: 'PATCH', path: '/v1/screenings', status: 404, why: 'no such method' },
    {
      method: 'POST',
      path: '/v1/screenings/null',
      status: 404,
      why: 'the null route is for measuring only'
    },
    { method: 'GET', path: '/v1/cases/%zz', status: 400, why: 'no proper address' },
    { method: 'GET', path: `/v1/cases/${'x'.repeat(300)}`, status: 414, why: 'too long an id' }
  ])('is a problem too: $why', async ({ method, path, status }, { service }) => {
    const body = method === 'GET' ? undefined : {}
    const reply = await service.asRole('officer', { agency: 'interior' })(method, path, body)
    expect(reply.status).toBe(status)
    expect(reply.type).toMatch(/^application\/problem\+json/)
    expect(reply.body).toMatchObject({ status, code: expect.any(String) })
  })
})
