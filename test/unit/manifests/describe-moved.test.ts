import { describe, expect } from 'vitest'
import { named } from '#test/helpers/flights.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { byReservation, inParty, sendingTo } from '#test/helpers/told-messages.ts'

const [a1, a2, a3] = [1, 2, 3].map(at =>
  inParty(`ONE${'ABC'[at - 1]}`, { reference: `A${at}`, number: `D${at}` })
) as [ReturnType<typeof inParty>, ReturnType<typeof inParty>, ReturnType<typeof inParty>]
const move = { bgm: 'BGM+266+CF', former: '212', number: '214' }
const onNew = ['D1 on 214', 'D2 on 214', 'D3 on 214']
const fromFormer = ['withdrawn: D1 on 212', 'withdrawn: D2 on 212', 'withdrawn: D3 on 212']

describe('a change of flight by reservation', () => {
  test.for([
    { times: 1, warned: 1, why: 'named once, as a whole' },
    { times: 3, warned: 0, why: 'named as often as persons stand in it' },
    { times: 4, warned: 2, why: 'named more often: one of them is unknown' }
  ])('moves everybody in it: $why', async ({ times, warned }, { platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2, a3])
    const moved = await send(byReservation(times), move)
    expect(moved.screened).toEqual(onNew)
    expect(moved.notices).toEqual(fromFormer)
    expect(moved.warnings).toHaveLength(warned)
    const references = moved.outcomes.map(({ person, kind }) => `${person} ${kind}`)
    expect(references.slice(0, 3)).toEqual(['1 screened', '2 screened', '3 screened'])
  })

  test('leaves the cases on the former flight where fewer are named than stand in it', async ({
    platform
  }) => {
    const send = sendingTo(platform)
    await send([a1, a2, a3])
    const moved = await send(byReservation(2), move)
    expect(moved.screened).toEqual(onNew)
    expect(moved.notices).toEqual([])
    expect(moved.warnings.join()).toMatch(/less often.*: cases stay/)
  })

  test('counts who is named in another way too', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2, a3])
    const moved = await send([...named('A2'), ...byReservation(2)], move)
    expect(moved.screened.toSorted()).toEqual(onNew)
    expect(moved.notices.toSorted()).toEqual(fromFormer)
    expect(moved.warnings).toEqual([])
  })

  test('moves who was described anew as described last, and once', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([a1, a2])
    await send([inParty('ONEA', { reference: 'A1', number: 'D9' })], { bgm: 'BGM+745+CP' })
    const moved = await send(byReservation(), move)
    expect(moved.screened).toEqual(['D9 on 214', 'D2 on 214'])
    expect(moved.notices.toSorted()).toEqual([
      'withdrawn: D1 on 212',
      'withdrawn: D2 on 212',
      'withdrawn: D9 on 212'
    ])
  })

  test('moves both of one name where nothing tells them apart', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([inParty('JOHN', { number: 'D1' }), inParty('JOHN', { number: 'D2' })])
    const moved = await send([inParty('JOHN')], move)
    expect(moved.screened).toEqual(['D1 on 214', 'D2 on 214'])
    expect(moved.notices).toEqual([])
    expect(moved.warnings.join()).toContain('cases stay')
  })
})

test('a change of flight of everybody moves two persons whom a list gives one reference', async ({
  platform
}) => {
  const send = sendingTo(platform)
  const numbers = ['D1', 'D2']
  await send(numbers.map(number => inParty('JOHN', { reference: 'A1', number })))
  const moved = await send([], move)
  expect(moved.screened).toEqual(['D1 on 214', 'D2 on 214'])
})
