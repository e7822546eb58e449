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
