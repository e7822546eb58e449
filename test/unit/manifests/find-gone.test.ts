import { describe, expect } from 'vitest'
import { named } from '#test/helpers/flights.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { byReservation, inParty, sendingTo } from '#test/helpers/told-messages.ts'

const [a1, a2, a3] = ['A1', 'A2', 'A3'].map(reference =>
  inParty(reference, { reference, number: reference.replace('A', 'D') })
) as [ReturnType<typeof inParty>, ReturnType<typeof inParty>, ReturnType<typeof inParty>]
const move = { bgm: 'BGM+266+CF', former: '212', number: '214' }
const cancel = { bgm: 'BGM+745+XR' }

describe('a change of flight of everybody', () => {
  test.for(['745+XR', '745+RP', '266+CLNB'])(
    'leaves out whom %s took away',
    async (bgm, { platform }) => {
      const send = sendingTo(platform)
      await send([a1, a2])
      await send(named('A1'), { bgm: `BGM+${bgm}` })
      expect(await send([], move)).toMatchObject({ screened: ['D2 on 214'], warnings: [] })
    }
  )

  test.for([
    { again: [a1], options: {}, why: 'is listed again' },
    { again: [a1], options: { bgm: 'BGM+745+CP' }, why: 'is described anew' },
    { again: named('A1'), options: { bgm: 'BGM+266+CLOB' }, why: 'is on board after all' }
  ])('moves who was cancelled and $why', async ({ again, options }, { platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2])
    await send(named('A1'), cancel)
    await send(again, options)
    expect((await send([], move)).screened.toSorted()).toEqual(['D1 on 214', 'D2 on 214'])
  })

  test('moves whom a message may not have meant', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2])
    await send(byReservation(), { bgm: 'BGM+745+RP' })
    await send(named('A2'), { ...cancel, places: ['LOC+125+OSL', 'LOC+87+LIS'] })
    expect((await send([], move)).screened).toEqual(['D1 on 214', 'D2 on 214'])
  })

  test('warns where nobody is known on the former flight', async ({ platform }) => {
    const { warnings } = await sendingTo(platform)([], move)
    expect(warnings).toEqual([expect.stringContaining('not known on this flight')])
  })
})

describe('a reservation of three, one of whom was cancelled before', () => {
  test('is moved without that one', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2, a3])
    await send(named('A2'), cancel)
    const moved = await send(byReservation(2), move)
    expect(moved).toMatchObject({ screened: ['D1 on 214', 'D3 on 214'], warnings: [] })
  })

  test('is one of two when reduced', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2, a3])
    await send(named('A2'), cancel)
    const reduced = await send(byReservation(2), { bgm: 'BGM+745+RP' })
    expect(reduced).toMatchObject({
      notices: ['withdrawn: D1 on 212', 'withdrawn: D3 on 212'],
      warnings: []
    })
  })

  test('is moved as a whole where all were cancelled and it travels after all', async ({
    platform
  }) => {
    const send = sendingTo(platform)
    await send([a1, a2])
    await send(byReservation(), cancel)
    expect((await send(byReservation(), move)).screened).toEqual(['D1 on 214', 'D2 on 214'])
  })
})

test('who was cancelled is moved where the change of flight names them', async ({ platform }) => {
  const send = sendingTo(platform)
  await send([a1, a2])
  await send(named('A1'), cancel)
  expect((await send(named('A1'), move)).screened).toEqual(['D1 on 214'])
})
