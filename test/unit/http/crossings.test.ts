import { expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, startService, withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, type Someone, someone, travellerOf } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const test = withService()
const path = '/v1/crossings'
const event = (id: string, person: Someone, more: object = {}) => ({
  specversion: '1.0',
  id,
  source: 'lane-1',
  type: 'portcullis.crossing',
  data: {
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing('LANE'),
    ...more
  }
})

interface Shown {
  readonly traveller: { readonly documents?: readonly { readonly number: string }[] }
  readonly unscreened?: string
  readonly hits: readonly unknown[]
}
const isOf =
  ({ number }: Someone) =>
  ({ traveller }: Shown) =>
    traveller.documents?.[0]?.number === number

test('are accepted when durable, screened a moment later, and make a case', async ({ service }) => {
  const person = someone('crossing with a hit')
  const list = await makeList(service, 'crossed')
  okay(await list.put('1', entryOf(person)))
  const desk = service.asRole('checkpoint', { agency: 'border', sub: 'gate' })
  const events = [event('c-1', someone('crossing without')), event('c-2', person)]
  const reply = await desk('POST', path, { events })
  expect(reply).toMatchObject({ status: 202, body: { accepted: 2 } })
  await desk('POST', path, { events })
  const officer = service.asRole('officer', { agency: 'interior' })
  const cases = async () =>
    (await officer('GET', '/v1/cases?limit=500')).body.cases.filter(isOf(person))
  const [shown] = await until(async () => ((await cases()).length > 0 ? cases() : undefined))
  expect(shown).toMatchObject({ revision: 1, state: 'new', journey: crossing('LANE') })
  expect(shown.hits).toHaveLength(1)
  expect(await cases()).toHaveLength(1)
})

test('take no id from a caller whose name begins with that of their sender', async ({
  service
}) => {
  const person = someone('crossing of the whole airport')
  const list = await makeList(service, 'crossed')
  okay(await list.put('airport-1', entryOf(person)))
  const airport = service.asRole('checkpoint', { agency: 'border', sub: 'airport' })
  okay(await airport('POST', path, { events: [event('same-id', person)] }))
  const officer = service.asRole('officer', { agency: 'interior' })
  await until(async () => {
    const { body } = await officer('GET', '/v1/cases?limit=500')
    return body.cases.some(isOf(person)) || undefined
  })
  const lane = service.asRole('checkpoint', { agency: 'border', sub: 'airport/lane-1' })
  const traveller = travellerOf(someone('screened in that lane'))
  const question = {
    id: 'same-id',
    purpose: 'border_control',
    traveller,
    journey: crossing('LANE')
  }
  expect((await lane('POST', '/v1/screenings', question)).status).toBe(200)
})

test('that can’t be screened go to the dead letters and have a case of their own', async ({
  service
}) => {
  await makeList(service, 'crossed')
  const person = { ...someone('born tomorrow'), birthDate: '2999-01-01' }
  const desk = service.asRole('checkpoint', { agency: 'airport', sub: 'gate' })
  const reply = await desk('POST', path, { events: [event('broken-1', person)] })
  expect(reply.status).toBe(202)
  for (const agency of ['airport', 'border']) {
    const officer = service.asRole('officer', { agency })
    const shown = await until(async () =>
      (await officer('GET', '/v1/cases')).body.cases.find(isOf(person))
    )
    expect(shown).toMatchObject({
      state: 'new',
      unscreened: 'could not be screened: BAD_REQUEST',
      hits: []
    })
  }
  const { text } = await service.asRole('admin')('GET', '/metrics')
  const counted = 'portcullis_dead_letters_total{topic="crossings",reason="BAD_REQUEST"}'
  expect(text.includes(counted)).toBe(true)
})

test('make a case of this moment, whatever time the event says', async ({ service }) => {
  await makeList(service, 'crossed')
  const person = { ...someone('sent from the future'), birthDate: '2999-01-01' }
  const desk = service.asRole('checkpoint', { agency: 'runway', sub: 'gate' })
  const ahead = { ...event('ahead-1', person), time: '2099-01-01T00:00:00Z' }
  okay(await desk('POST', path, { events: [ahead] }))
  const officer = service.asRole('officer', { agency: 'runway' })
  const shown = await until(async () =>
    (await officer('GET', '/v1/cases')).body.cases.find(isOf(person))
  )
  expect(Date.parse(shown.createdAt)).toBeLessThanOrEqual(Date.now())
})

test('belong to the caller’s agency, whatever the event says', async ({ service }) => {
  await makeList(service, 'crossed')
  const person = { ...someone('claimed by another'), birthDate: '2999-01-01' }
  const desk = service.asRole('checkpoint', { agency: 'airport', sub: 'gate' })
  okay(await desk('POST', path, { events: [event('claimed-1', person, { agency: 'interior' })] }))
  const officer = service.asRole('officer', { agency: 'airport' })
  await until(async () => (await officer('GET', '/v1/cases')).body.cases.find(isOf(person)))
  const claimed = await service.asRole('officer', { agency: 'interior' })('GET', '/v1/cases')
  expect(claimed.body.cases.filter(isOf(person))).toEqual([])
})

test.for([
  {
    events: [{ ...event('x', someone('x')), extra: 1 }],
    field: 'events.0.extra',
    why: 'an unknown attribute'
  },
  {
    events: [event('x', someone('x')), event('y', someone('y'), { journey: {} })],
    field: 'events.1.data.journey',
    why: 'one of them is broken'
  },
  {
    events: [event('x', someone('x'), { tarveller: {} })],
    field: 'events.0.data.tarveller',
    why: 'a misspelt field'
  },
  {
    events: [{ ...event('x', someone('x')), specversion: '0.3' }],
    field: 'events.0.specversion',
    why: 'another version'
  },
  {
    events: [{ ...event('x', someone('x')), time: '2026-12-31T23:59:60Z' }],
    field: 'events.0.time',
    why: 'a leap second'
  },
  { events: [], field: 'events', why: 'none' }
])('are refused as a whole, naming the field: $why', async ({ events, field }, { service }) => {
  const { status, body } = await service.asRole('checkpoint')('POST', path, { events })
  expect(status).toBe(400)
  expect(body.detail).toContain(field)
})

test('for a purpose that the token does not name are refused', async ({ service }) => {
  const desk = service.asRole('checkpoint', { purposes: ['visa'] })
  const { status } = await desk('POST', path, { events: [event('p-1', someone('purpose'))] })
  expect(status).toBe(403)
})

const countOf = async (service: RunningService, name: string) => {
  const { text } = await service.asRole('admin')('GET', '/metrics')
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
}

test('that no list serves are never lost or clear: each has a case of its own', async ({
  service
}) => {
  const person = someone('for a visa')
  const desk = service.asRole('checkpoint', { agency: 'embassy', purposes: ['visa'], sub: 'gate' })
  okay(await desk('POST', path, { events: [event('v-1', person, { purpose: 'visa' })] }))
  const officer = service.asRole('officer', { agency: 'embassy' })
  const shown = await until(async () =>
    (await officer('GET', '/v1/cases')).body.cases.find(isOf(person))
  )
  expect(shown).toMatchObject({ purpose: 'visa', unscreened: 'could not be screened: NO_LIST' })
})

test('with an id that was used for another crossing are not lost: each has a case of its own', async ({
  service
}) => {
  await makeList(service, 'crossed')
  const [first, second] = [someone('first of this id'), someone('second of this id')]
  const desk = service.asRole('checkpoint', { agency: 'harbour', sub: 'gate' })
  okay(await desk('POST', path, { events: [event('same', first)] }))
  okay(await desk('POST', path, { events: [event('same', second)] }))
  const officer = service.asRole('officer', { agency: 'harbour' })
  const shown = await until(async () =>
    (await officer('GET', '/v1/cases')).body.cases.find(isOf(second))
  )
  expect(shown).toMatchObject({ unscreened: 'could not be screened: ID_REUSED' })
})

test('of two gates with the same ids are two crossings', async ({ service }) => {
  const person = someone('at two gates')
  const list = await makeList(service, 'crossed')
  okay(await list.put('two-gates', entryOf(person)))
  const other = someone('at the other gate')
  for (const [sub, who] of [
    ['gate-1', other],
    ['gate-2', person]
  ] as const) {
    const desk = service.asRole('checkpoint', { agency: 'border', sub })
    okay(await desk('POST', path, { events: [event('shared-id', who)] }))
  }
  const officer = service.asRole('officer', { agency: 'interior' })
  const shown = await until(async () =>
    (await officer('GET', '/v1/cases?limit=500')).body.cases.find(isOf(person))
  )
  expect(shown.hits).toHaveLength(1)
})

test('are all screened, many at once, more than may wait over HTTP', async () => {
  const service = await startService({ config: { maxWaiting: 3 } })
  await makeList(service, 'crossed')
  const events = Array.from({ length: 200 }, (_, at) => event(`w-${at}`, someone(`waiting ${at}`)))
  const desk = service.asRole('checkpoint', { agency: 'border', sub: 'gate' })
  okay(await desk('POST', path, { events }))
  const screened = 'portcullis_decisions_total\\{decision="clear",source="stream"\\}'
  await until(async () => ((await countOf(service, screened)) === 200 ? true : undefined))
  const lag = 'portcullis_record_lag\\{follower="crossings"\\}'
  await until(async () => ((await countOf(service, lag)) === 0 ? true : undefined))
  const failures = 'portcullis_follower_failures_total\\{follower="crossings"\\}'
  expect(await countOf(service, failures)).toBe(0)
  await service.close()
})
