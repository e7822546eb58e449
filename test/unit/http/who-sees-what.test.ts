import { describe, expect } from 'vitest'
import { okay, type Reply } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, type Someone, someone, travellerOf } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const test = withService().extend('list', { scope: 'file' }, async ({ service }) =>
  makeList(service, 'wanted', { agency: 'interior' })
)

const path = '/v1/screenings'
const ask = (person: Someone) => ({
  purpose: 'border_control',
  traveller: travellerOf(person),
  journey: crossing()
})
/** What is left of a reply when what differs between any two screenings is taken out. */
const essence = ({ body }: Reply) => {
  const { id, screenedAt, listVersion, ...rest } = body
  expect([typeof id, typeof screenedAt, typeof listVersion]).toEqual(['string', 'string', 'number'])
  return rest
}

describe('a covert entry', () => {
  test('changes nothing in a checkpoint’s reply, and makes a case for the owner’s officers', async ({
    service,
    list
  }) => {
    const person = someone('covert and alone')
    const desk = service.asRole('checkpoint', { agency: 'border' })
    const before = await desk('POST', path, ask(person))
    expect(before.body.decision).toBe('clear')
    okay(
      await list.put('covert-1', entryOf(person, { covert: true, instruction: 'discreet_check' }))
    )
    const after = await desk('POST', path, ask(person))
    expect(essence(after)).toEqual(essence(before))
    expect([...after.headers.keys()].toSorted()).toEqual([...before.headers.keys()].toSorted())

    const officer = service.asRole('officer', { agency: 'interior' })
    const own = await officer('POST', path, ask(person))
    expect(own.body).toMatchObject({ decision: 'refer', hits: [{ entryId: 'covert-1' }] })
    const found = await until(async () => {
      const reply = await officer('GET', `/v1/cases/${own.body.caseId}`)
      return reply.status === 200 ? reply.body : undefined
    })
    expect(found.hits).toMatchObject([{ entryId: 'covert-1', covert: true }])
    const foreign = service.asRole('officer', { agency: 'border' })
    expect((await foreign('GET', `/v1/cases/${own.body.caseId}`)).status).toBe(404)
    expect((await foreign('POST', path, ask(person))).body.decision).toBe('clear')
  })

  test('changes nothing beside an open one', async ({ service, list }) => {
    const person = someone('covert and open')
    okay(await list.put('open-2', entryOf(person)))
    const desk = service.asRole('checkpoint', { agency: 'interior' })
    const before = await desk('POST', path, ask(person))
    okay(await list.put('covert-2', entryOf(person, { covert: true })))
    const after = await desk('POST', path, ask(person))
    expect(after.body.hits.map((hit: { entryId: string }) => hit.entryId)).toEqual(['open-2'])
    expect(essence(after)).toEqual(essence(before))
  })

  test('makes no open document seem commoner, nor a name', async ({ service, list }) => {
    const unseen = await makeList(service, 'unseen', {
      agency: 'police',
      purposes: ['law_enforcement']
    })
    const lost = (number: string, more: object = {}) => ({
      revision: 1,
      kind: 'document',
      documents: [{ type: 'P', number, issuer: 'UTO', status: 'lost' }],
      ...more
    })
    const rare = someone('bears a rare name')
    okay(await list.put('lost-4', lost('X10345678')))
    okay(await list.put('rare-4', entryOf(rare)))
    const desk = service.asRole('checkpoint', { agency: 'border' })
    const misread = { documents: [{ type: 'P', number: 'X10345679', issuer: 'UTO' }] }
    const asked = [ask(rare), { ...ask(rare), traveller: misread }]
    const answers = async () =>
      Promise.all(asked.map(async one => essence(await desk('POST', path, one))))
    const before = await answers()
    expect(before.map(({ decision }) => decision)).toEqual(['refer', 'refer'])

    for (let at = 0; at < 30; at++) {
      const bearer = { ...someone(`bears it too ${at}`), family: rare.family }
      okay(await unseen.put(`rare-${at}`, entryOf(bearer, { covert: true })))
      const number = `X1${9_999_999 - at * 111}`
      okay(await unseen.put(`lost-${at}`, lost(number, { covert: true })))
    }
    expect(await answers()).toEqual(before)
  })

  test('is covert to checkpoints that it is released to as well', async ({ service, list }) => {
    const person = someone('covert but named')
    okay(await list.put('covert-3', entryOf(person, { covert: true, releasableTo: ['border'] })))
    const desk = service.asRole('checkpoint', { agency: 'border' })
    expect((await desk('POST', path, ask(person))).body.decision).toBe('clear')
    const officer = service.asRole('officer', { agency: 'border' })
    expect((await officer('POST', path, ask(person))).body.decision).toBe('refer')
  })
})

test('no reply to a screening says whose entry it is', async ({ service, list }) => {
  const person = someone('owner unnamed')
  okay(await list.put('owned-1', entryOf(person)))
  for (const role of ['checkpoint', 'officer'] as const) {
    const { body } = okay(
      await service.asRole(role, { agency: 'interior' })('POST', path, ask(person))
    )
    expect(body.hits).toHaveLength(1)
    expect(body.hits[0]).not.toHaveProperty('agency')
  }
})

describe('an entry that is released', () => {
  const callers = [
    { role: 'checkpoint', agency: 'border' },
    { role: 'checkpoint', agency: 'customs' },
    { role: 'checkpoint', agency: undefined },
    { role: 'officer', agency: 'interior' },
    { role: 'officer', agency: 'border' },
    { role: 'officer', agency: 'customs' }
  ] as const

  test.for([
    {
      releasableTo: [],
      seen: ['checkpoint border', 'checkpoint customs', 'checkpoint nobody', 'officer interior'],
      why: 'to nobody by name: the owner’s officers and every checkpoint'
    },
    {
      releasableTo: ['border'],
      seen: ['checkpoint border', 'officer interior', 'officer border'],
      why: 'to one agency: the owner and the one named'
    }
  ])(
    'is seen by whom it is released to: $why',
    async ({ releasableTo, seen }, { service, list }) => {
      const id = `released-${releasableTo.length}`
      const person = someone(id)
      okay(await list.put(id, entryOf(person, { releasableTo })))
      const referred: string[] = []
      for (const { role, agency } of callers) {
        const call = service.asRole(role, { agency, sub: `${role} ${agency}` })
        const { body } = await call('POST', path, ask(person))
        if (body.decision === 'refer') referred.push(`${role} ${agency ?? 'nobody'}`)
        else expect(body).toMatchObject({ decision: 'clear', hits: [] })
      }
      expect(referred.toSorted()).toEqual(seen.toSorted())
    }
  )
})

describe('the handling code', () => {
  test.for([
    { handling: 'H1', open: ['border', 'interior'], why: 'H1 is read by all it is released to' },
    { handling: 'H2', open: ['interior'], why: 'H2 is read by the owner only' },
    { handling: 'H3', open: ['interior'], why: 'H3 is read by the owner only' }
  ] as const)(
    'decides who reads what is listed: $why',
    async ({ handling, open }, { service, list }) => {
      const person = someone(`handling ${handling}`)
      const id = `handling-${handling}`
      const entry = entryOf(person, { handling, releasableTo: ['border'], reference: 'REF-SECRET' })
      okay(await list.put(id, entry))
      for (const agency of ['border', 'interior']) {
        for (const role of ['checkpoint', 'officer'] as const) {
          const { body, text } = await service.asRole(role, { agency })('POST', path, ask(person))
          expect(body.hits).toMatchObject([
            { entryId: id, handling, instruction: 'refer_second_line' }
          ])
          expect(text.includes('REF-SECRET')).toBe(open.some(one => one === agency))
          expect('listedAs' in body.hits[0]).toBe(open.some(one => one === agency))
        }
      }
    }
  )

  test('of the list holds for entries without their own', async ({ service }) => {
    const hidden = await makeList(service, 'hidden', { agency: 'customs', handling: 'H3' })
    const person = someone('handling of the list')
    okay(await hidden.put('1', entryOf(person)))
    const { body } = await service.asRole('checkpoint', { agency: 'border' })(
      'POST',
      path,
      ask(person)
    )
    expect(body.hits).toMatchObject([{ handling: 'H3' }])
    expect(body.hits[0]).not.toHaveProperty('listedAs')
  })
})

describe('one case of two agencies', () => {
  test('shows each its own hits', async ({ service, list }) => {
    const person = someone('wanted by two')
    const customs = await makeList(service, 'smugglers', { agency: 'customs' })
    okay(await list.put('two-1', entryOf(person)))
    okay(await customs.put('two-2', entryOf(person)))
    const { body } = await service.asRole('checkpoint')('POST', path, ask(person))
    expect(body.hits).toHaveLength(2)
    for (const [agency, own] of [
      ['interior', 'two-1'],
      ['customs', 'two-2']
    ] as const) {
      const officer = service.asRole('officer', { agency })
      const found = await until(async () => {
        const reply = await officer('GET', `/v1/cases/${body.caseId}`)
        return reply.status === 200 ? reply.body : undefined
      })
      expect(found.hits.map((hit: { entryId: string }) => hit.entryId)).toEqual([own])
      const alone = await officer('POST', path, ask(person))
      expect(alone.body.hits.map((hit: { entryId: string }) => hit.entryId)).toEqual([own])
    }
  })
})

describe('an officer whose token names no agency', () => {
  test('is told so, and not that a listed person is clear', async ({ service, list }) => {
    const person = someone('screened for no agency')
    okay(await list.put('nobodys-1', entryOf(person)))
    for (const role of ['officer', 'supervisor'] as const) {
      const nobodys = service.asRole(role)
      const refused = { status: 403, code: 'NOT_ALLOWED' }
      expect((await nobodys('POST', path, ask(person))).body).toMatchObject(refused)
      const batch = await nobodys('POST', `${path}/batch`, { screenings: [ask(person)] })
      expect(batch.body.results).toMatchObject([refused])
      const sent = await sendManifest(nobodys, passengerList([person]))
      expect(sent.body).toMatchObject(refused)
      expect((await nobodys('GET', '/v1/manifests/any')).body).toMatchObject(refused)
    }
  })

  test('may ask as the checkpoint that the token names too', async ({ service, list }) => {
    const person = someone('screened at a desk of no agency')
    okay(await list.put('nobodys-2', entryOf(person)))
    const { body } = await service.asRole(['checkpoint', 'officer'])('POST', path, ask(person))
    expect(body).toMatchObject({ decision: 'refer', hits: [{ entryId: 'nobodys-2' }] })
  })
})
