import { expect, onTestFinished, test } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { CarrierReply } from '#src/manifests/carrier-reply.ts'
import { okay } from '#test/helpers/call.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { makeList } from '#test/helpers/list.ts'
import { eventsOf } from '#test/helpers/opened-platform.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type RunningService, startService } from '#test/helpers/running-service.ts'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'
import { listNamesAndReasons } from '../manifests/leaks.ts'

const edifact = { accept: 'application/edifact' }
const usual = loadAuthorities('config/policy.json')
const started = async () => {
  const hasty = { ...usual.default, answerWithinMs: 1, onTimeout: 'ok' as const }
  const service = await startService({ authorities: { ...usual, recipients: { HASTY: hasty } } })
  onTestFinished(() => service.close())
  return service
}
const carrier = (service: RunningService) =>
  service.asRole('carrier', { carrier: 'YYAIR', sub: 'system of YYAIR' })
const officer = (service: RunningService, agency = 'interior', sub = `officer of ${agency}`) =>
  service.asRole('officer', { agency, sub })
const listed = async (service: RunningService, who: Someone, more: object = {}) => {
  const list = await makeList(service, 'flown', { agency: 'interior' })
  okay(await list.put(who.number, entryOf(who, { instruction: 'refuse_entry', ...more })))
}
const codesIn = (text: string) =>
  [...text.matchAll(/RFF\+ABO:(\w+)'ERC\+(\w+)'/g)].map(([, who, code]) => `${who} ${code}`)

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
    reads: async () => codesIn(okay(await carrier(service)('GET', path, undefined, edifact)).text),
    shown: async () => okay(await carrier(service)('GET', path)).body.persons
  }
}
const act = async (service: RunningService, caseId: string, action: string, agency?: string) => {
  const call = officer(service, agency)
  const { revision } = okay(await call('GET', `/v1/cases/${caseId}`)).body
  const to = `/v1/cases/${caseId}/actions`
  const { state } = okay(await call('POST', to, { action, revision, reason: 'seen' })).body
  if (state !== 'pending_approval') return
  const colleague = officer(service, agency, 'colleague')
  okay(await colleague('POST', to, { action: 'approve', revision: revision + 1 }))
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
  await listed(service, who)
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

test('what is decided about a covert hit is told to nobody', async () => {
  const service = await started()
  const who = someone('decided in secret')
  await listed(service, who, { covert: true, instruction: 'discreet_check' })
  const { replied, refer, reads } = await send(service, [who])
  expect(replied).toEqual(['YY1 0Z'])
  await act(service, refer[0].caseId, 'confirm')
  expect(await reads()).toEqual(['YY1 0Z'])
  expect(await toldBy(service)).toEqual([])
})

test('a later screening that hits is told to the carrier of the same traveller', async () => {
  const service = await started()
  const who = someone('listed after the reply')
  await makeList(service, 'flown', { agency: 'interior' })
  const first = await send(service, [who])
  expect(first.replied).toEqual(['YY1 0Z'])
  await listed(service, who)
  const desk = service.asRole('checkpoint', { sub: 'another system' })
  okay(await sendManifest(desk, passengerList([who], { reference: 'ELSE', sender: 'HANDLER' })))
  expect(await first.reads()).toEqual(['YY1 2Z'])
  expect((await toldBy(service)).map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 2Z']])
})

test('only the latest data of a person are spoken of, and a confirmed hit stays with them', async () => {
  const service = await started()
  const [who, corrected] = [someone('confirmed and corrected'), someone('the correction')]
  await listed(service, who)
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
  await listed(service, who)
  const { replied, reads } = await send(service, [who, someone('late too')], { recipient: 'HASTY' })
  expect(replied).toEqual(['YY1 0Z', 'YY2 0Z'])
  expect(await reads()).toEqual(['YY1 2Z', 'YY2 0Z'])
  expect((await toldBy(service)).map(({ cusres }) => codesIn(cusres))).toEqual([['YY1 2Z']])
})
