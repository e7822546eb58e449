import { describe, expect } from 'vitest'
import { named } from '#test/helpers/flights.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { inParty, sendingTo } from '#test/helpers/told-messages.ts'

const who = inParty('JOHN', { reference: 'YY1', number: 'D1' })
const withdrawn = ['withdrawn: D1 on 212']
/** From OSL to LIS; undefined leaves a time out. */
const times = (departs?: string, arrives?: string) => [
  'LOC+125+OSL',
  ...(departs ? [`DTM+189:${departs}:201`] : []),
  'LOC+87+LIS',
  ...(arrives ? [`DTM+232:${arrives}:201`] : [])
]
const sameDay = times('2611220955', '2611221240')
const onlyArrival = times(undefined, '2611221240')
/** A flight that is named without its places. */
const bare = (departs?: string) => (departs ? [`DTM+189:${departs}:201`] : [])

/** Without places only the status of a flight is taken. */
const bgmsFor = (places: readonly string[]) =>
  places.some(segment => segment.startsWith('LOC'))
    ? ['266+XF', '745+XR', '745+RP', '266+CLNB']
    : ['266+XF', '266+CLNB']

describe('a message that takes away', () => {
  test.for([
    { list: sameDay, taking: onlyArrival, why: 'by the same day of arrival' },
    { list: onlyArrival, taking: onlyArrival, why: 'by arrival alone, as listed' },
    { list: onlyArrival, taking: sameDay, why: 'of a list that knows less' },
    { list: sameDay, taking: times('2611220955', '2611230120'), why: 'of a flight that is late' },
    { list: sameDay, taking: times(), why: 'without a date, of the only flight around' },
    { list: sameDay, taking: bare('2611220955'), why: 'by the same day, without places' },
    { list: sameDay, taking: ['LOC+188+OSL', ...bare('2611220955')], why: 'behind a filing place' },
    { list: sameDay, taking: ['LOC+999+OSL', ...bare('2611220955')], why: 'behind another place' },
    { list: sameDay, taking: bare(), why: 'without date and places, of the only flight around' },
    {
      list: times('2611230955', '2611231240'),
      taking: bare('2611230955'),
      why: 'by a day that is not that of the manifest, without places'
    }
  ])('withdraws $why', async ({ list, taking }, { platform }) => {
    const send = sendingTo(platform)
    await send([who], { places: list })
    const sent = await send([], { places: taking, bgm: 'BGM+266+XF' })
    expect(sent).toMatchObject({ notices: withdrawn, warnings: [] })
  })

  test.for([
    {
      list: times('2611222330', '2611230300'),
      taking: times(undefined, '2611220300'),
      why: 'who arrives on another day'
    },
    { list: sameDay, taking: times('26112X0955'), why: 'whose date can not be read' },
    { list: sameDay, taking: bare('99999999'), why: 'whose date can not be read, without places' },
    { list: times(), taking: onlyArrival, why: 'whose list has no date' },
    {
      list: times('26112X0955'),
      taking: sameDay,
      why: 'whose list has a date that can not be read'
    },
    { list: onlyArrival, taking: times('2611220955'), why: 'by departure, listed by arrival' },
    {
      list: onlyArrival,
      taking: times('2611222330', '2611230300'),
      why: 'of a list by the arrival of the flight before'
    }
  ])('leaves the case of somebody $why', async ({ list, taking }, { platform }) => {
    const send = sendingTo(platform)
    await send([who], { places: list })
    for (const bgm of bgmsFor(taking)) {
      const about = bgm === '266+XF' ? [] : named('YY1')
      const sent = await send(about, { places: taking, bgm: `BGM+${bgm}` })
      expect(sent.notices).toEqual([])
      expect(sent.warnings.join()).toContain('departure date is not certain')
    }
  })

  test.for(
    [bare('2611230955'), bare('2612220955'), ['LOC+188+OSL', ...bare('2611240955')]].flatMap(
      taking => [
        { taking, bgm: 'BGM+266+XF' },
        { taking, bgm: 'BGM+266+CLNB' }
      ]
    )
  )('$bgm with $taking means nobody of another day', async ({ taking, bgm }, { platform }) => {
    const send = sendingTo(platform)
    await send([who], { places: sameDay })
    const about = bgm === 'BGM+266+XF' ? [] : named('YY1')
    const sent = await send(about, { places: taking, bgm })
    expect(sent.notices).toEqual([])
    expect(sent.warnings.join()).toContain('not known on this flight')
  })

  test.for([
    { former: '2611220955', moved: ['D1 on 214'], notices: withdrawn, why: 'of that day' },
    { former: '2611230955', moved: [], notices: [], why: 'of no other day' }
  ])(
    'moves from a flight without places those $why',
    async ({ former, moved, notices }, { platform }) => {
      const send = sendingTo(platform)
      await send([who], { places: sameDay })
      const options = {
        bgm: 'BGM+266+CF',
        former: '212',
        number: '214',
        places: times('2611241155')
      }
      const withoutPlaces = (text: string) =>
        text.replace(/(TDT\+20\+YY212\+{3}YY')LOC.*?(?=TDT)/, `$1DTM+189:${former}:201'`)
      const sent = await send(named('YY1'), options, withoutPlaces)
      expect(sent).toMatchObject({ screened: moved, notices })
    }
  )

  test('without a date leaves all where the flight is listed on a day around it', async ({
    platform
  }) => {
    const send = sendingTo(platform)
    await send([who], { places: sameDay })
    await send([who], { places: times('2611240955', '2611241240') })
    const sent = await send([], { places: times(), bgm: 'BGM+266+XF' })
    expect(sent.notices).toEqual([])
    expect(sent.warnings.join()).toContain('another day may be meant')
  })

  test('without a date still moves persons to the new flight', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([who], { places: sameDay })
    const undated = (text: string) =>
      text.replace('189:2611220955', '189:26112X0955').replace("DTM+232:2611221240:201'", '')
    const moved = await send(
      named('YY1'),
      { bgm: 'BGM+266+CF', former: '212', number: '214', places: times('2611220955') },
      undated
    )
    expect(moved).toMatchObject({ screened: ['D1 on 214'], notices: [] })
  })

  test('may still say who is on board', async ({ platform }) => {
    const send = sendingTo(platform)
    await send([who], { places: sameDay })
    const sent = await send(named('YY1'), { places: onlyArrival, bgm: 'BGM+266+CLOB' })
    expect(sent).toMatchObject({ notices: ['boarded: D1 on 212'], warnings: [] })
  })
})
