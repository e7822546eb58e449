import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import { recordedCases, recordedList } from '#src/adapters/kafka/decided-state.ts'
import { viewReplacedCode } from '#src/adapters/redis/unavailable.ts'
import type { Position, Topic } from '#src/domain/ports.ts'
import { okay } from '../helpers/call.ts'
import { openDecided } from '../helpers/decided-state.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { aCase, aDesk } from '../helpers/screened.ts'
import { crossing, entryOf, someone, travellerOf } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { type RedisServer, startRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: RedisServer
beforeAll(async () => {
  redis = await startRedis()
})
afterAll(() => redis.stop())

const at = (offset: number, topic: Topic = 'screenings'): Position => ({
  topic,
  partition: 1,
  offset
})
const replaced = { code: viewReplacedCode }
const opened = (id: string) => aCase({ id, desks: { interior: aDesk() } })
const confirmed = (id: string) =>
  aCase({ id, desks: { interior: aDesk({ revision: 3, state: 'confirmed' }) } })

/** A projection of cases that has begun, and to which a case was opened. */
const projecting = async () => {
  const { view, log, ...others } = await openDecided(kafka, redis.url)
  const { cases } = await view()
  await cases.resume('screenings')
  await cases.resume('case-commands')
  const recorded = recordedCases(cases, log)
  await recorded.commit({ position: at(1), cases: [opened('a')], madeOf: [] })
  const confirm = () =>
    recorded.commit({
      position: at(1, 'case-commands'),
      cases: [confirmed('a')],
      madeOf: [opened('a')]
    })
  return { cases, recorded, confirm, ...others }
}

describe('what was decided on a view that is not the one known', () => {
  test('is not written where the view was emptied: cases come back as officers left them', async () => {
    const { cases, recorded, confirm, empty, written, restoreCases } = await projecting()
    await confirm()
    const before = await written('cases')
    await empty()
    const anew = { position: at(2), cases: [opened('a')], madeOf: [] }
    await expect(recorded.commit(anew)).rejects.toMatchObject(replaced)
    expect(await written('cases')).toBe(before)
    await restoreCases(cases)
    expect(await cases.get(['a'])).toEqual([confirmed('a')])
  })

  test.for(['recorded', 'cases'] as const)(
    'is refused where the view lost what it was told of the other topic: %s',
    async by => {
      const { confirm, keep, written, restoreCases, ...both } = await projecting()
      const rollBack = await keep()
      await confirm()
      const before = await written('cases')
      await rollBack()
      const other = { position: at(2), cases: [opened('b')], madeOf: [] }
      await expect(both[by].commit(other)).rejects.toMatchObject(replaced)
      expect(await written('cases')).toBe(before)
      await restoreCases(both.cases)
      expect(await both.cases.get(['a'])).toEqual([confirmed('a')])
    }
  )

  test('is not written where a case has changed since it was read', async () => {
    const { recorded, confirm, written } = await projecting()
    await confirm()
    const before = await written('cases')
    const late = { position: at(2), cases: [opened('a')], madeOf: [opened('a')] }
    await expect(recorded.commit(late)).rejects.toMatchObject({ code: 'CASE_CHANGED' })
    expect(await written('cases')).toBe(before)
  })

  test('is not written again where the view has passed it', async () => {
    const { cases, recorded, written } = await projecting()
    const before = await written('cases')
    await recorded.commit({ position: at(1), cases: [opened('b')], madeOf: [] })
    expect(await written('cases')).toBe(before)
    expect(await cases.get(['b'])).toEqual([undefined])
  })

  test('is not written of a list either: it comes back with all its entries', async () => {
    const { view, log, empty, written, restoreList } = await openDecided(kafka, redis.url)
    const { sharedList } = await view()
    await sharedList.resume()
    const recorded = recordedList(sharedList, log)
    const entry = (id: string, revision: number) => ({
      list: 'wanted',
      id,
      revision,
      state: 'withdrawn' as const,
      changedAt: 't'
    })
    const put = (offset: number, id: string, revision: number) =>
      recorded.commit({
        position: at(offset, 'watchlist'),
        lists: [],
        entries: [entry(id, revision)]
      })
    await put(1, '1', 1)
    await put(2, '2', 5)
    const before = await written('entries')
    await empty()
    await expect(put(3, '2', 1)).rejects.toMatchObject(replaced)
    expect(await written('entries')).toBe(before)
    await restoreList(sharedList)
    await put(3, '3', 1)
    expect(await sharedList.page('wanted', undefined, 9)).toEqual([
      entry('1', 1),
      entry('2', 5),
      entry('3', 1)
    ])
  })
})

/** A node over a Redis that this test empties. */
const ownNode = async () => {
  const server = await startRedis()
  onTestFinished(() => server.stop())
  const node = await deploy({ brokers: inject('brokers'), redisUrl: server.url }).start()
  const admin = new Redis(server.url)
  onTestFinished(() => admin.disconnect())
  return { node, empty: () => admin.flushall() }
}

describe('a Redis emptied under a node that works on', () => {
  test('loses no officer’s decision, though the traveller is screened again at once', async () => {
    const { node, empty } = await ownNode()
    const person = someone('decided')
    const list = await makeList(node, 'wanted')
    okay(await list.put('1', entryOf(person, { instruction: 'arrest' })))
    const question = {
      purpose: 'border_control',
      traveller: travellerOf(person),
      journey: crossing()
    }
    const screen = async () =>
      okay(await node.asRole('checkpoint')('POST', '/v1/screenings', question))
    const { caseId } = (await screen()).body
    const officer = (sub: string) => node.asRole('officer', { agency: 'interior', sub })
    const read = async () => {
      const reply = await officer('ann')('GET', `/v1/cases/${caseId}`)
      return reply.status === 200 ? reply.body : undefined
    }
    const act = async (sub: string, action: object) =>
      okay(await officer(sub)('POST', `/v1/cases/${caseId}/actions`, action)).body
    const { revision } = await until(read, 30_000)
    await act('ann', { action: 'confirm', revision, reasonCode: 'photograph_agrees' })
    const decided = await act('bob', { action: 'approve', revision: revision + 1 })
    expect(decided).toMatchObject({ state: 'confirmed', revision: revision + 2 })

    await empty()
    await Promise.all([screen(), screen(), screen()])
    const patient = { timeout: 60_000, interval: 20 }
    const { trail } = decided
    await expect.poll(read, patient).toMatchObject({ state: 'confirmed', trail })
    await act('ann', { action: 'note', revision: decided.revision, reason: 'still here' })
    const noted = { state: 'confirmed', revision: decided.revision + 1 }
    await expect.poll(read, patient).toMatchObject(noted)
    await empty()
    await expect.poll(read, patient).toMatchObject(noted)
  })

  test('has every entry again, though it was emptied in the middle of changes', async () => {
    const { node, empty } = await ownNode()
    const list = await makeList(node, 'wanted')
    const people = Array.from({ length: 60 }, (_, at) => someone(`entry ${at}`))
    // Refused while the list is away, taken twice where an answer came too late: 409 says that it is there.
    const put = (id: number) =>
      until(async () => {
        const { status } = await list.put(`e${id}`, entryOf(people[id] ?? someone('nobody')))
        return status === 200 || status === 409 ? status : undefined
      }, 60_000)
    for (let from = 0; from < people.length; from += 20) {
      const putting = Array.from({ length: 20 }, (_, at) => put(from + at))
      await putting[0]
      await empty()
      await Promise.all(putting)
    }
    await empty()
    const screened = async (at: number) => {
      const traveller = travellerOf(people[at] ?? someone('nobody'))
      const question = { purpose: 'border_control', traveller, journey: crossing() }
      const reply = await node.asRole('checkpoint')('POST', '/v1/screenings', question)
      return reply.body.decision
    }
    const editor = node.asRole('agency_editor', { agency: 'interior' })
    for (const at of people.keys()) {
      await until(async () => {
        const reply = await editor('GET', `/v1/lists/wanted/entries/e${at}`)
        return reply.status === 200 ? reply : undefined
      }, 60_000)
      expect(await screened(at)).toBe('refer')
    }
  })
})
