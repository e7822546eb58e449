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
import { makeList } from '#test/helpers/list.ts'
import { passengerList, segmentsOf, sendManifest } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'
import { patient } from '#test/helpers/until.ts'

const test = withService()

const actionsOf = ({ trail }: { trail: readonly { action: string }[] }) =>
  trail.map(({ action }) => action)

describe('a person who does not travel', () => {
  test.for([
    { bgm: 'BGM+745+XR', reason: 'reservation cancelled' },
    { bgm: 'BGM+745+RP', reason: 'no longer in the party' },
    { bgm: 'BGM+266+CLNB', reason: 'not on board' }
  ])(
    'has the case withdrawn by $bgm, and reopened when listed again',
    async ({ bgm, reason }, { service }) => {
      const [who, other] = [someone(`withdrawn ${bgm}`), someone(`staying ${bgm}`)]
      await listed(service, who, { releasableTo: ['customs'] })
      await listed(service, other)
      const send = flight(service, `6${bgm.length}${bgm.charCodeAt(8) % 10}`)
      const first = await send([who, other])
      await act(service, (await casesIn(service, first))[0].id, 'acknowledge')
      const gone = await send(named('YY1'), { bgm })
      expect(gone.body.warnings).toEqual([])
      for (const agency of ['interior', 'customs']) {
        const [withdrawn] = await casesIn(service, first, agency)
        expect(withdrawn).toMatchObject({ state: 'withdrawn', journey: { kind: 'leg' } })
        expect(withdrawn.trail.at(-1)).toMatchObject({ action: 'withdrawn', reason })
        const queue = okay(await officer(service, agency)('GET', '/v1/cases?state=withdrawn')).body
        expect(queue.cases).toContainEqual(expect.objectContaining({ id: withdrawn.id }))
      }
      expect((await casesIn(service, first))[1]).toMatchObject({ state: 'new', revision: 1 })
      const again = await send([who])
      const [reopened] = await casesIn(service, again)
      expect(reopened).toMatchObject({ state: 'reopened' })
      expect(actionsOf(reopened)).toEqual(['opened', 'acknowledge', 'withdrawn', 'screened_again'])
    }
  )

  test('is found by reservation and name where no reference is given', async ({ service }) => {
    const people = [someone('one of a party'), someone('another of a party')]
    for (const one of people) await listed(service, one)
    const party = (one: Someone, more: readonly string[] = []) => ({
      segments: [`NAD+FL+++${one.family}:${one.given}`, 'RFF+AVF:PARTY1', ...more]
    })
    const documents = people.map(one => [`DOC+P:110:111+${one.number}`, 'LOC+91+UTO'])
    const send = flight(service, '620')
    const first = await send(people.map((one, at) => party(one, documents[at])))
    const states = async () => (await casesIn(service, first)).map(({ state }) => state)
    const [one] = people
    if (one) await send([party(one)], { bgm: 'BGM+745+RP' })
    expect(await states()).toEqual(['withdrawn', 'new'])
    await send([{ segments: ['NAD+ZZZ', 'RFF+AVF:PARTY1'] }], { bgm: 'BGM+745+XR' })
    expect(await states()).toEqual(['withdrawn', 'withdrawn'])
  })

  test('stays with the officers when another carrier, or another flight, is named', async ({
    service
  }) => {
    const who = someone('of this flight only')
    await listed(service, who)
    const first = await flight(service, '630')([who])
    await flight(service, '631')(named('YY1'), { bgm: 'BGM+745+XR' })
    const other = await flight(service, '630')(named('YY1'), { bgm: 'BGM+745+XR' }, 'ZZAIR')
    expect(other.body.warnings).toEqual([expect.stringContaining('not known on this flight')])
    expect((await casesIn(service, first))[0]).toMatchObject({ state: 'new', revision: 1 })
  })

  test('stays with the officers when listed twice and cancelled once', async ({ service }) => {
    const who = someone('with two bookings')
    await listed(service, who)
    const send = flight(service, '635')
    const first = await send([who, who])
    await send(named('YY2'), { bgm: 'BGM+745+XR' })
    expect((await casesIn(service, first))[0]).toMatchObject({ state: 'new' })
    await send([], { bgm: 'BGM+266+XF' })
    expect((await casesIn(service, first))[0]).toMatchObject({ state: 'withdrawn' })
  })

  test('has the case reopened when on board after all', async ({ service }) => {
    const who = someone('on board after all')
    await listed(service, who)
    const send = flight(service, '640')
    const first = await send([who])
    await send(named('YY1'), { bgm: 'BGM+745+XR' })
    await send(named('YY1'), { bgm: 'BGM+266+CLOB' })
    const [shown] = await casesIn(service, first)
    expect(shown).toMatchObject({ state: 'reopened' })
    expect(actionsOf(shown)).toEqual(['opened', 'withdrawn', 'boarded'])
  })
})

describe('a person whom only a confirmation describes', () => {
  test.for([
    { bgm: 'BGM+266+CLOB', number: '642', other: 'unscreened', why: 'who is on board' },
    { bgm: 'BGM+266+CL', number: '643', other: 'noted', why: 'a closed flight' },
    { bgm: 'BGM+266', number: '644', other: 'noted', why: 'a status that is not known' },
    { bgm: 'BGM+266+ZZ', number: '645', other: 'noted', why: 'another that is not known' }
  ])(
    'is screened, and found by later messages: $why',
    async ({ bgm, number, other }, { service }) => {
      const [booked, came] = [someone(`booked ${bgm}`), someone(`came ${bgm}`)]
      await listed(service, booked)
      await listed(service, came)
      const send = flight(service, number)
      await send([booked])
      const people = [
        { segments: ['NAD+ZZZ', 'RFF+ABO:YY1'] },
        { segments: segmentsOf(came, 'YY2') },
        { segments: ['NAD+ZZZ', 'RFF+ABO:YY9'] }
      ]
      const sent = await send(people, { bgm })
      expect(sent.body.persons.map(({ status }: { status: string }) => status)).toEqual([
        'noted',
        'screened',
        other
      ])
      expect(sent.body.warnings).toContainEqual(expect.stringMatching(/on no earlier list/))
      expect(await casesIn(service, sent)).toMatchObject([{ state: 'new' }])
      expect(await codesOf(service, sent)).toEqual(['YY1 2Z', 'YY2 2Z', 'YY9 4Z'])
      const again = await send(people, { bgm })
      expect(again.body).toMatchObject({ screened: 0, travellers: 3 })
      await send(named('YY2'), { bgm: 'BGM+745+XR' })
      expect(await casesIn(service, sent)).toMatchObject([{ state: 'withdrawn' }])
    }
  )

  test('is not screened again where a list describes the same', async ({ service }) => {
    const who = someone('confirmed in full')
    await listed(service, who)
    const send = flight(service, '646')
    await send([who])
    const sent = await send([who], { bgm: 'BGM+266+CLOB' })
    expect(sent.body).toMatchObject({ screened: 0, persons: [{ status: 'noted' }], warnings: [] })
  })
})

describe('a flight that is cancelled after hits', () => {
  test('has all its cases withdrawn, in whichever part they came; a finished one stays', async ({
    service
  }) => {
    const people = ['first', 'second', 'dismissed'].map(word => someone(`cancelled ${word}`))
    for (const one of people) await listed(service, one)
    const nobody = { segments: ['NAD+FL+++:ORLA', 'RFF+ABO:YY2'] }
    const send = flight(service, '650')
    const parts = []
    for (const [at, one] of people.entries()) {
      parts.push(await send([one, nobody], { part: ['01:C', '02', '03:F'][at] ?? '' }))
    }
    const [, , last] = await Promise.all(parts.map(part => casesIn(service, part)))
    await act(service, last?.[0].id, 'dismiss')
    await send([], { bgm: 'BGM+266+XF' })
    const states = await Promise.all(
      parts.map(async part => (await casesIn(service, part)).map(({ state }) => state))
    )
    expect(states).toEqual([['withdrawn'], ['withdrawn'], ['dismissed']])
    const told = await Promise.all(parts.map(part => codesOf(service, part)))
    expect(told).toEqual([
      ['YY1 2Z', 'YY2 4Z'],
      ['YY1 2Z', 'YY2 4Z'],
      ['YY1 0Z', 'YY2 4Z']
    ])
    const [, unscreened] = parts
    expect(unscreened && (await casesIn(service, unscreened, 'border'))).toMatchObject([
      { state: 'withdrawn', unscreened: expect.any(String) }
    ])
  })

  test('is so even when its list could not be screened before', async ({ service }) => {
    const who = someone('listed late')
    const purposes = ['border_control', 'law_enforcement']
    const call = service.asRole('carrier', { carrier: 'YYAIR', purposes })
    const query = { query: '?purpose=law_enforcement' }
    const list = passengerList([who], { number: '660', reference: '660N1' })
    expect((await sendManifest(call, list, query)).status).toBe(503)
    const { put } = await makeList(service, 'crimes', {
      agency: 'police',
      purposes: ['law_enforcement']
    })
    okay(await put('1', entryOf(who)))
    const cancelled = { number: '660', reference: '660N2', bgm: 'BGM+266+XF' }
    okay(await sendManifest(call, passengerList([], cancelled), query))
    const { cases } = okay(await officer(service, 'police')('GET', '/v1/cases')).body
    expect(cases).toMatchObject([{ state: 'withdrawn', journey: { number: '660' } }])
  })
})

describe('a flight that is not fully named', () => {
  const undated = (reference: string, prepared: string, bgm?: string, who?: Someone) =>
    passengerList(who ? [who] : [], { number: '680', reference, ...(bgm && { bgm }) })
      .replace(/DTM\+(189|232):\d+:201'/g, '')
      .replace('+261122:0712+', `+${prepared}:0712+`)

  test('by its date is that of the day of the manifest', async ({ service }) => {
    const who = someone('on an undated list')
    await listed(service, who)
    const send = async (...sent: Parameters<typeof undated>) =>
      okay(await sendManifest(carrier(service), undated(...sent)))
    const first = await send('680N1', '261122', undefined, who)
    const states = async () => (await casesIn(service, first)).map(({ state }) => state)
    await send('680N2', '261123', 'BGM+266+XF')
    expect(await states()).toEqual(['new'])
    const sameDay = await send('680N3', '261122', 'BGM+266+XF')
    expect(sameDay.body.warnings.join()).not.toContain('not known on this flight')
    expect(await states()).toEqual(['withdrawn'])
  })

  test('by number and carrier is no flight at all', async ({ service }) => {
    const who = someone('of a master crew')
    await listed(service, who)
    const { family, given, birthDate, number } = who
    const names = [{ family, given }]
    const crew = { sender: 'YYAIR', reference: 'MCL1', function: 'master_crew', legs: [] }
    const person = { names, birthDate, documents: [{ number, issuer: 'UTO' }], reference: 'C1' }
    const first = okay(await sendManifest(carrier(service), { ...crew, persons: [person] }))
    expect(first.body.warnings).toEqual([])
    for (const [reference, asked] of [
      ['MCL2', 'flight_cancelled'],
      ['MCL3', 'not_on_board']
    ]) {
      const persons = [{ reference: 'C1' }]
      const message = { ...crew, reference, function: asked, persons }
      const { warnings } = okay(await sendManifest(carrier(service), message)).body
      expect(warnings).toContainEqual(expect.stringContaining('flight is not named'))
    }
    expect(await casesIn(service, first)).toMatchObject([{ state: 'new', revision: 1 }])
  })
})

describe('a change', () => {
  const change = { bgm: 'BGM+745+CP' }

  test('after a hit that is not found again leaves the case to its officer, who sees both', async ({
    service
  }) => {
    const who = someone('hit, then corrected')
    await listed(service, who)
    const send = flight(service, '670')
    const first = await send([who])
    expect(await codesOf(service, first)).toEqual(['YY1 2Z'])
    const corrected = someone('as corrected')
    const second = await send([corrected], change)
    expect(await codesOf(service, second)).toEqual(['YY1 0Z'])
    expect(await casesIn(service, second)).toEqual([])
    const [shown] = await casesIn(service, first)
    expect(shown).toMatchObject({
      state: 'new',
      traveller: { documents: [{ number: who.number }] },
      changedTo: { documents: [{ number: corrected.number }] }
    })
    expect(shown.trail.at(-1)).toMatchObject({
      action: 'changed',
      reason: 'described anew, hits not all found again'
    })
  })

  test('after a hit that is found again goes on in one case', async ({ service }) => {
    const who = someone('hit, then hit again')
    await listed(service, who)
    const send = flight(service, '671')
    const first = await send([who])
    const [before] = await casesIn(service, first)
    await act(service, before.id, 'dismiss')
    expect(await codesOf(service, first)).toEqual(['YY1 0Z'])
    const same = await send([{ ...who, given: `${who.given} JUNIOR` }], change)
    expect(await codesOf(service, same)).toEqual(['YY1 2Z'])
    const [shown] = await casesIn(service, same)
    expect(shown).toMatchObject({ id: before.id, state: 'reopened' })
    const other = await send([{ ...who, number: `Q${who.number.slice(1)}` }], change)
    const [moved] = await casesIn(service, other)
    expect(moved).toMatchObject({ state: 'new' })
    expect(await codesOf(service, other)).toEqual(['YY1 2Z'])
    expect(moved.id).not.toBe(before.id)
    expect((await casesIn(service, first))[0]).toMatchObject({ state: 'withdrawn' })
    expect((await casesIn(service, first))[0].trail.at(-1).reason).toContain(moved.id)
  })

  test('after a clear opens a case, once', async ({ service }) => {
    const who = someone('clear, then hit')
    await listed(service, who)
    const send = flight(service, '672')
    const first = await send([someone('before the change')])
    expect(await casesIn(service, first)).toEqual([])
    expect(await codesOf(service, first)).toEqual(['YY1 0Z'])
    const changed = await send([who], change)
    const [shown] = await casesIn(service, changed)
    expect(await codesOf(service, changed)).toEqual(['YY1 2Z'])
    expect(shown).toMatchObject({ state: 'new', revision: 1 })
    await send([who], change)
    const [same] = await casesIn(service, await send([who], change))
    expect(same).toMatchObject({ id: shown.id, revision: 1 })
  })
})

test('officers are shown no person of a manifest by an entry that is released to them no more', async ({
  service
}) => {
  const who = someone('kept from customs by now')
  await listed(service, who, { releasableTo: ['customs'] })
  const sent = await flight(service, '690')([who])
  const customs = officer(service, 'customs')
  const read = async () => okay(await customs('GET', at(sent))).body
  expect(await read()).toMatchObject({ refer: [{ person: 1 }], persons: [{ decision: 'refer' }] })
  await listed(service, who, { revision: 2 })
  await expect.poll(async () => (await read()).refer, patient).toEqual([])
  expect((await read()).persons).toMatchObject([{ decision: 'clear' }])
  expect(await casesIn(service, sent)).toHaveLength(1)
})
