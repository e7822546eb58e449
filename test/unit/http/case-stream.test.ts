import { expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, startService, withService } from '#test/helpers/running-service.ts'
import { type EventStream, openEvents } from '#test/helpers/server-events.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

/** Opens a stream of an agency's cases, closed after the test; the first event says that it stands. */
const test = withService().extend('listen', async ({ service }, { onCleanup }) => {
  const open: EventStream[] = []
  onCleanup(() => {
    for (const stream of open) stream.close()
  })
  return async (agency: string, lastEventId?: string) => {
    const stream = await listenTo(service, agency, lastEventId)
    open.push(stream)
    return stream
  }
})

const listenTo = (service: RunningService, agency: string, lastEventId?: string) =>
  openEvents(`${service.url}/v1/cases/stream`, service.token('officer', { agency }), lastEventId)

const isCase = (id: string) => (event: { event: string; data: { id?: string } }) =>
  event.event === 'case' && event.data.id === id

test('says that it stands, then sends every change of the agency’s cases', async ({
  service,
  listen
}) => {
  const stream = await listen('live')
  expect(await stream.next()).toMatchObject({ event: 'ready' })
  const { id } = await makeCase(service, 'live one', { agency: 'live' })
  const opened = await stream.next()
  expect(opened).toMatchObject({ event: 'case', data: { id, state: 'new', revision: 1 } })
  const officer = service.asRole('officer', { agency: 'live' })
  await officer('POST', `/v1/cases/${id}/actions`, { action: 'assign', revision: 1 })
  const assigned = await stream.next()
  expect(assigned).toMatchObject({ event: 'case', data: { id, state: 'assigned', revision: 2 } })
  expect(Number(assigned.id)).toBe(Number(opened.id) + 1)
})

test('goes on after the event that was last seen, without a gap', async ({ service, listen }) => {
  const first = await listen('resumed')
  await first.next()
  const seen = await makeCase(service, 'seen before', { agency: 'resumed' })
  const last = (await first.upTo(isCase(seen.id))).at(-1)
  first.close()
  const missed = [
    await makeCase(service, 'missed one', { agency: 'resumed' }),
    await makeCase(service, 'missed two', { agency: 'resumed' })
  ]
  const second = await listen('resumed', last?.id)
  expect(await second.next()).toMatchObject({ event: 'ready', id: last?.id })
  const live = await makeCase(service, 'live again', { agency: 'resumed' })
  const events = await second.upTo(isCase(live.id))
  expect(events.map(({ data }) => data.id)).toEqual([...missed.map(({ id }) => id), live.id])
})

test('sends a case that changed often while away once, as it is now', async ({
  service,
  listen
}) => {
  const first = await listen('often')
  const { id: from } = await first.next()
  first.close()
  const { id } = await makeCase(service, 'changed often', { agency: 'often' })
  const officer = service.asRole('officer', { agency: 'often' })
  await officer('POST', `/v1/cases/${id}/actions`, { action: 'assign', revision: 1 })
  await officer('POST', `/v1/cases/${id}/actions`, { action: 'note', revision: 2, reason: 'seen' })
  const second = await listen('often', from)
  await second.next()
  expect((await second.next()).data).toMatchObject({ id, revision: 3 })
})

test('sends no case of another agency', async ({ service, listen }) => {
  const stream = await listen('mine')
  await stream.next()
  await makeCase(service, 'theirs', { agency: 'theirs' })
  const { id } = await makeCase(service, 'mine', { agency: 'mine' })
  const events = await stream.upTo(isCase(id))
  expect(events.map(({ data }) => data.id)).toEqual([id])
})

test('is silent when only another agency’s desk changes, live and when resumed', async ({
  service,
  listen
}) => {
  const { id } = await makeCase(service, 'of both', { agency: 'quiet' })
  const stream = await listen('quiet', '0')
  const opened = (await stream.upTo(isCase(id))).at(-1)
  await makeCase(service, 'of both', { agency: 'busy', covert: true })
  const busy = service.asRole('officer', { agency: 'busy' })
  const act = async (revision: number, action: string) =>
    okay(await busy('POST', `/v1/cases/${id}/actions`, { action, revision, reason: 'seen' }))
  await act(1, 'assign')
  await act(2, 'note')
  await act(3, 'dismiss')
  const resumed = await listen('quiet', opened?.id)
  expect(await resumed.next()).toMatchObject({ event: 'ready', data: { sequence: 1 } })
  const fresh = await listen('quiet')
  expect(await fresh.next()).toMatchObject({ event: 'ready', id: '1' })
  const mine = await makeCase(service, 'of the quiet', { agency: 'quiet' })
  for (const one of [stream, resumed, fresh]) {
    expect(await one.next()).toMatchObject({ event: 'case', id: '2', data: { id: mine.id } })
  }
})

test('tells an agency that it sees a case no more, by its id alone, live and when resumed', async ({
  service,
  listen
}) => {
  const person = someone('seen no more')
  const list = await makeList(service, 'owning-list', { agency: 'owning' })
  const release = async (revision: number, ...agencies: readonly string[]) =>
    okay(
      await list.put('E-1', { ...entryOf(person), revision, releasableTo: ['any', ...agencies] })
    )
  await release(1, 'losing')
  const live = await listen('losing')
  const { id: from } = await live.next()
  const question = {
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing()
  }
  okay(await service.asRole('checkpoint')('POST', '/v1/screenings', question))
  const { event, data } = await live.next()
  expect(event).toBe('case')
  const { id } = data
  await release(2)
  const gone = await live.next()
  expect(gone).toMatchObject({ event: 'gone', data: { id } })
  expect(Object.keys(gone.data)).toEqual(['id'])
  const resumed = await listen('losing', from)
  await resumed.next()
  expect(await resumed.next()).toEqual(gone)
  await release(3, 'losing')
  expect(await live.next()).toMatchObject({ event: 'case', data: { id } })
})

test('sends everything to a client that names a place never reached', async ({
  service,
  listen
}) => {
  const { id } = await makeCase(service, 'restored', { agency: 'restored' })
  const stream = await listen('restored', '4711')
  expect(await stream.next()).toMatchObject({ event: 'ready', id: '0' })
  expect((await stream.next()).data.id).toBe(id)
})

test.for([
  { lastEventId: 'yesterday', why: 'a text' },
  { lastEventId: '-1', why: 'a negative number' }
])('refuses a place that it never gave: $why', async ({ lastEventId }, { listen }) => {
  expect((await listen('interior', lastEventId)).status).toBe(400)
})

test('is for officers of an agency', async ({ service }) => {
  const stream = await openEvents(`${service.url}/v1/cases/stream`, service.token('officer'))
  expect(stream.status).toBe(403)
  stream.close()
})

test('ends with its token, which then opens nothing any more', async ({ service }) => {
  const token = service.token('officer', { agency: 'interior', ttlSeconds: 2 })
  const stream = await openEvents(`${service.url}/v1/cases/stream`, token)
  await stream.next()
  await expect(stream.next()).rejects.toThrow('has ended')
  expect((await service.as(token)('GET', '/v1/cases')).status).toBe(401)
})

test('ends when the service stops, so that the service can stop', async () => {
  const stopping = await startService()
  const stream = await listenTo(stopping, 'interior')
  await stream.next()
  await stopping.close()
  await expect(stream.next()).rejects.toThrow()
})

test('answers no HEAD, which would hang as long as the stream', async ({ service }) => {
  const head = service.asRole('officer', { agency: 'live' })('HEAD', '/v1/cases/stream')
  expect((await head).status).toBe(404)
})
