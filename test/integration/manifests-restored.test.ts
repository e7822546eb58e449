import { cp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, inject, onTestFinished, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import { type Call, okay, type Reply } from '../helpers/call.ts'
import { at, carrier, casesIn, flight, listed, named, officer } from '../helpers/flights.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { passengerList, sendManifest } from '../helpers/passenger-list.ts'
import type { RunningService } from '../helpers/running-service.ts'
import { run, startProcess } from '../helpers/service-process.ts'
import { entryOf, someone } from '../helpers/someone.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { ownServer } from '../helpers/two-redis-nodes.ts'
import { until } from '../helpers/until.ts'

const brokers = inject('brokers')
const longMs = 60_000

/** A deployment over a Redis of its own, and a hand on it. */
const deployed = async () => {
  const redis = await ownServer()
  const admin = new Redis(redis.url)
  onTestFinished(() => admin.disconnect())
  const deployment = deploy({ brokers, redisUrl: redis.url })
  const unrecorded = `{${deployment.prefix}:manifests:2}:unrecorded`
  const flush = async () => {
    await expect.poll(() => admin.zcard(unrecorded)).toBe(0) // results follow a moment later
    await admin.flushall()
  }
  return { admin, deployment, flush }
}

/** What this caller reads of a manifest, as soon as it can be read. */
const reads = (call: Call, sent: Reply) =>
  until(async () => {
    const reply = await call('GET', at(sent))
    expect(reply.status).not.toBe(404) // what is being put back is not gone
    return reply.status === 200 ? reply.body : undefined
  }, longMs)

/** Of how many screenings and desks this case is, once it is back. */
const caseOf = (service: RunningService, id: string) =>
  until(async () => {
    const reply = await officer(service)('GET', `/v1/cases/${id}`)
    return reply.status === 200 ? reply.body : undefined
  }, longMs)

test('an emptied Redis has its manifests again: the same answer, the same for a repetition, and a cancellation finds its case', async () => {
  const { deployment, flush } = await deployed()
  const [node] = await Promise.all([deployment.start(), deployment.start()])
  const [wanted, other] = [someone('restored flight'), someone('restored companion')]
  await listed(node, wanted)
  const send = flight(node, '731')
  const sent = await send([wanted, other])
  const [{ id: caseId }] = await casesIn(node, sent)
  const [asCarrier, asOfficer] = [carrier(node), officer(node)]
  const before = [await reads(asCarrier, sent), await reads(asOfficer, sent)]
  await flush()
  expect([await reads(asCarrier, sent), await reads(asOfficer, sent)]).toEqual(before)
  await caseOf(node, caseId)

  const again = okay(
    await sendManifest(
      asCarrier,
      passengerList([wanted, other], { number: '731', reference: '731N1' })
    )
  )
  expect(again.body).toEqual(sent.body)
  const cancelled = await send(named('YY1'), { bgm: 'BGM+745+XR' })
  expect(cancelled.body.warnings).toEqual([])
  await until(async () => {
    const { state } = await caseOf(node, caseId)
    return state === 'withdrawn' ? true : undefined
  })
})

test('a message about persons of before waits until their manifests are back, and is then taken up', async () => {
  const { deployment, flush } = await deployed()
  const ahead = { now: () => new Date(Date.now() + 5 * 60_000) } // nobody else has it under way any more
  const node = await deployment.start('silent', ahead)
  const wanted = someone('cancelled at once')
  await listed(node, wanted)
  const send = flight(node, '732')
  const sent = await send([wanted])
  const [{ id: caseId }] = await casesIn(node, sent)
  await flush()
  const list = passengerList(named('YY1'), { number: '732', reference: 'C', bgm: 'BGM+745+XR' })
  const { status, body } = await sendManifest(carrier(node), list)
  if (status !== 200) expect([status, body.code]).toEqual([503, 'VIEW_UNAVAILABLE'])
  await until(async () => {
    const { state } = await caseOf(node, caseId)
    return state === 'withdrawn' ? true : undefined
  }, longMs)
})

/** A policy whose authority waits no longer than this. */
const policyWaiting = async (answerWithinMs: number) => {
  const folder = await tempFolder()
  await cp('config', folder, { recursive: true })
  const authorities = loadAuthorities('config/policy.json')
  const hasty = { ...authorities, default: { ...authorities.default, answerWithinMs } }
  await writeFile(join(folder, 'authorities.json'), JSON.stringify(hasty))
  return join(folder, 'policy.json')
}

test('a manifest whose node is killed and whose Redis is emptied is finished by another, each listed person in one case', async () => {
  const { admin, deployment } = await deployed()
  const POLICY = await policyWaiting(1)
  const killed = await startProcess(await tempFolder(), { ...deployment.env, POLICY })
  const staying = await deployment.start()
  const people = Array.from({ length: 600 }, (_, one) => someone(`on a lost flight ${one}`))
  const wanted = [people[3], people[300], people[599]].filter(one => one !== undefined)
  const { put } = await makeList(staying, 'flown')
  for (const one of wanted) okay(await put(one.number, entryOf(one)))
  const asCarrier = killed.asRole('carrier', { carrier: 'YYAIR' })
  const list = passengerList(people, { number: '733', reference: 'LOST' })
  const reply = await sendManifest(asCarrier, list, { accept: 'application/edifact' })
  expect(reply.status).toBe(200) // the fallback: it is kept, and nobody is screened yet
  expect(reply.text).not.toContain('ERC+0Z')
  await killed.kill()
  await admin.flushall()

  // Not sent again: half a minute later the other takes it up.
  const cases = await until(async () => {
    const reply = await officer(staying)('GET', '/v1/cases')
    return reply.body.cases?.length >= wanted.length ? reply.body.cases : undefined
  }, 90_000)
  expect(cases).toHaveLength(wanted.length)
  const again = await until(async () => {
    const { status, body } = await sendManifest(carrier(staying), list)
    return status === 200 ? body : undefined
  }, longMs)
  expect(again).toMatchObject({ travellers: 600, screened: 600 })
  expect(okay(await officer(staying)('GET', '/v1/cases')).body.cases).toHaveLength(wanted.length)
})

test('rebuild puts manifests back too', async () => {
  const { deployment, flush } = await deployed()
  const node = await deployment.start()
  const wanted = someone('rebuilt')
  await listed(node, wanted)
  const sent = await flight(node, '734')([wanted])
  const before = await reads(officer(node), sent)
  await node.stop()
  await flush()
  const rebuilt = await run('src/cli/rebuild.ts', ['--json'], deployment.env)
  expect([rebuilt.code, rebuilt.errors]).toEqual([0, ''])
  expect(JSON.parse(rebuilt.out).manifests).toBeGreaterThan(0)
  const next = await deployment.start()
  expect(await reads(officer(next), sent)).toEqual(before)
})
