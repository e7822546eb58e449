import { expect, onTestFinished, test } from 'vitest'
import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { sweepOnce } from '#src/manifests/retention.ts'
import type { Call, Reply } from '#test/helpers/call.ts'
import { carrier, codesIn, listed, named, officer } from '#test/helpers/flights.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type RunningService, startService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'
import { patient } from '#test/helpers/until.ts'

const accept = 'application/edifact'
const idsKey = Buffer.alloc(32, 7).toString('base64')
const [who, other] = [someone('kept in secret'), someone('on no flight at all')]
const people = [someone('erased in front'), who, someone('erased behind')]
const parts = ['01:C', '02:F'].map((part, at) =>
  passengerList(people, { reference: `PART${at + 1}`, part })
)

/** A service with a clock of its own, that lists one person; its manifest of these people is as old as it may get. */
const afterRetention = async (entry: Someone) => {
  let clock = '2026-11-20T08:00:00.000Z'
  const service = await startService({ config: { idsKey }, now: () => new Date(clock) })
  onTestFinished(() => service.close())
  await listed(service, entry, { instruction: 'discreet_check', covert: true })
  const sent: Reply[] = []
  for (const part of parts) sent.push(await sendManifest(carrier(service), part))
  const sweepAt = async (instant: string) => {
    clock = instant
    const { dataDir } = service
    const now = () => new Date(clock)
    const beside = await EmbeddedPlatform.open({
      dataDir,
      exclusive: false,
      now,
      given: { idsKey }
    })
    const { manifests, cases } = beside
    const swept = await sweepOnce({ manifests, cases, audit: notIts, keepHours: 96, now })
    await beside.close()
    // To the service its list is a week old until it looks again.
    const ready = async () => (await service.asRole('admin')('GET', '/readyz')).status === 200
    await expect.poll(ready, patient).toBe(true)
    return swept
  }
  const path = `/v1/manifests/${sent[0]?.body.manifestId}`
  return { service, path, sweepAt }
}
/** The chain is the service's. */
const notIts = {
  append: async () => undefined,
  read: async () => [],
  verify: async () => ({ intact: true as const, lines: 0 })
}
const bytesOf = ({ status, text, headers }: Reply) => ({
  status,
  text: text.replace(/"requestId":"[^"]*"/, ''),
  headers: [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id')
})
const bothWays = async (call: Call, message: string) => [
  await sendManifest(call, message),
  await sendManifest(call, message, { accept })
]
/** All that a carrier may send or read once travellers without a case are erased. */
const askedOf = async (service: RunningService, path: string): Promise<readonly Reply[]> => {
  const call = carrier(service)
  const naming = (bgm: string, reference: string) =>
    passengerList(named('YY1', 'YY2', 'YY3'), { bgm, reference })
  return [
    await call('GET', path),
    await call('GET', path, undefined, { accept }),
    ...(await bothWays(call, naming('BGM+266+CLOB', 'ONBOARD'))),
    ...(await bothWays(call, naming('BGM+745+XR', 'GONE'))),
    ...(await bothWays(call, passengerList([], { bgm: 'BGM+266+XF', reference: 'NOFLIGHT' }))),
    ...(await bothWays(call, passengerList([other], { reference: 'PART2', part: '02:F' }))),
    ...(await bothWays(call, parts[0] ?? '')),
    await call('GET', path)
  ]
}

test('what is left after retention changes no byte of what a carrier is told', {
  timeout: 60_000
}, async () => {
  const told = async (entry: Someone) => {
    const { service, path, sweepAt } = await afterRetention(entry)
    expect(await sweepAt('2026-11-27T08:00:00.000Z')).toBeGreaterThan(0)
    const [customs, auditor] = [officer(service, 'customs'), service.asRole('auditor')]
    const strangers = [await customs('GET', path), await auditor('GET', path)]
    const own = await officer(service)('GET', path)
    const replies = [...strangers, ...(await askedOf(service, path))]
    return { own, replies, bytes: replies.map(bytesOf) }
  }
  const [hit, none] = [await told(who), await told(other)]
  expect(none.own.status).toBe(404)
  expect(hit.own).toMatchObject({
    status: 200,
    body: {
      travellers: 1,
      messages: [{ persons: 1 }],
      persons: [{ person: 2, reference: 'YY2', decision: 'refer' }],
      refer: [{ person: 2 }]
    }
  })
  const statuses = hit.replies.map(({ status }) => status)
  expect(statuses).toEqual([404, 404, 404, 404, ...Array(10).fill(200), 200])
  expect(codesIn(hit.replies[5]?.text ?? '')).toEqual(['YY1 4Z', 'YY2 4Z', 'YY3 4Z'])
  expect(codesIn(hit.replies.at(-2)?.text ?? '')).toEqual(['YY1 0Z', 'YY2 0Z', 'YY3 0Z'])
  expect(hit.bytes).toEqual(none.bytes)
})

test('a list that came long before its flight is whole until 96 hours after that has arrived', async () => {
  const { service, path, sweepAt } = await afterRetention(who)
  expect(await sweepAt('2026-11-26T12:39:00.000Z')).toBe(0)
  const boarded = passengerList(named('YY1', 'YY2'), { bgm: 'BGM+266+CLOB', reference: 'LATER' })
  const reply = await sendManifest(carrier(service), boarded, { accept })
  expect(codesIn(reply.text)).toEqual(['YY1 0Z', 'YY2 0Z'])
  expect((await carrier(service)('GET', path)).body.travellers).toBe(3)
})
