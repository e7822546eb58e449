import { describe, expect } from 'vitest'
import { linesOf, okay } from '#test/helpers/call.ts'
import { makeList, type TestList } from '#test/helpers/list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, type Someone, someone, travellerOf } from '#test/helpers/someone.ts'

const test = withService()

const config = { agency: 'interior', title: 'Wanted', purposes: ['border_control'] }
const decisionOn = async (service: RunningService, person: Someone) => {
  const desk = service.asRole('checkpoint', { agency: 'border' })
  const question = {
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing()
  }
  return (await desk('POST', '/v1/screenings', question)).body.decision
}

describe('a list', () => {
  test('is made, and changed as a whole, by an editor of its agency', async ({ service }) => {
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const made = await editor('PUT', '/v1/lists/made', config)
    const expected = { ...config, list: 'made', instruction: 'refer_second_line', handling: 'H0' }
    expect(made.status).toBe(200)
    expect(made.body).toEqual(expected)
    expect((await editor('GET', '/v1/lists/made')).body).toEqual(expected)
    await editor('PUT', '/v1/lists/made', { ...config, title: 'Other', instruction: 'locate' })
    const changed = await editor('GET', '/v1/lists/made')
    expect(changed.body).toMatchObject({ title: 'Other', instruction: 'locate' })
  })

  test('is not made for another agency', async ({ service }) => {
    const editor = service.asRole('agency_editor', { agency: 'customs' })
    const { status, body } = await editor('PUT', '/v1/lists/foreign', config)
    expect(status).toBe(403)
    expect(body.code).toBe('NOT_ALLOWED')
  })

  test('is not taken over by another agency', async ({ service }) => {
    await makeList(service, 'kept')
    const editor = service.asRole('agency_editor', { agency: 'customs' })
    const { status, body } = await editor('PUT', '/v1/lists/kept', { ...config, agency: 'customs' })
    expect(status).toBe(403)
    expect(body.code).toBe('NOT_YOUR_LIST')
    expect((await editor('GET', '/v1/lists/kept')).status).toBe(403)
  })

  test('is known to its agency, to auditors and to administrators', async ({ service }) => {
    await makeList(service, 'known-interior')
    await makeList(service, 'known-customs', { agency: 'customs' })
    const names = async (role: 'officer' | 'auditor' | 'admin', agency?: string) => {
      const { body } = await service.asRole(role, { agency })('GET', '/v1/lists')
      const all: string[] = body.lists.map(({ list }: { list: string }) => list)
      return all.filter(name => name.startsWith('known-')).toSorted()
    }
    expect(await names('officer', 'interior')).toEqual(['known-interior'])
    expect(await names('officer', 'border')).toEqual([])
    expect(await names('auditor')).toEqual(['known-customs', 'known-interior'])
    expect(await names('admin')).toEqual(['known-customs', 'known-interior'])
  })

  test('that does not exist is not found', async ({ service }) => {
    const admin = service.asRole('admin')
    expect((await admin('GET', '/v1/lists/nowhere')).body.code).toBe('NOT_FOUND')
    expect((await admin('GET', '/v1/lists/nowhere/entries')).status).toBe(404)
    expect((await admin('PUT', '/v1/lists/nowhere/entries/1', entryOf(someone('x')))).status).toBe(
      404
    )
  })

  test.for([
    {
      path: '/v1/lists/Bad%20Name',
      body: config,
      field: 'params.list',
      why: 'a name that is none'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, titel: 'x' },
      field: 'titel',
      why: 'a misspelt field'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, purposes: [] },
      field: 'purposes',
      why: 'no purpose'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, purposes: ['tourism'] },
      field: 'purposes',
      why: 'a purpose that the policy does not know'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, purposes: ['constructor'] },
      field: 'purposes',
      why: 'a purpose that every object knows'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, agency: 'In terior' },
      field: 'agency',
      why: 'an agency that is none'
    },
    {
      path: '/v1/lists/bad',
      body: { ...config, handling: 'H9' },
      field: 'handling',
      why: 'a handling code that is none'
    },
    { path: '/v1/lists/bad', body: { agency: 'interior' }, field: 'title', why: 'a missing field' }
  ])('is 400 and names the field: $why', async ({ path, body, field }, { service }) => {
    const reply = await service.asRole('admin')('PUT', path, body)
    expect(reply.status).toBe(400)
    expect(reply.body.detail).toContain(field)
  })
})

describe('an entry', () => {
  const listOf = (service: RunningService): Promise<TestList> => makeList(service, 'entries')

  test('that was put is in effect for the very next screening, until it is withdrawn', async ({
    service
  }) => {
    const list = await listOf(service)
    const person = someone('put and withdrawn')
    expect(await decisionOn(service, person)).toBe('clear')
    const put = await list.put('now', entryOf(person))
    expect(put).toMatchObject({
      status: 200,
      body: { list: 'entries', id: 'now', revision: 1, status: 'effective' }
    })
    expect(await decisionOn(service, person)).toBe('refer')
    expect(await list.withdraw('now', 2)).toMatchObject({ status: 200, body: { revision: 2 } })
    expect(await decisionOn(service, person)).toBe('clear')
    okay(await list.put('now', entryOf(person, { revision: 3 })))
    expect(await decisionOn(service, person)).toBe('refer')
  })

  test('changes with its revisions, whatever order they come in', async ({ service }) => {
    const list = await listOf(service)
    const [before, after] = [someone('before the change'), someone('after the change')]
    okay(await list.put('changing', entryOf(after, { revision: 7 })))
    expect((await list.put('changing', entryOf(before, { revision: 6 }))).status).toBe(409)
    expect(await decisionOn(service, before)).toBe('clear')
    expect(await decisionOn(service, after)).toBe('refer')
  })

  test.for([
    { revision: 4, why: 'an older revision' },
    { revision: 5, why: 'an equal revision' }
  ])('is a conflict, with the revision that stands: $why', async ({ revision }, { service }) => {
    const list = await listOf(service)
    await list.put('conflict', entryOf(someone('conflict'), { revision: 5 }))
    const put = await list.put('conflict', entryOf(someone('conflict'), { revision }))
    const withdrawal = await list.withdraw('conflict', revision)
    for (const { status, body, type } of [put, withdrawal]) {
      expect(status).toBe(409)
      expect(type).toMatch(/^application\/problem\+json/)
      expect(body).toMatchObject({ code: 'STALE_REVISION', revision: 5 })
    }
  })

  test('of many put at once with one revision is taken once', async ({ service }) => {
    const list = await listOf(service)
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, at) => list.put('race', entryOf(someone(`race ${at}`))))
    )
    const statuses = replies.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([200, ...Array(7).fill(409)])
  })

  test('that was never listed can’t be withdrawn', async ({ service }) => {
    const list = await listOf(service)
    expect(await list.withdraw('never', 1)).toMatchObject({
      status: 404,
      body: { code: 'NO_SUCH_ENTRY' }
    })
  })

  test('of another agency’s list can’t be changed', async ({ service }) => {
    await listOf(service)
    const editor = service.asRole('agency_editor', { agency: 'customs' })
    const put = await editor('PUT', '/v1/lists/entries/entries/x', entryOf(someone('x')))
    const withdrawal = await editor('DELETE', '/v1/lists/entries/entries/x?revision=1')
    expect([put.status, withdrawal.status]).toEqual([403, 403])
    const lines = await editor('POST', '/v1/lists/entries/entries/batch', '{}', {
      'content-type': 'application/x-ndjson'
    })
    expect(lines.status).toBe(403)
  })

  const body = entryOf(someone('bad entry'))
  test.for([
    { entry: { ...body, nmaes: [] }, field: 'nmaes', why: 'a misspelt field' },
    { entry: { ...body, id: '1' }, field: 'id', why: 'the id stands in the path' },
    { entry: { ...body, revision: 0 }, field: 'revision', why: 'revisions begin at 1' },
    {
      entry: { ...body, revision: '1' },
      field: 'revision',
      why: 'a text is not turned into a number'
    },
    { entry: { ...body, kind: 'vessel' }, field: 'kind', why: 'no ships' },
    {
      entry: { ...body, birthDates: ['1970-02-30'] },
      field: 'birthDates.0',
      why: 'an impossible date'
    },
    {
      entry: { ...body, birthDates: [{ from: '1975', to: '1970' }] },
      field: 'birthDates',
      why: 'an impossible span'
    },
    { entry: { ...body, instruction: 'shoot' }, field: 'instruction', why: 'no such instruction' },
    { entry: { ...body, names: undefined }, field: 'names', why: 'a person without a name' },
    {
      entry: { ...body, names: [{ full: '...' }], documents: undefined },
      field: 'names',
      why: 'a name that nobody is found by'
    },
    {
      entry: { revision: 1, kind: 'document' },
      field: 'documents',
      why: 'a document entry without a document'
    },
    {
      entry: { ...body, validFrom: '2027-01-01', validUntil: '2026-01-01' },
      field: 'validUntil',
      why: 'an end before the beginning'
    }
  ])('is 400 and names the field: $why', async ({ entry, field }, { service }) => {
    const reply = await (await listOf(service)).put('bad', entry)
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe('BAD_REQUEST')
    expect(reply.body.detail).toContain(field)
  })

  test('can be withdrawn whatever revision it was put with', async ({ service }) => {
    const list = await listOf(service)
    const last = Number.MAX_SAFE_INTEGER - 1_000_000
    for (const revision of [last + 1, Number.MAX_SAFE_INTEGER]) {
      const { status, body: problem } = await list.put('late', { ...body, revision })
      expect(status).toBe(400)
      expect(problem.detail).toContain('revision')
      const [line] = linesOf(
        await list.batch([{ op: 'put', entry: { ...body, id: 'late', revision } }])
      )
      expect(line).toMatchObject({ status: 400, detail: expect.stringContaining('revision') })
    }
    okay(await list.put('late', { ...body, revision: last }))
    okay(await list.withdraw('late', last + 1))
  })

  test.for([
    { query: '', why: 'no revision' },
    { query: '?revision=x', why: 'no number' },
    { query: '?revision=1&force=true', why: 'an unknown parameter' }
  ])('is not withdrawn without a proper revision: $why', async ({ query }, { service }) => {
    await listOf(service)
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const { status, body: problem } = await editor('DELETE', `/v1/lists/entries/entries/x${query}`)
    expect(status).toBe(400)
    expect(problem.detail).toContain('querystring.')
  })
})

describe('reading an entry', () => {
  const secret = { remarks: 'seen in the harbour', legalBasis: 'article 36' }
  const prepare = async (service: RunningService, id: string, more: object) => {
    const list = await makeList(service, 'readable')
    okay(await list.put(id, { ...entryOf(someone(id)), ...secret, ...more }))
    return `/v1/lists/readable/entries/${id}`
  }

  test.for([
    { role: 'agency_editor', agency: 'interior', shown: 'all', why: 'its editor reads all of it' },
    { role: 'admin', agency: undefined, shown: 'all', why: 'an administrator too' },
    { role: 'officer', agency: 'interior', shown: 'all', why: 'so do the owner’s officers' },
    {
      role: 'officer',
      agency: 'border',
      shown: 'some',
      why: 'officers of a named agency read it without remarks, or who else is named'
    },
    {
      role: 'officer',
      agency: 'customs',
      shown: 'nothing',
      why: 'officers of another agency don’t'
    },
    {
      role: 'agency_editor',
      agency: 'border',
      shown: 'nothing',
      why: 'nor do editors of a named one'
    },
    { role: 'officer', agency: undefined, shown: 'nothing', why: 'nor an officer of none' }
  ] as const)(
    'is for those it is released to: $why',
    async ({ role, agency, shown }, { service }) => {
      const path = await prepare(service, `read-${role}-${agency}`, {
        releasableTo: ['border', 'harbour']
      })
      const { status, body } = await service.asRole(role, { agency })('GET', path)
      expect(status).toBe(shown === 'nothing' ? 404 : 200)
      expect(body.remarks).toBe(shown === 'all' ? secret.remarks : undefined)
      expect(body.releasableTo).toEqual(shown === 'all' ? ['border', 'harbour'] : undefined)
      expect(body.legalBasis).toBe(shown === 'all' ? secret.legalBasis : undefined)
      expect(body.names !== undefined).toBe(shown !== 'nothing')
    }
  )

  test('is for the owner alone from H2 on', async ({ service }) => {
    const path = await prepare(service, 'read-h2', { releasableTo: ['border'], handling: 'H2' })
    expect((await service.asRole('officer', { agency: 'border' })('GET', path)).status).toBe(404)
    expect((await service.asRole('officer', { agency: 'interior' })('GET', path)).status).toBe(200)
  })

  test('shows a withdrawn one to its editor only, without what it said', async ({ service }) => {
    const path = await prepare(service, 'read-withdrawn', {})
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    okay(await editor('DELETE', `${path}?revision=2`))
    const { body } = await editor('GET', path)
    expect(body).toEqual({
      list: 'readable',
      id: 'read-withdrawn',
      revision: 2,
      state: 'withdrawn',
      changedAt: expect.any(String)
    })
    expect((await service.asRole('officer', { agency: 'interior' })('GET', path)).status).toBe(404)
  })

  test('that was never listed is not found', async ({ service }) => {
    await makeList(service, 'readable')
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    expect((await editor('GET', '/v1/lists/readable/entries/never')).status).toBe(404)
  })
})

describe('a batch of lines', () => {
  const put = (id: string, more: object = {}) => ({
    op: 'put',
    entry: { ...entryOf(someone(`batch ${id}`)), id, ...more }
  })

  test('gives one result a line, in order, whatever the others are', async ({ service }) => {
    const list = await makeList(service, 'batch')
    const reply = await list.batch([
      put('a'),
      'not json',
      put('b', { birthDates: ['1970-02-30'] }),
      { op: 'withdraw', entry: { id: 'a', revision: 2 } },
      put('a', { revision: 2 }),
      { op: 'remove', entry: { id: 'a', revision: 3 } },
      { op: 'withdraw', entry: { id: 'never', revision: 1 } },
      put('c', { names: [] }),
      put('d', { colour: 'red' }),
      'null',
      put('e')
    ])
    expect(reply.status).toBe(200)
    expect(reply.type).toMatch(/^application\/x-ndjson/)
    const results = linesOf(reply).map(({ id, status, code }) => [id, status, code])
    expect(results).toEqual([
      ['a', 200, undefined],
      [undefined, 400, 'BAD_REQUEST'],
      ['b', 400, 'BAD_REQUEST'],
      ['a', 200, undefined],
      ['a', 409, 'STALE_REVISION'],
      ['a', 400, 'BAD_REQUEST'],
      ['never', 404, 'NO_SUCH_ENTRY'],
      ['c', 400, 'BAD_REQUEST'],
      ['d', 400, 'BAD_REQUEST'],
      [undefined, 400, 'BAD_REQUEST'],
      ['e', 200, undefined]
    ])
    const details = linesOf(reply).map(({ detail }) => detail)
    expect(details[2]).toContain('entry.birthDates.0')
    expect(details[8]).toContain('entry.colour')
  })

  test('is in effect for the very next screening', async ({ service }) => {
    const list = await makeList(service, 'batch-effect')
    okay(await list.batch([put('effect')]))
    expect(await decisionOn(service, someone('batch effect'))).toBe('refer')
  })

  test('of thousands answers each line', async ({ service }) => {
    const list = await makeList(service, 'batch-many')
    const results = linesOf(
      await list.batch(Array.from({ length: 1_234 }, (_, at) => put(`n${at}`)))
    )
    expect(results.map(({ id }) => id)).toEqual(Array.from({ length: 1_234 }, (_, at) => `n${at}`))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([200]))
  })

  test('takes lines that end as on Windows, the last without an end, and skips blank ones', async ({
    service
  }) => {
    await makeList(service, 'batch-ends')
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const text = `${JSON.stringify(put('w1'))}\r\n\r\n  \n${JSON.stringify(put('w2'))}`
    const type = { 'content-type': 'application/x-ndjson; charset=utf-8' }
    const reply = await editor('POST', '/v1/lists/batch-ends/entries/batch', text, type)
    expect(linesOf(reply).map(({ id, status }) => [id, status])).toEqual([
      ['w1', 200],
      ['w2', 200]
    ])
  })

  test('refuses a line that is too long, and goes on', async ({ service }) => {
    const list = await makeList(service, 'batch-long')
    const long = put('long', { remarks: 'x'.repeat(300_000) })
    const results = linesOf(await list.batch([long, put('short')]))
    expect(results.map(({ status }) => status)).toEqual([400, 200])
  })

  test('without a line has no result', async ({ service }) => {
    const list = await makeList(service, 'batch-empty')
    const reply = await list.batch([''])
    expect([reply.status, reply.text]).toEqual([200, ''])
  })

  test.for([
    { type: { 'content-type': 'application/json' }, body: '{}', why: 'JSON is no lines' },
    { type: { 'content-type': 'text/plain' }, body: 'x', why: 'nor is text' },
    { type: {}, body: undefined, why: 'nothing said, nothing sent' }
  ])('is 415 in another form: $why', async ({ type, body }, { service }) => {
    await makeList(service, 'batch-form')
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const reply = await editor('POST', '/v1/lists/batch-form/entries/batch', body, type)
    expect(reply.status).toBe(415)
    expect(reply.body.code).toBe('UNSUPPORTED_MEDIA_TYPE')
  })
})

describe('the ids of a list', () => {
  test('come by page, with revisions and digests, tombstones included', async ({ service }) => {
    const list = await makeList(service, 'paged')
    for (const id of ['a', 'b', 'c']) okay(await list.put(id, entryOf(someone(id))))
    okay(await list.withdraw('b', 2))
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const path = '/v1/lists/paged/entries'
    const first = linesOf(await editor('GET', `${path}?limit=2`))
    const second = linesOf(await editor('GET', `${path}?limit=2&after=b`))
    expect([...first, ...second]).toEqual([
      { id: 'a', revision: 1, state: 'active', digest: expect.any(String) },
      { id: 'b', revision: 2, state: 'withdrawn' },
      { id: 'c', revision: 1, state: 'active', digest: expect.any(String) }
    ])
    expect((await editor('GET', `${path}?limit=0`)).status).toBe(400)
  })
})
