import { describe, expect } from 'vitest'
import { casesIn, codesOf, flight, listed } from '#test/helpers/flights.ts'
import { withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const test = withService()

const change = { bgm: 'BGM+745+CP' }
const unknown = expect.stringContaining('not known on this flight')

type Booked = Omit<Someone, 'number'> & { readonly number?: string | undefined }
/** Somebody whom only the reservation names. */
const booked = ({ family, given, birthDate, number }: Booked, locator: string) => ({
  segments: [
    `NAD+FL+++${family}:${given}`,
    `DTM+329:${birthDate.slice(2).replaceAll('-', '')}`,
    `RFF+AVF:${locator}`,
    ...(number ? [`DOC+P:110:111+${number}`, 'LOC+91+UTO'] : [])
  ]
})

describe('a change that can not be screened', () => {
  const nameless = (given: string) => ({ segments: [`NAD+FL+++:${given}`, 'RFF+ABO:YY1'] })

  test('takes nothing from the hits of before, which nobody has compared', async ({ service }) => {
    const who = someone('hit, then nameless')
    await listed(service, who)
    const send = flight(service, '860')
    const first = await send([who])
    const changed = await send([nameless('ORLA')], change)
    expect(await codesOf(service, changed)).toEqual(['YY1 4Z'])
    expect(await codesOf(service, first)).toEqual(['YY1 2Z'])
    const [shown] = await casesIn(service, first)
    expect(shown).toMatchObject({ state: 'new' })
    expect(shown.hits[0]).not.toHaveProperty('outdated')
    expect(shown.trail.at(-1)).toMatchObject({
      action: 'changed',
      reason: 'described anew, could not be screened'
    })
  })

  test('goes on in its own case, where nobody could be screened before either', async ({
    service
  }) => {
    const send = flight(service, '861')
    const first = await send([nameless('ORLA')])
    const nobody = await send(
      [{ segments: ['NAD+FL+++:MAEVE', 'RFF+ABO:YY1', 'NAT+2+UTO'] }],
      change
    )
    expect(await casesIn(service, first, 'border')).toMatchObject([{ state: 'withdrawn' }])
    expect(await casesIn(service, nobody, 'border')).toMatchObject([{ state: 'new' }])
  })
})

describe('a change of somebody who is not known', () => {
  test('by reference says so, and leaves the case of before', async ({ service }) => {
    const who = someone('delayed past midnight')
    await listed(service, who)
    const day = (date: string) => [`LOC+125+OSL`, `DTM+189:${date}2350:201`, 'LOC+87+LIS']
    const send = flight(service, '850')
    const first = await send([who], { places: day('261122') })
    const later = await send([someone('as described later')], {
      ...change,
      places: day('261123')
    })
    expect(later.body).toMatchObject({ screened: 1, warnings: [unknown] })
    expect(await casesIn(service, first)).toMatchObject([{ state: 'new', revision: 1 }])
  })

  test('by name is that of the one with the same document in the reservation', async ({
    service
  }) => {
    const [who, other] = [someone('misspelt in a reservation'), someone('spelt well beside')]
    await listed(service, who)
    const send = flight(service, '851')
    const first = await send([booked(who, 'NAMES1'), booked(other, 'NAMES1')])
    const meant = { ...who, given: `${who.given}H` }
    const changed = await send([booked(meant, 'NAMES1')], change)
    expect(changed.body.warnings).toEqual([])
    const [shown] = await casesIn(service, first)
    expect(shown.changedTo).toMatchObject({ names: [{ given: meant.given }] })
  })

  test.for([
    { number: '852', as: { number: undefined }, isFound: true, why: 'by birth date alone' },
    { number: '853', as: { number: 'Q7654321' }, isFound: false, why: 'with another document' },
    {
      number: '854',
      as: { number: undefined, birthDate: '1999-09-09' },
      isFound: false,
      why: 'born on another day'
    }
  ])('by name, $why: found $isFound', async ({ number, as, isFound }, { service }) => {
    const who = someone(`misspelt on ${number}`)
    await listed(service, who)
    const send = flight(service, number)
    const first = await send([booked(who, 'NAMES2')])
    const changed = await send([booked({ ...who, given: 'ELSE', ...as }, 'NAMES2')], change)
    expect(changed.body.warnings).toEqual(isFound ? [] : [unknown])
    const [shown] = await casesIn(service, first)
    // What is found again without a document is another case, which the one of before names.
    expect(shown).toMatchObject({ state: isFound ? 'withdrawn' : 'new' })
  })

  test('by name, where two may be meant, is nobody’s', async ({ service }) => {
    const [one, twin] = [someone('one of two'), { ...someone('born with'), number: undefined }]
    await listed(service, one)
    const send = flight(service, '855')
    const { number: _, ...first } = { ...one }
    const list = await send([
      booked(one, 'TWINS1'),
      booked({ ...twin, birthDate: one.birthDate }, 'TWINS1')
    ])
    const changed = await send([booked({ ...first, given: 'ELSE' }, 'TWINS1')], change)
    expect(changed.body.warnings).toEqual([unknown])
    const both = await send(
      [booked({ ...first, given: 'ELSE' }, 'TWINS1'), booked(one, 'TWINS1')],
      change
    )
    expect(both.body.warnings).toEqual([])
    expect(await casesIn(service, list)).toMatchObject([{ state: 'new', revision: 1 }])
  })
})
