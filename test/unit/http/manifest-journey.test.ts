import { expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { carrier, officer } from '#test/helpers/flights.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, segmentsOf, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()

const inParty = (who: Someone, reference: string, locator: string, seat: string) => ({
  segments: segmentsOf(who, reference).flatMap(segment =>
    segment.startsWith('RFF+AVF') ? [`RFF+AVF:${locator}`, `RFF+SEA:${seat}`] : segment
  )
})

test('a case says who travels along in whichever message they were sent, each once', async ({
  service
}) => {
  const [who, friend, child, stranger] = ['listed', 'friend', 'child', 'stranger'].map(word =>
    someone(`of a party in parts: ${word}`)
  ) as [Someone, Someone, Someone, Someone]
  const list = await makeList(service, 'flown', { agency: 'interior' })
  okay(await list.put('party-1', entryOf(who)))
  okay(await list.put('party-2', entryOf(friend)))
  const send = async (people: Parameters<typeof passengerList>[0], more: object) =>
    okay(await sendManifest(officer(service), passengerList(people, { number: '901', ...more })))
      .body
  const part = { reference: 'PART1', part: '01:C' }
  const first = await send([inParty(who, 'YY1', 'SPLIT', '12A')], part)
  const others = [inParty(friend, 'YY3', 'SPLIT', '12C'), inParty(stranger, 'YY4', 'ELSE', '14A')]
  const second = await send(others, { reference: 'PART2', part: '02:F' })
  const bgm = 'BGM+745+CP'
  await send([inParty(who, 'YY1', 'SPLIT', '12B')], { reference: 'CP1', bgm })
  const changed = await send([inParty(child, 'YY2', 'SPLIT', '12B')], { reference: 'CP2', bgm })
  await send([inParty(child, 'YY5', 'SPLIT', '12B')], { reference: 'OTHER', number: '902' })
  const { companions } = okay(
    await officer(service)('GET', `/v1/cases/${first.refer[0].caseId}`)
  ).body
  expect(companions).toEqual([
    { person: 1, manifestId: changed.manifestId, message: 1, reference: 'YY2' },
    {
      person: 1,
      manifestId: second.manifestId,
      message: 1,
      reference: 'YY3',
      caseId: second.refer[0].caseId
    }
  ])
})

test('a case says flight, sector, seat and when it arrives, and who travels along', async ({
  service
}) => {
  const [who, child, friend, stranger] = ['listed', 'child', 'friend', 'stranger'].map(word =>
    someone(`of a party: ${word}`)
  ) as [Someone, Someone, Someone, Someone]
  const list = await makeList(service, 'flown', { agency: 'interior' })
  okay(await list.put('1', entryOf(who, { releasableTo: ['customs'] })))
  okay(await list.put('2', entryOf(friend)))
  const { body } = okay(
    await sendManifest(
      carrier(service),
      passengerList([
        inParty(who, 'YY1', 'PARTY', '12A'),
        inParty(child, 'YY2', 'PARTY', '12B'),
        inParty(friend, 'YY3', 'PARTY', '12C'),
        inParty(stranger, 'YY4', 'OTHERS', '14A')
      ])
    )
  )
  const shownTo = async (agency: string) => {
    const call = officer(service, agency)
    const { refer } = okay(await call('GET', `/v1/manifests/${body.manifestId}`)).body
    return okay(await call('GET', `/v1/cases/${refer[0].caseId}`)).body
  }
  const own = await shownTo('interior')
  expect(own).toMatchObject({
    journey: {
      carrier: 'YY',
      number: '212',
      from: 'OSL',
      to: 'LIS',
      departs: '2026-11-22T09:55:00+01:00',
      arrives: '2026-11-22T12:40:00+00:00'
    },
    onManifest: {
      manifestId: body.manifestId,
      message: 1,
      person: 1,
      reference: 'YY1',
      locator: 'PARTY',
      seat: '12A'
    }
  })
  expect(own.companions).toEqual([
    { person: 2, reference: 'YY2' },
    { person: 3, reference: 'YY3', caseId: expect.any(String) }
  ])
  expect((await shownTo('customs')).companions).toEqual([
    { person: 2, reference: 'YY2' },
    { person: 3, reference: 'YY3' }
  ])
})
