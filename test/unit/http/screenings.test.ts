import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const listed = someone('screened over http')

/** A service with one listed person, and a desk that asks. */
const test = withService()
  .extend('list', { scope: 'file' }, async ({ service }) => {
    const list = await makeList(service, 'wanted', { instruction: 'arrest', handling: 'H1' })
    okay(await list.put('7157', entryOf(listed, { warnings: ['armed'], reference: 'REF-7157' })))
    return list
  })
  .extend('desk', { scope: 'file' }, async ({ service, list: _ }) =>
    service.asRole('checkpoint', { agency: 'border', sub: 'desk-12' })
  )

const ask = (more: object = {}) => ({
  purpose: 'border_control',
  traveller: travellerOf(listed),
  journey: crossing(),
  ...more
})
const path = '/v1/screenings'

describe('a screening', () => {
  test('answers with every field of the contract', async ({ desk }) => {
    const { status, type, body } = await desk('POST', path, ask({ id: 'evt-1' }))
    expect(status).toBe(200)
    expect(type).toMatch(/^application\/json/)
    expect(body).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      decision: 'refer',
      caseId: expect.stringMatching(/^[\w-]{22}$/),
      hits: [
        {
          list: 'wanted',
          entryId: '7157',
          score: expect.any(Number),
          band: 'document',
          instruction: 'arrest',
          warnings: ['armed'],
          handling: 'H1',
          listedAs: {
            kind: 'person',
            names: [{ family: listed.family, given: listed.given }],
            birthDates: [listed.birthDate],
            documents: [{ type: 'P', number: listed.number, issuer: 'UTO' }],
            reference: 'REF-7157'
          },
          prior: -14.25,
          evidence: expect.any(Array)
        }
      ],
      warnings: [],
      listVersion: expect.any(Number),
      policyVersion: expect.stringMatching(/^2026\.11\+[0-9a-f]{8}$/),
      degraded: [],
      screenedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    })
  })

  test('gives its reasons in words, each with its weight', async ({ desk }) => {
    const { body } = await desk('POST', path, ask())
    const [{ evidence, score }] = body.hits
    expect(evidence.map(({ field }: { field: string }) => field).toSorted()).toEqual([
      'birthDate',
      'document',
      'name'
    ])
    for (const { finding, weight, traveller, listed: entry } of evidence) {
      expect(finding).toMatch(/^[a-z].* /)
      expect(weight).toBeGreaterThan(0)
      expect([typeof traveller, typeof entry]).toEqual(['string', 'string'])
    }
    expect(score).toBeGreaterThan(0.9)
    expect(score).toBeLessThan(1)
  })

  test('is clear for a stranger, and names no case', async ({ desk }) => {
    const traveller = travellerOf(someone('a stranger over http'))
    const { body } = await desk('POST', path, ask({ traveller }))
    expect(body).toMatchObject({ decision: 'clear', hits: [] })
    expect(body).not.toHaveProperty('caseId')
  })

  test.for([
    { traveller: { names: [{ family: 'FNU', given: 'LNU' }] }, why: 'placeholders' },
    { traveller: { names: [{ full: 'XXX' }], birthDate: '1970-01-02' }, why: 'nothing but X' },
    { traveller: { names: [{ full: 'Mr.' }] }, why: 'a title' }
  ])(
    'is never clear for a traveller of whom nothing can be compared: $why',
    async ({ traveller }, { desk }) => {
      const { body } = okay(await desk('POST', path, ask({ traveller })))
      expect(body.decision).toBe('insufficient')
      expect(body.warnings).toContain(
        'traveller: neither a name nor a document number that could be compared'
      )
    }
  )

  test('is answered for a traveller who is only a machine-readable zone', async ({
    service,
    desk
  }) => {
    const list = await makeList(service, 'zones')
    okay(
      await list.put('anna', {
        revision: 1,
        kind: 'document',
        documents: [{ number: 'L898902C3', issuer: 'UTO' }]
      })
    )
    const mrz =
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'
    const { body } = await desk('POST', path, ask({ traveller: { mrz } }))
    expect(body.decision).toBe('refer')
    const damaged = await desk(
      'POST',
      path,
      ask({ traveller: { mrz: mrz.replace('7408122', '7408123') } })
    )
    expect(damaged.body.warnings.some((text: string) => text.startsWith('mrz: '))).toBe(true)
  })

  test('of a common name without a birth date is insufficient, without a case', async ({
    service,
    desk
  }) => {
    const list = await makeList(service, 'common')
    okay(
      await list.put('1', {
        revision: 1,
        kind: 'person',
        names: [{ full: 'Mohammed Ali' }],
        birthDates: ['1970-01-02']
      })
    )
    const traveller = { names: [{ full: 'Mohammed Ali' }] }
    const { body } = await desk('POST', path, ask({ traveller }))
    expect(body.decision).toBe('insufficient')
    expect(body.hits).toMatchObject([{ list: 'common', band: 'possible' }])
    expect(body).not.toHaveProperty('caseId')
    const more = await desk(
      'POST',
      path,
      ask({ traveller: { ...traveller, birthDate: '1970-01-02' } })
    )
    expect(more.body.decision).toBe('refer')
  })
})

describe('the same id', () => {
  test('with the same content gives the same answer', async ({ desk }) => {
    const first = await desk('POST', path, ask({ id: 'same-1' }))
    const second = await desk('POST', path, ask({ id: 'same-1', deadlineMs: 9_000 }))
    expect(second.body).toEqual(first.body)
  })

  test('with other content is a conflict', async ({ desk }) => {
    await desk('POST', path, ask({ id: 'same-2' }))
    const traveller = travellerOf(someone('another with this id'))
    const { status, body } = await desk('POST', path, ask({ id: 'same-2', traveller }))
    expect(status).toBe(409)
    expect(body.code).toBe('ID_REUSED')
  })

  test('sent many times at once gives one answer', async ({ desk }) => {
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => desk('POST', path, ask({ id: 'same-3' })))
    )
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(replies[0]?.status).toBe(200)
  })

  test('of another desk is another question', async ({ desk, service }) => {
    const other = service.asRole('checkpoint', { agency: 'border', sub: 'desk-13' })
    const traveller = travellerOf(someone('asked elsewhere'))
    await desk('POST', path, ask({ id: 'same-4' }))
    expect((await other('POST', path, ask({ id: 'same-4', traveller }))).status).toBe(200)
  })
})

describe('a body that is not as the contract says', () => {
  const person = { names: [{ full: 'Some Name' }] }
  test.for([
    { body: ask({ travaller: {} }), field: 'travaller', why: 'an unknown field' },
    {
      body: ask({ traveller: { ...person, birthdate: '1970' } }),
      field: 'traveller.birthdate',
      why: 'a misspelt field never weakens a screening'
    },
    {
      body: ask({ traveller: { names: 'Some Name' } }),
      field: 'traveller.names',
      why: 'a wrong type'
    },
    {
      body: ask({ traveller: { ...person, birthDate: '1970-02-30' } }),
      field: 'traveller.birthDate',
      why: 'an impossible date'
    },
    {
      body: ask({ traveller: { ...person, birthDate: 19700102 } }),
      field: 'traveller.birthDate',
      why: 'a number is not turned into a text'
    },
    { body: ask({ purpose: undefined }), field: 'purpose', why: 'a missing field' },
    {
      body: ask({ journey: { ...crossing(), at: 'today' } }),
      field: 'journey.at',
      why: 'no instant'
    },
    {
      body: ask({ deadlineMs: '50' }),
      field: 'deadlineMs',
      why: 'a text is not turned into a number'
    }
  ])('is 400 and names the field: $why', async ({ body, field }, { desk }) => {
    const reply = await desk('POST', path, body)
    expect(reply.status).toBe(400)
    expect(reply.type).toMatch(/^application\/problem\+json/)
    expect(reply.body.code).toBe('BAD_REQUEST')
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toEqual([field])
    expect(reply.body.detail).toContain(field)
  })

  test.for([
    { traveller: {}, why: 'nobody' },
    { traveller: { sex: 'F' }, why: 'neither name nor document' },
    {
      traveller: { names: [{ full: 'Some Name' }], birthDate: '2999-01-01' },
      why: 'born in the future'
    }
  ])('is 400 when nobody can be screened: $why', async ({ traveller }, { desk }) => {
    const { status, body } = await desk('POST', path, ask({ traveller }))
    expect(status).toBe(400)
    expect(body.detail).toContain('traveller')
  })

  test.for([
    {
      body: '{ "purpose": ',
      type: 'application/json',
      status: 400,
      code: 'BAD_REQUEST',
      why: 'no JSON'
    },
    { body: '', type: 'application/json', status: 400, code: 'BAD_REQUEST', why: 'nothing' },
    {
      body: 'purpose=border',
      type: 'application/x-www-form-urlencoded',
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      why: 'a form'
    },
    {
      body: `{"mrz":"${'x'.repeat(65 * 1024)}"}`,
      type: 'application/json',
      status: 413,
      code: 'TOO_LARGE',
      why: 'more than 64 KiB'
    }
  ])('is $status: $why', async ({ body, type, status, code }, { desk }) => {
    const reply = await desk('POST', path, body, { 'content-type': type })
    expect(reply.status).toBe(status)
    expect(reply.type).toMatch(/^application\/problem\+json/)
    expect(reply.body).toMatchObject({ status, code })
  })
})

describe('a screening that can’t be answered', () => {
  test('is 503 past its deadline, never clear', async ({ service }) => {
    const desk = service.asRole('checkpoint', { sub: 'hurried' })
    // A thousand at once can't all be on the disk within a millisecond.
    const screenings = Array.from({ length: 1_000 }, () => ask({ deadlineMs: 1 }))
    const { body } = await desk('POST', '/v1/screenings/batch', { screenings })
    const late = body.results.filter(({ code }: { code?: string }) => code === 'DEADLINE_PASSED')
    expect(late.length).toBeGreaterThan(0)
    expect(late[0]).toMatchObject({ status: 503, code: 'DEADLINE_PASSED' })
    expect(late[0]).not.toHaveProperty('decision')
  })

  test('is 503 when no list serves its purpose', async ({ service }) => {
    const desk = service.asRole('checkpoint', { purposes: ['visa'] })
    const { status, body, headers } = await desk('POST', path, ask({ purpose: 'visa' }))
    expect(status).toBe(503)
    expect(body.code).toBe('NO_LIST')
    expect(headers.get('retry-after')).toBe('1')
  })

  test('is 403 for a purpose that the token does not name', async ({ desk }) => {
    const { status, body } = await desk('POST', path, ask({ purpose: 'law_enforcement' }))
    expect(status).toBe(403)
    expect(body.code).toBe('NOT_ALLOWED')
  })
})

describe('a batch', () => {
  const batch = '/v1/screenings/batch'

  test('gives one result or problem each, in order', async ({ desk }) => {
    const stranger = travellerOf(someone('in a batch'))
    const screenings = [
      ask(),
      ask({ traveller: { ...stranger, birthDate: '1970-02-30' } }),
      ask({ traveller: stranger }),
      'nonsense',
      ask({ purpose: 'visa' }),
      ask({ traveller: {} })
    ]
    const { status, body } = await desk('POST', batch, { screenings })
    expect(status).toBe(200)
    const outcomes = body.results.map(
      ({ decision, code }: { decision?: string; code?: string }) => decision ?? code
    )
    expect(outcomes).toEqual([
      'refer',
      'BAD_REQUEST',
      'clear',
      'BAD_REQUEST',
      'NOT_ALLOWED',
      'BAD_REQUEST'
    ])
    expect(body.results[1].errors).toEqual([
      { field: 'traveller.birthDate', problem: expect.any(String) }
    ])
  })

  test('takes a thousand, and answers each once', async ({ desk }) => {
    const screenings = Array.from({ length: 1_000 }, (_, at) =>
      ask({ id: `many-${at}`, traveller: travellerOf(someone(`many ${at}`)) })
    )
    const { body } = await desk('POST', batch, { screenings })
    expect(body.results).toHaveLength(1_000)
    expect(new Set(body.results.map(({ id }: { id: string }) => id)).size).toBe(1_000)
  })

  test.for([
    { body: { screenings: [] }, why: 'none' },
    { body: { screenings: Array.from({ length: 1_001 }, () => ({})) }, why: 'too many' },
    { body: { screening: [] }, why: 'a misspelt field' },
    { body: [], why: 'a list without a name' }
  ])('is 400: $why', async ({ body }, { desk }) => {
    expect((await desk('POST', batch, body)).status).toBe(400)
  })

  test('is 413 beyond 8 MiB', async ({ desk }) => {
    const body = `{"screenings":["${'x'.repeat(8 * 1024 * 1024)}"]}`
    expect((await desk('POST', batch, body)).body).toMatchObject({ status: 413, code: 'TOO_LARGE' })
  })
})
