import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { carrier, listed, officer } from '#test/helpers/flights.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()

const jsonManifest = (people: readonly Someone[], more: object = {}) => ({
  sender: 'YYAIR',
  reference: 'J-1',
  function: 'passengers',
  legs: [
    {
      mode: 'air',
      carrier: 'YY',
      number: '212',
      from: 'OSL',
      to: 'LIS',
      departs: '2026-11-22T09:55'
    }
  ],
  persons: people.map(({ family, given, birthDate, number }, at) => ({
    names: [{ family, given }],
    birthDate,
    documents: [{ type: 'P', number, issuer: 'UTO' }],
    reference: `YY${at + 1}`
  })),
  ...more
})

const countOf = async (service: RunningService, name: string) => {
  const { text } = await service.asRole('admin')('GET', '/metrics')
  const line = text.split('\n').find(one => one.startsWith(`${name} `))
  return Number(line?.split(' ').at(-1) ?? 0)
}
const screenedSoFar = (service: RunningService) =>
  countOf(service, 'portcullis_manifest_persons_total{outcome="screened"}')

describe('a manifest', () => {
  test('has all its 300 persons screened, and their cases can be read, when it is answered', async ({
    service
  }) => {
    const people = Array.from({ length: 300 }, (_, at) => someone(`flown ${at}`))
    const wanted = [people[7], people[290]].filter(one => one !== undefined)
    for (const one of wanted) await listed(service, one)
    const reply = await sendManifest(officer(service), passengerList(people, { reference: 'BIG' }))
    expect(reply).toMatchObject({
      status: 200,
      body: { travellers: 300, screened: 300, warnings: [] }
    })
    expect(reply.body.refer).toMatchObject([
      { message: 1, person: 8, reference: 'YY8' },
      { message: 1, person: 291, reference: 'YY291' }
    ])
    expect(reply.body.persons).toHaveLength(300)
    for (const [at, { caseId }] of reply.body.refer.entries()) {
      const shown = await officer(service)('GET', `/v1/cases/${caseId}`)
      expect(shown).toMatchObject({
        status: 200,
        body: {
          traveller: { documents: [{ number: wanted[at]?.number }] },
          journey: {
            kind: 'leg',
            mode: 'air',
            carrier: 'YY',
            number: '212',
            departureDate: '2026-11-22',
            from: 'OSL',
            to: 'LIS'
          }
        }
      })
    }
  })

  test('tells carriers and checkpoints of no hit, and other agencies’ officers of none of theirs', async ({
    service
  }) => {
    const who = someone('open on a flight')
    await listed(service, who)
    const list = passengerList([who, someone('beside the open one')], { reference: 'OPEN' })
    for (const call of [carrier(service), service.asRole('checkpoint', { sub: 'a desk' })]) {
      const { status, text, body } = await sendManifest(call, list)
      expect(status).toBe(200)
      expect(Object.keys(body)).not.toContain('refer')
      expect(text).not.toMatch(/hit|flown|caseId|interior|decision/)
      expect(body.persons).toMatchObject([
        { person: 1, reference: 'YY1', locator: 'LOCYY1', status: 'screened', warnings: [] },
        { person: 2, reference: 'YY2', status: 'screened' }
      ])
    }
    const own = await sendManifest(officer(service), list)
    expect(own.body.refer).toHaveLength(1)
    expect(own.body.persons.map(({ decision }: { decision: string }) => decision)).toEqual([
      'refer',
      'clear'
    ])
    const other = await sendManifest(officer(service, 'customs'), list)
    expect(other.body.refer).toEqual([])
    expect(other.body.persons.map(({ decision }: { decision: string }) => decision)).toEqual([
      'clear',
      'clear'
    ])
  })

  test('in JSON is the same manifest', async ({ service }) => {
    const who = someone('flown in JSON')
    await listed(service, who)
    const reply = await sendManifest(officer(service), jsonManifest([who]))
    expect(reply).toMatchObject({
      status: 200,
      body: {
        sender: 'YYAIR',
        reference: 'J-1',
        travellers: 1,
        messages: [{ function: 'passengers', flight: 'YY212', from: 'OSL', to: 'LIS' }],
        refer: [{ person: 1, reference: 'YY1', caseId: expect.any(String) }]
      }
    })
  })

  test.for(['application/edifact', 'application/octet-stream', 'text/plain; charset=utf-8'])(
    'is taken as %s',
    async (type, { service }) => {
      const call = carrier(service)
      const list = passengerList([someone('of any type')], { reference: 'TYPES' })
      const reply = await call('POST', '/v1/manifests', list, { 'content-type': type })
      expect(reply).toMatchObject({ status: 200, body: { travellers: 1 } })
    }
  )

  test.for(['passengers.edi', 'crew-and-passengers.edi', 'relayed.txt'])(
    'like %s is taken',
    async (name, { service }) => {
      await makeList(service, 'flown', { agency: 'interior' })
      const text = readFileSync(
        new URL(`../../fixtures/manifests/${name}`, import.meta.url),
        'latin1'
      )
      const { status, body } = await sendManifest(carrier(service), text)
      expect(status).toBe(200)
      expect(body.travellers).toBeGreaterThan(0)
      expect(body.screened).toBe(body.travellers)
    }
  )
})

describe('persons', () => {
  test('who can not be read have a case of their own, and all others are screened', async ({
    service
  }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const nobody = { segments: ['NAD+FL+++:ORLA', 'RFF+ABO:YY2', 'DTM+329:810417'] }
    const list = passengerList([someone('first of three'), nobody, someone('third of three')], {
      reference: 'BROKEN'
    })
    const reply = await sendManifest(officer(service, 'border'), list)
    expect(reply).toMatchObject({ status: 200, body: { travellers: 3, screened: 2 } })
    expect(reply.body.persons[1]).toMatchObject({ person: 2, status: 'unscreened' })
    const [refer] = reply.body.refer
    expect(refer).toMatchObject({ person: 2, reference: 'YY2', unscreened: expect.any(String) })
    const shown = await officer(service, 'border')('GET', `/v1/cases/${refer.caseId}`)
    expect(shown).toMatchObject({ status: 200, body: { hits: [], journey: { number: '212' } } })
    expect(shown.body.unscreened).toContain('neither a family name nor a document number')
    const path = `/v1/manifests/${reply.body.manifestId}`
    const other = await officer(service)('GET', path)
    expect(other).toMatchObject({ status: 200, body: { refer: [] } })
  })

  test('who stand on it twice are screened once', async ({ service }) => {
    const who = someone('twice on a flight')
    await listed(service, who)
    const before = await screenedSoFar(service)
    const { body } = await sendManifest(
      officer(service),
      passengerList([who, who], { reference: 'TWICE' })
    )
    expect(body).toMatchObject({ travellers: 2, screened: 1, refer: [{ person: 1 }] })
    expect(body.persons[1]).toMatchObject({ status: 'duplicate', duplicateOf: 1 })
    expect(await screenedSoFar(service)).toBe(before + 1)
  })
})

describe('what comes again', () => {
  test('with the same bytes is answered from what was kept, and nothing is screened twice', async ({
    service
  }) => {
    const who = someone('sent again')
    await listed(service, who)
    const list = passengerList([who], { reference: 'AGAIN' })
    const [first, same] = await Promise.all([
      sendManifest(officer(service), list),
      sendManifest(officer(service), list)
    ])
    const decisions = () =>
      countOf(service, 'portcullis_decisions_total{decision="refer",source="manifest"}')
    const before = await decisions()
    const later = await sendManifest(officer(service), list)
    expect(first.status).toBe(200)
    expect(same.text).toBe(first.text)
    expect(later.text).toBe(first.text)
    expect(await decisions()).toBe(before)
    const shown = await officer(service)('GET', `/v1/cases/${first.body.refer[0].caseId}`)
    expect(shown.body.revision).toBe(1)
  })

  test('with other content under the same reference is taken as new, with a warning', async ({
    service
  }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const call = carrier(service)
    const first = await sendManifest(call, passengerList([someone('one')], { reference: 'SAME' }))
    const second = await sendManifest(call, passengerList([someone('two')], { reference: 'SAME' }))
    expect(second.body.manifestId).not.toBe(first.body.manifestId)
    expect(first.body.warnings).toEqual([])
    expect(second.body.warnings).toEqual([expect.stringContaining('reference was used before')])
  })

  test('after a refusal is screened as if it came first', async ({ service }) => {
    const call = service.asRole('officer', { agency: 'police', purposes: ['law_enforcement'] })
    const who = someone('refused at first')
    const list = passengerList([who], { reference: 'FIRST-TRY' })
    const query = { query: '?purpose=law_enforcement' }
    expect(await sendManifest(call, list, query)).toMatchObject({
      status: 503,
      body: { code: 'NO_LIST' }
    })
    const { put } = await makeList(service, 'crimes', {
      agency: 'police',
      purposes: ['law_enforcement']
    })
    okay(await put('1', entryOf(who)))
    const again = await sendManifest(call, list, query)
    expect(again).toMatchObject({ status: 200, body: { screened: 1, warnings: [] } })
    expect(again.body.refer).toHaveLength(1)
  })

  test('from another carrier is another manifest', async ({ service }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const list = passengerList([someone('of two carriers')], { reference: 'BOTH' })
    const one = await sendManifest(carrier(service), list)
    const other = await sendManifest(carrier(service, 'ZZAIR'), list)
    expect(other.body.manifestId).not.toBe(one.body.manifestId)
    expect(other.body.warnings).toEqual([])
  })
})

describe('a refusal', () => {
  const broken = passengerList([someone('unread')]).replace('PAXLST', 'CUSRES')

  test('says why a transmission can not be read', async ({ service }) => {
    const reply = await sendManifest(carrier(service), broken)
    expect(reply).toMatchObject({ status: 400, body: { code: 'MANIFEST_REJECTED' } })
    expect(reply.body.detail).toContain('not a PAXLST')
    expect(reply.type).toMatch(/^application\/problem\+json/)
  })

  test.for([
    { sent: broken, why: 'another message' },
    { sent: 'nothing of the kind', why: 'no interchange' }
  ])(
    'is a CUSRES about the whole message where that is asked for: $why',
    async ({ sent }, { service }) => {
      const reply = await sendManifest(carrier(service), sent, { accept: 'application/edifact' })
      expect(reply.status).toBe(400)
      expect(reply.type).toMatch(/^application\/edifact/)
      expect(reply.text).toContain("BGM+962'")
      expect(reply.text).toContain("ERP+1'ERC+ERR01'")
    }
  )

  test.for([
    { change: { sendr: 'YY' }, field: 'sendr', why: 'a misspelt field' },
    { change: { function: 'unknown' }, field: 'function', why: 'an unknown function' },
    { change: { legs: [] }, field: 'flight', why: 'no flight' }
  ])('names what is wrong with JSON: $why', async ({ change, field }, { service }) => {
    const reply = await sendManifest(carrier(service), jsonManifest([someone('x')], change))
    expect(reply.status).toBe(400)
    expect(reply.body.detail).toContain(field)
  })

  test('meets one more than can be worked on at once, with a fallback where a CUSRES is asked for', async ({
    service
  }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const replies = await Promise.all(
      Array.from({ length: 80 }, (_, at) => {
        const people = Array.from({ length: 20 }, (_, one) => someone(`crowd ${at} ${one}`))
        const list = passengerList(people, { reference: `CROWD${at}` })
        const accept = at % 2 === 0 ? 'application/json' : 'application/edifact'
        return sendManifest(carrier(service), list, { accept })
      })
    )
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 503]))
    const refused = replies.filter(({ status }) => status === 503)
    const [inCusres, inJson] = [true, false].map(isEdifact =>
      refused.filter(({ type }) => type.startsWith('application/edifact') === isEdifact)
    )
    expect(inJson?.[0]?.body.code).toBe('OVERLOADED')
    expect(inCusres?.[0]?.text.match(/ERP\+2'/g)).toHaveLength(20)
  })

  test('meets nothing, other types and too much', async ({ service }) => {
    const call = carrier(service)
    const type = (name: string) => ({ 'content-type': name })
    expect(await call('POST', '/v1/manifests')).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST' }
    })
    expect(await call('POST', '/v1/manifests', '', type('application/json'))).toMatchObject({
      status: 400
    })
    expect(await call('POST', '/v1/manifests', '', type('application/edifact'))).toMatchObject({
      status: 400
    })
    expect(await call('POST', '/v1/manifests', '<a/>', type('application/xml'))).toMatchObject({
      status: 415
    })
    const tooMuch = ' '.repeat(2 * 1024 * 1024 + 1)
    for (const accept of ['application/json', 'application/edifact']) {
      const headers = { ...type('text/plain'), accept }
      const { body } = await call('POST', '/v1/manifests', tooMuch, headers)
      expect(body).toMatchObject({ status: 413, code: 'TOO_LARGE' })
    }
  })

  test.for(['agency_editor', 'auditor', 'admin'] as const)(
    'meets the role %s',
    async (role, { service }) => {
      const reply = await sendManifest(service.asRole(role, { agency: 'interior' }), broken)
      expect(reply.status).toBe(403)
    }
  )

  test('meets a purpose that the token does not name', async ({ service }) => {
    const list = passengerList([someone('for a purpose')], { reference: 'PURPOSE' })
    const visa = { query: '?purpose=visa' }
    expect((await sendManifest(carrier(service), list, visa)).status).toBe(403)
    const call = service.asRole('carrier', { purposes: ['visa'] })
    expect((await sendManifest(call, list)).status).toBe(403)
    const reply = await sendManifest(call, list, visa)
    expect(reply).toMatchObject({ status: 503, body: { code: 'NO_LIST' } })
  })
})
