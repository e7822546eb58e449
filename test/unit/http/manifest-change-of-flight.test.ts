import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { act, carrier, casesIn, codesOf, flight, listed, named } from '#test/helpers/flights.ts'
import { segmentsOf, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { someone } from '#test/helpers/someone.ts'

const test = withService()
const moves = (former: string) => ({ bgm: 'BGM+266+CF', former })

describe('a change of flight', () => {
  test('screens those whom it names for the new flight, and withdraws their cases on the former', async ({
    service
  }) => {
    const [who, stays] = [someone('moved to a later flight'), someone('on the flight as before')]
    for (const one of [who, stays]) await listed(service, one)
    const before = await flight(service, '700')([who, stays])
    const [old, kept] = await casesIn(service, before)
    const moved = await flight(service, '701')(named('YY1'), moves('700'))
    expect(moved.body).toMatchObject({
      screened: 1,
      warnings: [],
      messages: [{ function: 'change_of_flight', flight: 'YY701', formerFlight: 'YY700' }]
    })
    const [shown] = await casesIn(service, moved)
    expect(shown).toMatchObject({
      state: 'new',
      journey: { number: '701' },
      traveller: { documents: [{ number: who.number }] }
    })
    expect(shown.id).not.toBe(old.id)
    const [gone, staying] = await casesIn(service, before)
    expect(gone).toMatchObject({ state: 'withdrawn' })
    expect(gone.trail.at(-1)).toMatchObject({ reason: 'moved to another flight' })
    expect(staying).toMatchObject({ id: kept.id, state: 'new', revision: 1 })
    expect(await codesOf(service, moved)).toEqual(['YY1 2Z'])
  })

  test('by reservation is answered about everybody in it', async ({ service }) => {
    const [who, other] = [someone('moved with a party'), someone('beside them in the party')]
    await listed(service, other)
    const party = [who, other].map((one, at) => ({
      segments: segmentsOf(one, `YY${at + 1}`).map(of => of.replace(/AVF:.*/, 'AVF:PARTY'))
    }))
    await flight(service, '750')(party)
    const named = [{ segments: ['NAD+ZZZ', 'RFF+AVF:PARTY', 'RFF+SEA:12C'] }]
    const moved = await flight(service, '751')(named, moves('750'))
    expect(moved.body).toMatchObject({
      travellers: 2,
      screened: 2,
      persons: [
        { person: 1, reference: 'YY1', locator: 'PARTY' },
        { person: 2, reference: 'YY2', locator: 'PARTY' }
      ]
    })
    expect(await codesOf(service, moved)).toEqual(['YY1 0Z', 'YY2 2Z'])
    const [shown] = await casesIn(service, moved)
    expect(shown).toMatchObject({ state: 'new', journey: { number: '751' } })
    expect(shown.onManifest).not.toHaveProperty('seat')
  })

  test('that names nobody moves everybody, those who can not be screened too', async ({
    service
  }) => {
    const who = someone('moved with all others')
    await listed(service, who)
    const nobody = { segments: ['NAD+FL+++:ORLA', 'RFF+ABO:YY2'] }
    const noReference = { segments: ['NAD+FL+++TALLISON:ORLANDA', 'DTM+329:810417'] }
    const before = await flight(service, '710')([who, nobody, noReference])
    const moved = await flight(service, '711')([], moves('710'))
    expect(moved.body).toMatchObject({ travellers: 3, screened: 2, warnings: [] })
    expect(await casesIn(service, moved, 'border')).toMatchObject([
      { state: 'new', unscreened: expect.any(String), journey: { number: '711' } }
    ])
    expect(await casesIn(service, before, 'border')).toMatchObject([{ state: 'withdrawn' }])
    expect(await casesIn(service, before)).toMatchObject([{ state: 'withdrawn' }])
    expect(await casesIn(service, moved)).toMatchObject([{ state: 'new' }])
  })

  test('there and back at the same time leaves everybody on one of the two flights', async ({
    service
  }) => {
    const who = someone('moved there and back')
    await listed(service, who)
    const [there, back] = [flight(service, '741'), flight(service, '740')]
    const before = await back([who])
    const both = await Promise.all([there([], moves('740')), back([], moves('741'))])
    const all = await Promise.all([before, ...both].map(sent => casesIn(service, sent)))
    const open = all.flat().filter(({ state }) => state !== 'withdrawn')
    expect(new Set(open.map(({ id }) => id)).size).toBe(1)
  })

  test('keeps what officers confirmed, and is followed by cancelling on the new flight', async ({
    service
  }) => {
    const who = someone('confirmed, then moved')
    await listed(service, who, { instruction: 'refuse_entry' })
    const before = await flight(service, '720')([who])
    const [old] = await casesIn(service, before)
    await act(service, old.id, 'acknowledge')
    await act(service, old.id, 'confirm')
    const send = flight(service, '721')
    const moved = await send(named('YY1'), moves('720'))
    expect(await codesOf(service, moved)).toEqual(['YY1 1Z'])
    await send(named('YY1'), { bgm: 'BGM+745+XR' })
    expect(await casesIn(service, moved)).toMatchObject([{ state: 'withdrawn' }])
  })

  test('screens who is described in it, and answers what stands about those who are not known', async ({
    service
  }) => {
    const who = someone('described in the move')
    await listed(service, who)
    const send = flight(service, '731')
    const moved = await send([who, ...named('YY9')], { bgm: 'BGM+266+CF' })
    expect(moved.body.persons).toMatchObject([{ status: 'screened' }, { status: 'unscreened' }])
    expect(moved.body.warnings).toEqual([
      expect.stringContaining('not known on this flight'),
      expect.stringContaining('former flight is not named')
    ])
    expect(await casesIn(service, moved)).toMatchObject([{ state: 'new' }])
    expect(await codesOf(service, moved)).toEqual(['YY1 2Z', 'YY9 4Z'])
  })

  test('says the same in JSON', async ({ service }) => {
    const who = someone('moved by ship')
    await listed(service, who)
    const leg = (number: string) => ({
      mode: 'sea',
      carrier: 'YYFERRY',
      number,
      from: 'NOOSL',
      to: 'DKCPH',
      departs: '2026-11-22T16:30'
    })
    const { family, given, birthDate, number } = who
    const before = {
      sender: 'YYAIR',
      reference: 'SEA1',
      function: 'passengers',
      legs: [leg('1')],
      persons: [{ names: [{ family, given }], birthDate, documents: [{ number, issuer: 'UTO' }] }]
    }
    const first = okay(await sendManifest(carrier(service), before))
    const move = {
      ...before,
      reference: 'SEA2',
      function: 'change_of_flight',
      legs: [leg('2')],
      formerLegs: [leg('1')],
      persons: []
    }
    const moved = okay(await sendManifest(carrier(service), move))
    expect(await casesIn(service, moved)).toMatchObject([
      { state: 'new', journey: { mode: 'sea', number: '2' } }
    ])
    expect(await casesIn(service, first)).toMatchObject([{ state: 'withdrawn' }])
  })
})
