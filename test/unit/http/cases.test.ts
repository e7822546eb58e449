import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const test = withService()

/** Lets this person come to a checkpoint. */
const comes = async (service: RunningService, word: string, checkpoint?: string) => {
  const desk = service.asRole('checkpoint', { sub: 'desk of cases' })
  const traveller = travellerOf(someone(word))
  const question = { purpose: 'border_control', traveller, journey: crossing(checkpoint) }
  return okay(await desk('POST', '/v1/screenings', question)).body.caseId as string
}
/** The case as interior's officer reads it, once there is one. */
const readCase = (service: RunningService, id: string) =>
  until(async () => {
    const officer = service.asRole('officer', { agency: 'interior' })
    const reply = await officer('GET', `/v1/cases/${id}`)
    return reply.status === 200 ? reply.body : undefined
  })

interface Shown {
  readonly id: string
  readonly urgency: number
  readonly createdAt: string
}

describe('a case', () => {
  test('shows who, where, why and what to do', async ({ service }) => {
    const shown = await makeCase(service, 'shown')
    expect(shown).toMatchObject({
      revision: 1,
      state: 'new',
      urgency: 1,
      instruction: 'arrest',
      traveller: travellerOf(someone('shown')),
      journey: crossing(),
      purpose: 'border_control',
      hits: [
        { id: expect.any(String), covert: false, entryId: 'shown', evidence: expect.any(Array) }
      ],
      trail: [{ action: 'opened', by: { sub: 'desk of cases' } }]
    })
  })

  test('is one for a traveller and journey, with one hit for an entry, however often they come', async ({
    service
  }) => {
    const first = await makeCase(service, 'again')
    const second = await makeCase(service, 'again and again')
    const desk = service.asRole('checkpoint', { sub: 'desk of cases' })
    const question = {
      purpose: 'border_control',
      traveller: travellerOf(someone('again')),
      journey: crossing()
    }
    for (let times = 0; times < 3; times++) {
      const { body } = await desk('POST', '/v1/screenings', question)
      expect(body.caseId).toBe(first.id)
    }
    const customs = await makeCase(service, 'again', { agency: 'customs' }) // made after the repeats
    expect(customs.id).toBe(first.id)
    const officer = service.asRole('officer', { agency: 'interior' })
    expect((await officer('GET', `/v1/cases/${first.id}`)).body).toMatchObject(first)
    expect(first.hits).toHaveLength(1)
    expect(second.id).not.toBe(first.id)
  })

  test('says who of the agency has looked at it, to that agency only', async ({ service }) => {
    const { id } = await makeCase(service, 'looked at', { instruction: 'locate' })
    const as = (sub: string, agency = 'interior') => service.asRole('officer', { agency, sub })
    await makeCase(service, 'looked at', { agency: 'customs' })
    okay(await as('ann')('GET', `/v1/cases/${id}`))
    const shown = await until(async () => {
      const { body } = okay(await as('bob')('GET', `/v1/cases/${id}`))
      return body.views?.some(({ by }: { by: { sub: string } }) => by.sub === 'ann')
        ? body
        : undefined
    })
    const everybody = shown.views.map(({ by }: { by: object }) => by)
    expect(everybody).not.toContainEqual(expect.objectContaining({ agency: 'customs' }))
    expect(shown).toMatchObject({ revision: 1, trail: [{ action: 'opened' }] })
    const { body } = okay(await as('carl', 'customs')('GET', `/v1/cases/${id}`))
    expect(JSON.stringify(body)).not.toMatch(/"(ann|bob)"/)
    const note = { action: 'note', revision: 1, reason: 'nobody has to read it again' }
    okay(await as('bob')('POST', `/v1/cases/${id}/actions`, note))
  })

  test('names the earlier cases of its traveller that the agency has seen', async ({ service }) => {
    const first = await makeCase(service, 'came before')
    expect(first).not.toHaveProperty('earlierCases')
    const desk = service.asRole('checkpoint', { sub: 'desk of cases' })
    const question = {
      purpose: 'border_control',
      traveller: travellerOf(someone('came before')),
      journey: crossing('T5-77')
    }
    const { caseId } = okay(await desk('POST', '/v1/screenings', question)).body
    const officer = service.asRole('officer', { agency: 'interior' })
    const again = await until(async () => {
      const reply = await officer('GET', `/v1/cases/${caseId}`)
      return reply.status === 200 ? reply.body : undefined
    })
    const { id, state, createdAt } = first
    const entries = [{ list: 'cases-of-interior', entryId: 'came-before' }]
    expect(again.earlierCases).toEqual([{ id, state, entries, createdAt }])
    expect(again).not.toHaveProperty('earlierOfEntries')
    const customs = await makeCase(service, 'came before', { agency: 'customs' })
    expect(customs).not.toHaveProperty('earlierCases')
  })

  test('is earlier by when the agency itself saw it, whatever others saw before', async ({
    service
  }) => {
    const word = 'seen by others first'
    const foreign = await makeCase(service, word, { agency: 'navy' })
    const list = await makeList(service, 'cases-of-interior')
    okay(await list.put('seen-first', entryOf(someone(word))))
    const first = await readCase(service, await comes(service, word, 'T5-90'))
    expect(first).not.toHaveProperty('earlierCases')
    const second = await readCase(service, await comes(service, word))
    expect(second.id).toBe(foreign.id)
    const { id, state, createdAt } = first
    const entries = [{ list: 'cases-of-interior', entryId: 'seen-first' }]
    expect(second.earlierCases).toEqual([{ id, state, entries, createdAt }])
    expect(await readCase(service, id)).not.toHaveProperty('earlierCases')
  })

  test('is named among the earlier ones, however many others have seen since', async ({
    service
  }) => {
    const word = 'seen once'
    const { id, createdAt } = await makeCase(service, word)
    const own = await makeList(service, 'cases-of-interior')
    okay(await own.withdraw('seen-once', 2))
    const foreign = await makeList(service, 'cases-of-navy', { agency: 'navy' })
    okay(await foreign.put('seen-often', entryOf(someone(word))))
    for (let times = 1; times <= 21; times++) await comes(service, word, `T6-${times}`)
    okay(await own.put('seen-once', entryOf(someone(word), { revision: 3 })))
    const last = await readCase(service, await comes(service, word, 'T7-1'))
    // The case may have followed its entry, which was withdrawn, by now.
    expect(last.earlierCases).toMatchObject([{ id, createdAt }])
  })

  test('names what was decided of its traveller, and of others with the same entry', async ({
    service
  }) => {
    const { id, createdAt } = await makeCase(service, 'one of two', { instruction: 'locate' })
    const act = (action: object) =>
      service.asRole('officer', { agency: 'interior' })('POST', `/v1/cases/${id}/actions`, action)
    okay(await act({ action: 'dismiss', revision: 1, reason: 'the tattoo is missing' }))
    okay(await act({ action: 'close', revision: 2 }))
    const decided = { verdict: 'dismissed', reason: 'the tattoo is missing' }
    const entries = [{ list: 'cases-of-interior', entryId: 'one-of-two' }]
    const short = { id, state: 'closed', decided, entries, createdAt }

    const again = await readCase(service, await comes(service, 'one of two', 'T5-78'))
    expect(again.earlierCases).toEqual([short])
    const traveller = { ...travellerOf(someone('one of two')), documents: [] }
    const question = { purpose: 'border_control', traveller, journey: crossing('T5-79') }
    const desk = service.asRole('checkpoint', { sub: 'desk of cases' })
    const { caseId } = okay(await desk('POST', '/v1/screenings', question)).body
    const other = await readCase(service, caseId)
    expect(other).not.toHaveProperty('earlierCases')
    expect(other.earlierOfEntries).toContainEqual({
      ...short,
      traveller: travellerOf(someone('one of two'))
    })
  })

  test('that there is not, or is not for this agency, is not found alike', async ({ service }) => {
    const { id } = await makeCase(service, 'foreign', { agency: 'customs' })
    const officer = service.asRole('officer', { agency: 'interior' })
    const foreign = await officer('GET', `/v1/cases/${id}`)
    const missing = await officer('GET', '/v1/cases/nowhere')
    expect([foreign.status, missing.status]).toEqual([404, 404])
    expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
  })

  test('is for officers of an agency only', async ({ service }) => {
    const officer = service.asRole('officer')
    expect((await officer('GET', '/v1/cases')).status).toBe(403)
    expect((await officer('GET', '/v1/cases/x')).status).toBe(403)
    const action = { action: 'assign', revision: 1 }
    expect((await officer('POST', '/v1/cases/x/actions', action)).status).toBe(403)
  })
})

describe('a case of two agencies', () => {
  const dismissal = { action: 'dismiss', revision: 1, reason: 'the photograph differs' }

  test('is decided by each of them for itself', async ({ service }) => {
    const { id } = await makeCase(service, 'wanted twice', { agency: 'police' })
    await makeCase(service, 'wanted twice', { agency: 'customs', instruction: 'locate' })
    const police = service.asRole('officer', { agency: 'police' })
    const customs = service.asRole('officer', { agency: 'customs' })
    const dismissed = await police('POST', `/v1/cases/${id}/actions`, dismissal)
    expect(dismissed.body).toMatchObject({ state: 'dismissed', revision: 2 })
    expect((await customs('GET', `/v1/cases/${id}`)).body).toMatchObject({
      state: 'new',
      revision: 1,
      trail: [{ action: 'opened' }]
    })
    const open = await customs('GET', '/v1/cases?state=new')
    expect(open.body.cases.map((one: Shown) => one.id)).toContain(id)
    const confirmed = await customs('POST', `/v1/cases/${id}/actions`, {
      action: 'confirm',
      revision: 1,
      reason: 'the fingerprint agrees'
    })
    expect(confirmed.body).toMatchObject({ state: 'confirmed', revision: 2 })
    expect((await police('GET', `/v1/cases/${id}`)).body).toMatchObject(dismissed.body)
  })

  test('tells one, byte for byte, nothing of the other’s covert entry and actions', async ({
    service
  }) => {
    const { id } = await makeCase(service, 'covert to one', {
      agency: 'coast',
      instruction: 'locate'
    })
    const calm = { agency: 'coast', instruction: 'inform_only' } as const
    const other = await makeCase(service, 'calm one', calm)
    await makeCase(service, 'calm two', calm)
    const coast = service.asRole('officer', { agency: 'coast', sub: 'cora' })
    await until(async () => {
      const { body } = await coast('GET', `/v1/cases/${id}`)
      const isNoted = body.views?.some(({ by }: { by: { sub: string } }) => by.sub === 'cora')
      return isNoted || undefined // the same view from here on
    })
    const readAll = async () => {
      const first = await coast('GET', '/v1/cases?limit=2')
      const cursor = encodeURIComponent(first.body.nextCursor)
      const next = await coast('GET', `/v1/cases?limit=2&cursor=${cursor}`)
      const one = await coast('GET', `/v1/cases/${id}`)
      return [first.text, next.text, one.text]
    }
    const before = await readAll()

    const secret = { agency: 'secret-service', instruction: 'arrest', covert: true } as const
    await makeCase(service, 'calm one', secret)
    await makeCase(service, 'covert to one', secret)
    const spies = service.asRole('officer', { agency: 'secret-service' })
    for (const foreign of [id, other.id]) {
      const { status } = await spies('POST', `/v1/cases/${foreign}/actions`, dismissal)
      expect(status).toBe(200)
    }
    expect(await readAll()).toEqual(before)
  })
})

describe('the queue', () => {
  test('gives each case once, the most urgent first, page by page', async ({ service }) => {
    const instructions = [
      'inform_only',
      'arrest',
      'locate',
      'protect',
      'arrest',
      'locate',
      'seize_document'
    ] as const
    const made: string[] = []
    for (const [at, instruction] of instructions.entries()) {
      const { id } = await makeCase(service, `queued ${at}`, { agency: 'queue', instruction })
      made.push(id)
    }
    const officer = service.asRole('officer', { agency: 'queue' })
    const seen: Shown[] = []
    let cursor: string | undefined
    do {
      const { body } = await officer(
        'GET',
        `/v1/cases?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
      )
      expect(body.cases.length).toBeLessThanOrEqual(2)
      seen.push(...body.cases)
      cursor = body.nextCursor
    } while (cursor)
    expect(seen.map(({ id }) => id).toSorted()).toEqual(made.toSorted())
    const order = seen.map(({ urgency, createdAt }) => [urgency, -Date.parse(createdAt)] as const)
    expect(order).toEqual(order.toSorted(([a, x], [b, y]) => a - b || x - y))
    const whole = await officer('GET', '/v1/cases')
    expect(whole.body.cases).toHaveLength(made.length)
    expect(whole.body).not.toHaveProperty('nextCursor')
  })

  test('is kept by state', async ({ service }) => {
    const { id } = await makeCase(service, 'assigned one', { agency: 'states' })
    const other = await makeCase(service, 'new one', { agency: 'states' })
    const officer = service.asRole('officer', { agency: 'states' })
    await officer('POST', `/v1/cases/${id}/actions`, { action: 'assign', revision: 1 })
    const idsIn = async (state: string) =>
      (await officer('GET', `/v1/cases?state=${state}`)).body.cases.map((one: Shown) => one.id)
    expect(await idsIn('assigned')).toEqual([id])
    expect(await idsIn('new')).toEqual([other.id])
    expect(await idsIn('closed')).toEqual([])
  })

  test('holds no case of another agency', async ({ service }) => {
    await makeCase(service, 'of customs', { agency: 'customs' })
    const officer = service.asRole('supervisor', { agency: 'nobody-else' })
    expect((await officer('GET', '/v1/cases')).body).toEqual({ cases: [] })
  })

  test.for([
    { query: 'state=open', field: 'querystring.state', why: 'no such state' },
    { query: 'limit=0', field: 'querystring.limit', why: 'no page at all' },
    { query: 'limit=501', field: 'querystring.limit', why: 'too long a page' },
    { query: 'limit=ten', field: 'querystring.limit', why: 'no number' },
    { query: 'page=2', field: 'querystring.page', why: 'an unknown parameter' },
    { query: 'cursor=nonsense', field: 'cursor', why: 'not one of ours' },
    {
      query: `cursor=${Buffer.from('[1,2,3]').toString('base64url')}`,
      field: 'cursor',
      why: 'of another form'
    }
  ])('is 400 and names the parameter: $why', async ({ query, field }, { service }) => {
    const officer = service.asRole('officer', { agency: 'interior' })
    const { status, body } = await officer('GET', `/v1/cases?${query}`)
    expect(status).toBe(400)
    expect(body.detail).toContain(field)
  })
})

describe('a decision that takes two persons', () => {
  const confirm = { action: 'confirm', revision: 1, reasonCode: 'photograph_agrees' }

  test('is taken when a colleague approves it', async ({ service }) => {
    const { id } = await makeCase(service, 'four eyes')
    const as = (sub: string) => service.asRole('officer', { agency: 'interior', sub })
    const act = (sub: string, body: object) => as(sub)('POST', `/v1/cases/${id}/actions`, body)
    const waiting = await act('ann', confirm)
    expect(waiting.body).toMatchObject({
      state: 'pending_approval',
      pendingApproval: { action: 'confirm', by: { sub: 'ann' }, reasonCode: 'photograph_agrees' }
    })
    const own = await act('ann', { action: 'approve', revision: 2 })
    expect([own.status, own.body.code]).toEqual([403, 'OWN_STEP'])
    const taken = await act('bob', { action: 'approve', revision: 2 })
    expect(taken.body).toMatchObject({ state: 'confirmed', revision: 3 })
    expect(taken.body).not.toHaveProperty('pendingApproval')
  })

  test('stands in the rules that officers read', async ({ service }) => {
    const officer = service.asRole('officer', { agency: 'interior' })
    const { body } = await officer('GET', '/v1/cases/rules')
    expect(body.adverse).toContain('arrest')
    const codes = body.reasons.confirm.map(({ code }: { code: string }) => code)
    expect(codes).toContain(confirm.reasonCode)
  })
})

describe('an action', () => {
  test('answers with the case that it made', async ({ service }) => {
    const { id } = await makeCase(service, 'acted on')
    const officer = service.asRole('officer', { agency: 'interior', sub: 'ann' })
    const act = (body: object) => officer('POST', `/v1/cases/${id}/actions`, body)
    const assigned = await act({ action: 'assign', revision: 1 })
    expect(assigned).toMatchObject({
      status: 200,
      body: { id, revision: 2, state: 'assigned', assignee: { sub: 'ann', agency: 'interior' } }
    })
    const dismissed = await act({ action: 'dismiss', revision: 2, reason: 'another person' })
    expect(dismissed.body).toMatchObject({
      revision: 3,
      state: 'dismissed',
      trail: [{}, {}, { action: 'dismiss', reason: 'another person', by: { sub: 'ann' } }]
    })
    expect((await officer('GET', `/v1/cases/${id}`)).body).toMatchObject(dismissed.body)
  })

  test('of two officers at once is taken from exactly one', async ({ service }) => {
    const { id } = await makeCase(service, 'contested')
    const replies = await Promise.all(
      ['ann', 'bob'].map(sub =>
        service.asRole('officer', { agency: 'interior', sub })('POST', `/v1/cases/${id}/actions`, {
          action: 'confirm',
          revision: 1,
          reason: `${sub} has compared the photograph`
        })
      )
    )
    const inOrder = replies.toSorted((a, b) => a.status - b.status)
    expect(inOrder.map(({ status }) => status)).toEqual([200, 409])
    expect(inOrder[1]?.body).toMatchObject({ code: 'STALE_REVISION', revision: 2 })
  })

  test.for([
    {
      body: { action: 'confirm', revision: 1 },
      status: 400,
      code: 'REASON_REQUIRED',
      why: 'a decision needs a reason'
    },
    {
      body: { action: 'close', revision: 1 },
      status: 409,
      code: 'ACTION_NOT_POSSIBLE',
      why: 'a new case is not closed'
    },
    {
      body: { action: 'assign', revision: 9 },
      status: 409,
      code: 'STALE_REVISION',
      why: 'a revision that does not exist'
    },
    {
      body: { action: 'arrest', revision: 1 },
      status: 400,
      code: 'BAD_REQUEST',
      why: 'no such action'
    },
    { body: { action: 'assign' }, status: 400, code: 'BAD_REQUEST', why: 'no revision' },
    {
      body: { action: 'assign', revision: 1, resaon: 'x' },
      status: 400,
      code: 'BAD_REQUEST',
      why: 'a misspelt field'
    },
    {
      body: { action: 'note', revision: 1, reason: ' ' },
      status: 400,
      code: 'BAD_REQUEST',
      why: 'a blank reason'
    }
  ])('is $status and changes nothing: $why', async ({ body, status, code }, { service }) => {
    const { id } = await makeCase(
      service,
      `refused ${code} ${status} ${JSON.stringify(body).length}`.replaceAll('_', '-')
    )
    const officer = service.asRole('officer', { agency: 'interior' })
    const reply = await officer('POST', `/v1/cases/${id}/actions`, body)
    expect(reply.status).toBe(status)
    expect(reply.body.code).toBe(code)
    expect((await officer('GET', `/v1/cases/${id}`)).body).toMatchObject({
      revision: 1,
      state: 'new'
    })
  })

  test('on another agency’s case is not found', async ({ service }) => {
    const { id } = await makeCase(service, 'not theirs', { agency: 'customs' })
    const officer = service.asRole('officer', { agency: 'interior' })
    const action = { action: 'assign', revision: 1 }
    expect((await officer('POST', `/v1/cases/${id}/actions`, action)).status).toBe(404)
  })
})
