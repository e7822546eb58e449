import { expect, onTestFinished, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { CarrierReply } from '#src/manifests/carrier-reply.ts'
import { okay } from '#test/helpers/call.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import {
  act,
  carrier,
  casesIn,
  codesIn,
  codesOf,
  flight,
  listed,
  officer
} from '#test/helpers/flights.ts'
import { makeList } from '#test/helpers/list.ts'
import { eventsOf } from '#test/helpers/opened-platform.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type RunningService, startService } from '#test/helpers/running-service.ts'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'
import { listNamesAndReasons } from '../manifests/leaks.ts'

const edifact = { accept: 'application/edifact' }
const usual = loadAuthorities('config/policy.json')
const started = async () => {
  const hasty = { ...usual.default, answerWithinMs: 1, onTimeout: 'ok' as const }
  const service = await startService({ authorities: { ...usual, recipients: { HASTY: hasty } } })
  onTestFinished(() => service.close())
  return service
}
const refused = (service: RunningService, who: Someone, more: object = {}) =>
  listed(service, who, { instruction: 'refuse_entry', ...more })

/** One manifest of the flight, and what the carrier reads of it at any time. */
const send = async (service: RunningService, people: readonly Someone[], more: object = {}) => {
  const reference = `S${(more as { bgm?: string }).bgm ?? ''}${people[0]?.number}`.replace(
    /\W/g,
    ''
  )
  const list = passengerList(people, { reference, ...more })
  const replied = okay(await sendManifest(carrier(service), list, edifact))
  const { body } = okay(await sendManifest(carrier(service), list))
  const path = `/v1/manifests/${body.manifestId}`
  const { refer } = okay(await officer(service)('GET', path)).body
  return {
    replied: codesIn(replied.text),
    refer,
    manifestId: body.manifestId,
    reads: async () => codesIn(okay(await carrier(service)('GET', path, undefined, edifact)).text),
    shown: async () => okay(await carrier(service)('GET', path)).body.persons
  }
}
/** All that carriers were told without having asked. */
const toldBy = async (service: RunningService) => {
  await service.stop()
  const { record } = await openPlatform(service.dataDir)
  const events = await eventsOf(record, 'carrier-replies')
  return events.map(({ event }) => event.data as CarrierReply)
}

test('what an officer decides is told to the carrier, and can be read', async () => {
  const service = await started()
  const [who, other] = [someone('decided on a flight'), someone('beside the decided one')]
  await refused(service, who)
  const { replied, refer, reads, shown } = await send(service, [who, other])
  expect(replied).toEqual(['YY1 2Z', 'YY2 0Z'])
  await act(service, refer[0].caseId, 'acknowledge')
  expect(await reads()).toEqual(['YY1 2Z', 'YY2 0Z'])
  await act(service, refer[0].caseId, 'confirm')
  expect(await reads()).toEqual(['YY1 1Z', 'YY2 0Z'])
  expect(await shown()).toMatchObject([{ answer: { decision: 'do_not_board' } }, {}])
  await act(service, refer[0].caseId, 'reopen')
  await act(service, refer[0].caseId, 'dismiss')
  await act(service, refer[0].caseId, 'close')
  expect(await reads()).toEqual(['YY1 0Z', 'YY2 0Z'])

  const told = await toldBy(service)
  expect(told.map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 1Z'], ['YY1 2Z'], ['YY1 0Z']])
  for (const { cusres, carriers } of told) {
    expect(carriers).toEqual(['YYAIR'])
    expect(cusres).toContain("BGM+132'")
    expect(cusres).toContain("RFF+AF:YY212'")
    expect(cusres).not.toMatch(listNamesAndReasons)
    expect(cusres).not.toContain('RFF+TN:TNS') // its own, not the carrier's
  }
})

const acknowledgementOf = (cusres: string) => cusres.replace("BGM+132'", "BGM+312'")
const shownTo = async (service: RunningService, id: string) =>
  okay(await officer(service)('GET', `/v1/manifests/${id}`)).body.statusChanges

test('what a carrier was told is known to be read once it acknowledges it', async () => {
  const service = await started()
  const who = someone('acknowledged')
  await refused(service, who)
  const { refer, manifestId } = await send(service, [who])
  expect(await shownTo(service, manifestId)).toBeUndefined()
  await act(service, refer[0].caseId, 'confirm')
  const [{ transaction, at }] = await shownTo(service, manifestId)
  const told = passengerList([], { reference: 'ACK' })
    .replace('PAXLST:D', 'CUSRES:D')
    .replace('BGM+745', 'BGM+132')
    .replace('RFF+TN:TNACK', `RFF+TN:${transaction}`)
  const sent = (name: string, text: string) =>
    sendManifest(service.asRole('carrier', { carrier: name }), text)
  const stranger = await sent('ZZAIR', acknowledgementOf(told))
  expect(stranger).toMatchObject({ status: 202, body: { acknowledged: 0, unknown: 1 } })
  expect(await shownTo(service, manifestId)).toEqual([{ transaction, at }])
  expect((await sent('YYAIR', told)).status).toBe(400)
  const other = await officer(service, 'health')('GET', `/v1/manifests/${manifestId}`)
  expect(other.body).not.toHaveProperty('statusChanges')
  const own = await sent('YYAIR', acknowledgementOf(told))
  expect(own).toMatchObject({ status: 202, body: { acknowledged: 1, unknown: 0 } })
  expect(await shownTo(service, manifestId)).toEqual([
    { transaction, at, acknowledgedAt: expect.any(String) }
  ])
})

test('officers read nothing of what a carrier was told of another agency’s case', async () => {
  const service = await started()
  const [own, others] = [someone('a case of customs'), someone('a case of interior alone')]
  const list = await makeList(service, 'smuggling', { agency: 'customs' })
  okay(await list.put('1', entryOf(own)))
  await refused(service, others)
  const { manifestId, refer } = await send(service, [own, others])
  const readsAs = async (agency: string) =>
    okay(await officer(service, agency)('GET', `/v1/manifests/${manifestId}`)).body
  const before = await readsAs('customs')
  expect(before.refer).toHaveLength(1)
  await act(service, refer[0].caseId, 'confirm')
  expect(await readsAs('customs')).toEqual(before)
  expect((await readsAs('interior')).statusChanges).toHaveLength(1)
})

test('what is decided about a covert hit is told to nobody', async () => {
  const service = await started()
  const who = someone('decided in secret')
  await refused(service, who, { covert: true, instruction: 'discreet_check' })
  const { replied, refer, reads } = await send(service, [who])
  expect(replied).toEqual(['YY1 0Z'])
  await act(service, refer[0].caseId, 'confirm')
  expect(await reads()).toEqual(['YY1 0Z'])
  expect(await toldBy(service)).toEqual([])
})

test.for([
  { covert: false, why: 'nothing else is listed' },
  { covert: true, why: 'a covert entry hits, and is changed' }
])('what was dismissed stays so for the carrier when $why', async ({ covert }) => {
  const service = await started()
  const who = someone('dismissed, then hit in secret')
  await refused(service, who)
  const sendOnce = flight(service, '901')
  const first = await sendOnce([who])
  const [{ id }] = await casesIn(service, first)
  await act(service, id, 'dismiss')
  const list = await makeList(service, 'hidden', { agency: 'interior' })
  const hide = async (revision: number, instruction: 'discreet_check' | 'locate') =>
    covert && okay(await list.put('h1', entryOf(who, { revision, covert, instruction })))
  const shown = async () => okay(await officer(service)('GET', `/v1/cases/${id}`)).body
  await hide(1, 'discreet_check')
  const again = await sendOnce([who])
  for (const sent of [first, again]) expect(await codesOf(service, sent)).toEqual(['YY1 0Z'])
  expect((await shown()).state).toBe(covert ? 'reopened' : 'dismissed')
  await hide(2, 'locate')
  const isHeard = ({ action }: { action: string }) => action === 'entry_changed'
  if (covert) await until(async () => (await shown()).trail.find(isHeard))
  for (const sent of [first, again]) expect(await codesOf(service, sent)).toEqual(['YY1 0Z'])
  expect((await toldBy(service)).map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 0Z']])
})

test('a later screening that hits is told to the carrier of the same traveller', async () => {
  const service = await started()
  const who = someone('listed after the reply')
  await makeList(service, 'flown', { agency: 'interior' })
  const first = await send(service, [who])
  expect(first.replied).toEqual(['YY1 0Z'])
  await refused(service, who)
  const desk = service.asRole('checkpoint', { sub: 'another system' })
  okay(await sendManifest(desk, passengerList([who], { reference: 'ELSE', sender: 'HANDLER' })))
  expect(await first.reads()).toEqual(['YY1 2Z'])
  expect((await toldBy(service)).map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 2Z']])
})

test('only the latest data of a person are spoken of, and a confirmed hit stays with them', async () => {
  const service = await started()
  const [who, corrected] = [someone('confirmed and corrected'), someone('the correction')]
  await refused(service, who)
  const first = await send(service, [who])
  const second = await send(service, [corrected], { bgm: 'BGM+745+CP' })
  expect(second.replied).toEqual(['YY1 0Z'])
  await act(service, first.refer[0].caseId, 'confirm')
  expect(await second.reads()).toEqual(['YY1 1Z'])
  const third = await send(service, [someone('corrected again')], { bgm: 'BGM+745+CP' })
  expect(third.replied).toEqual(['YY1 1Z'])
  const told = await toldBy(service)
  expect(told.map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 1Z']])
})

test('who was answered too late is told of later, where the fallback was another answer', async () => {
  const service = await started()
  const who = someone('told of too late')
  await refused(service, who)
  const { replied, reads } = await send(service, [who, someone('late too')], { recipient: 'HASTY' })
  expect(replied).toEqual(['YY1 0Z', 'YY2 0Z'])
  expect(await reads()).toEqual(['YY1 2Z', 'YY2 0Z'])
  expect((await toldBy(service)).map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 2Z']])
})
