import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import {
  act,
  at,
  carrier,
  casesIn,
  codesOf,
  flight,
  listed,
  named,
  officer
} from '#test/helpers/flights.ts'
import { segmentsOf } from '#test/helpers/passenger-list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()

const change = { bgm: 'BGM+745+CP' }
const onBoard = { bgm: 'BGM+266+CLOB' }
const nameless = { segments: ['NAD+FL+++:ORLA', 'RFF+ABO:YY1'] }

/** A person with this reference, in this reservation. */
const inParty = (who: Someone, reference: string, party: string) => ({
  segments: segmentsOf(who, reference).map(one =>
    one.startsWith('RFF+AVF') ? `RFF+AVF:${party}` : one
  )
})
/** Persons whom a message names by their reservation alone. */
const ofParty = (party: string, count = 1) =>
  Array.from({ length: count }, () => ({ segments: ['NAD+ZZZ', `RFF+AVF:${party}`] }))

const confirm = async (service: RunningService, id: string) => {
  for (const action of ['acknowledge', 'confirm']) await act(service, id, action)
}
/** The codes in the answer to a manifest, whatever names its persons. */
const allCodes = async (service: RunningService, sent: Parameters<typeof at>[0]) => {
  const headers = { accept: 'application/edifact' }
  const { text } = okay(await carrier(service)('GET', at(sent), undefined, headers))
  return [...text.matchAll(/ERC\+(\w+)'/g)].map(([, code]) => code)
}

describe('the answer about somebody who is only named', () => {
  test.for([
    { ...onBoard, number: '800' },
    { bgm: 'BGM+745+XR', number: '801' },
    { bgm: 'BGM+266+CLNB', number: '802' }
  ])(
    'is that of who was confirmed, whatever a change has said since: $bgm',
    async ({ bgm, number }, { service }) => {
      const who = someone(`confirmed before ${bgm}`)
      await listed(service, who, { instruction: 'refuse_entry' })
      const send = flight(service, number)
      const [known] = await casesIn(service, await send([who]))
      await confirm(service, known.id)
      const changed = await send([someone(`corrected before ${bgm}`)], change)
      expect(await codesOf(service, changed)).toEqual(['YY1 1Z'])
      expect(await codesOf(service, await send(named('YY1'), { bgm }))).toEqual(['YY1 1Z'])
    }
  )

  test('is that of the newest description, where that could not be screened', async ({
    service
  }) => {
    const send = flight(service, '810')
    expect(await codesOf(service, await send([someone('clear before')]))).toEqual(['YY1 0Z'])
    expect(await codesOf(service, await send([nameless], change))).toEqual(['YY1 4Z'])
    const sent = await send(named('YY1'), onBoard)
    expect(await codesOf(service, sent)).toEqual(['YY1 4Z'])
    const { persons } = okay(await officer(service)('GET', at(sent))).body
    expect(persons[0]).not.toHaveProperty('decision')
  })

  test('is the gravest of a reservation, until it is decided', async ({ service }) => {
    const [clear, ...hits] = ['clear', 'first hit', 'second hit'].map(word =>
      someone(`in one reservation, ${word}`)
    )
    for (const one of hits) await listed(service, one)
    const send = flight(service, '820')
    const people = [clear, ...hits].flatMap((one, index) =>
      one ? inParty(one, `YY${index + 1}`, 'GRAVE1') : []
    )
    const list = await send(people)
    const sent = await send(ofParty('GRAVE1', 2), onBoard)
    expect(await allCodes(service, sent)).toEqual(['2Z', '2Z'])
    const decisions = okay(await officer(service)('GET', at(sent))).body.persons
    expect(decisions).toMatchObject([{ decision: 'refer' }, { decision: 'refer' }])
    const [first, second] = await casesIn(service, list)
    for (const { id } of [first, second]) {
      expect(await allCodes(service, sent)).toContain('2Z')
      await act(service, id, 'acknowledge')
      await act(service, id, 'dismiss')
    }
    expect(await allCodes(service, sent)).toEqual(['0Z', '0Z'])
  })

  test('says nothing of a covert hit in the reservation', async ({ service }) => {
    const [clear, hidden] = [someone('beside the hidden one'), someone('hidden in a party')]
    await listed(service, hidden, { covert: true, instruction: 'discreet_check' })
    const send = flight(service, '821')
    const list = await send([inParty(clear, 'YY1', 'HIDE1'), inParty(hidden, 'YY2', 'HIDE1')])
    await act(service, (await casesIn(service, list))[0].id, 'confirm')
    expect(await allCodes(service, await send(ofParty('HIDE1'), onBoard))).toEqual(['0Z'])
  })
})

test('who was confirmed is so under every reference, once a change describes two as one', async ({
  service
}) => {
  const [first, second] = [someone('one of two bookings'), someone('confirmed in the other')]
  await listed(service, second, { instruction: 'refuse_entry' })
  const send = flight(service, '840')
  const [known] = await casesIn(service, await send([first, second]))
  await confirm(service, known.id)
  const same = someone('both bookings, described anew')
  expect(await codesOf(service, await send([same, same], change))).toEqual(['YY1 1Z', 'YY2 1Z'])
})

test('who was confirmed before a change of flight is so after a change on the new one', async ({
  service
}) => {
  const who = someone('confirmed, moved and corrected')
  await listed(service, who, { instruction: 'refuse_entry' })
  const [known] = await casesIn(service, await flight(service, '830')([who]))
  await confirm(service, known.id)
  const send = flight(service, '831')
  const moved = await send(named('YY1'), { bgm: 'BGM+266+CF', former: '830' })
  expect(await codesOf(service, moved)).toEqual(['YY1 1Z'])
  const changed = await send([someone('corrected on the new flight')], change)
  expect(await codesOf(service, changed)).toEqual(['YY1 1Z'])
})
