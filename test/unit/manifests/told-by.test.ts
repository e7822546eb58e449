import { describe, expect } from 'vitest'
import { outcomesByPerson } from '#src/manifests/received.ts'
import { named } from '#test/helpers/flights.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { byReservation, inParty, sendingTo } from '#test/helpers/told-messages.ts'

describe('of two with one name in one reservation', () => {
  const father = inParty('JOHN', { number: 'D1', born: '500417' })
  const son = inParty('JOHN', { number: 'D2', born: '800417' })
  const [ofFather, ofSon] = ['withdrawn: D1 on 212', 'withdrawn: D2 on 212']

  test.for([
    { named: [inParty('JOHN', { number: 'D2', born: '800417' })], gone: [ofSon], why: 'both' },
    { named: [inParty('JOHN', { number: 'D-2' })], gone: [ofSon], why: 'the document' },
    { named: [inParty('JOHN', { born: '500417' })], gone: [ofFather], why: 'the birth date' },
    { named: [inParty('JOHN'), inParty('JOHN')], gone: [ofFather, ofSon], why: 'their number' }
  ])('$why tells who is cancelled', async ({ named, gone }, { platform }) => {
    const send = sendingTo(platform)
    await send([father, son])
    const sent = await send(named, { bgm: 'BGM+745+XR' })
    expect(sent).toMatchObject({ notices: gone, warnings: [] })
  })

  test.for([
    { named: inParty('JOHN'), why: 'nothing tells them apart' },
    { named: inParty('JOHN', { number: 'D3', born: '990417' }), why: 'neither is meant' }
  ])('both keep their cases where $why', async ({ named }, { platform }) => {
    const send = sendingTo(platform)
    await send([father, son])
    for (const bgm of ['745+XR', '745+RP', '266+CLNB']) {
      const sent = await send([named], { bgm: `BGM+${bgm}` })
      expect(sent.notices).toEqual([])
      expect(sent.warnings).toEqual([expect.stringContaining('cases stay')])
    }
  })

  test('the case of neither is told when one of them is described anew', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([father, son])
    const change = { bgm: 'BGM+745+CP' }
    const sent = await send([inParty('JOHN', { number: 'D3' })], change)
    expect(sent.notices).toEqual([])
    expect(sent.warnings).toEqual([expect.stringContaining('cases stay')])
    const sure = await send([inParty('JOHN', { number: 'D4', born: '800417' })], change)
    expect(sure.notices).toEqual(['changed: D2 on 212'])
  })
})

test('somebody of one name who is told apart from the one listed keeps nobody from travelling', async ({
  platform
}) => {
  const send = sendingTo(platform)
  await send([inParty('JOHN', { number: 'D1', born: '500417' })])
  const son = inParty('JOHN', { number: 'D2', born: '800417' })
  const sent = await send([son], { bgm: 'BGM+745+XR' })
  expect(sent.notices).toEqual([])
  expect(sent.warnings).toEqual([expect.stringContaining('cases stay')])
})

describe('a reservation of three', () => {
  const three = [1, 2, 3].map(at => inParty(`ONE${at}`, { reference: `A${at}`, number: `D${at}` }))
  const all = [1, 2, 3].map(at => `withdrawn: D${at} on 212`)

  test.for([
    { bgm: '745+XR', about: byReservation(1), why: 'cancelled as a whole' },
    { bgm: '745+XR', about: byReservation(3), why: 'cancelled person by person' },
    { bgm: '745+RP', about: byReservation(3), why: 'reduced by all' },
    { bgm: '266+CLNB', about: byReservation(4), why: 'not on board, and somebody more' },
    { bgm: '745+RP', about: [...named('A2'), ...byReservation(2)], why: 'reduced by one and two' }
  ])('is withdrawn when $why', async ({ bgm, about }, { platform }) => {
    const send = sendingTo(platform)
    await send(three)
    const sent = await send(about, { bgm: `BGM+${bgm}` })
    expect(sent.notices.toSorted()).toEqual(all)
    expect(sent.warnings).toEqual([])
  })

  test.for([
    { bgm: '745+RP', about: byReservation(1), gone: [], why: 'reduced by one of them' },
    { bgm: '745+RP', about: byReservation(2), gone: [], why: 'reduced by two' },
    { bgm: '266+CLNB', about: byReservation(1), gone: [], why: 'without one of them' },
    { bgm: '745+XR', about: byReservation(2), gone: [], why: 'cancelled for two' },
    {
      bgm: '745+XR',
      about: [...named('A2'), ...byReservation(1)],
      gone: ['withdrawn: D2 on 212'],
      why: 'cancelled for one, and another'
    }
  ])(
    'keeps the cases of whom is not named when $why',
    async ({ bgm, about, gone }, { platform }) => {
      const send = sendingTo(platform)
      await send(three)
      const sent = await send(about, { bgm: `BGM+${bgm}` })
      expect(sent.notices).toEqual(gone)
      expect(sent.warnings).toEqual([expect.stringContaining('cases stay')])
      const answered = [...outcomesByPerson(sent.outcomes).values()]
      expect(answered).toMatchObject(
        about.map(() => ({ kind: 'noted', standing: expect.any(Array) }))
      )
    }
  )
})

describe('who stands on a list twice', () => {
  const as = (reference: string) => inParty('JOHN', { reference, number: 'D1', born: '800417' })
  const gone = ['withdrawn: D1 on 212']
  const cancel = { bgm: 'BGM+745+XR' }
  const warned = [expect.stringContaining('stand on a list twice')]

  test('under one reference is cancelled by it', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([as('YY1'), as('YY1')])
    expect(await send(named('YY1'), cancel)).toMatchObject({ notices: gone, warnings: [] })
  })

  test('under two is cancelled by a message that names both', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([as('YY1'), as('YY2')])
    const sent = await send(named('YY1', 'YY2'), cancel)
    expect(sent).toMatchObject({ notices: gone, warnings: [] })
  })

  test('under two keeps the case until both are named', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([as('YY1'), as('YY2')])
    expect(await send(named('YY1'), cancel)).toMatchObject({ notices: [], warnings: warned })
    expect(await send(named('YY1'), cancel)).toMatchObject({ notices: [], warnings: warned })
    expect(await send(named('YY2'), cancel)).toMatchObject({ notices: gone, warnings: [] })
  })

  test('under two is moved as the one who did not leave', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([as('YY1'), as('YY2')])
    await send(named('YY1'), cancel)
    const moved = await send([], { bgm: 'BGM+266+CF', former: '212', number: '214' })
    expect(moved.outcomes).toHaveLength(1)
  })

  test('is on board by one of them', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([as('YY1'), as('YY2')])
    const sent = await send(named('YY2'), { bgm: 'BGM+266+CLOB' })
    expect(sent.notices).toEqual(['boarded: D1 on 212'])
  })
})
