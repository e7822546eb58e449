import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { casesIn, codesOf, flight, listed, named, officer } from '#test/helpers/flights.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { someone } from '#test/helpers/someone.ts'

const test = withService()

const onBoard = { bgm: 'BGM+266+CLOB' }
const unknown = expect.stringContaining('not known on this flight')
const undescribed = expect.stringContaining('not described, and on no earlier list of this flight')

/** A flight of a time when somebody else is listed. */
const opened = async (service: RunningService, number: string) => {
  await listed(service, someone(`not on ${number}`))
  return flight(service, number)
}
const statusesOf = ({ body }: { body: { persons: readonly { status: string }[] } }) =>
  body.persons.map(({ status }) => status)
/** The cases on a flight of those whom nobody could screen. */
const unscreenedOn = async (service: RunningService, number: string) => {
  const { cases } = okay(await officer(service, 'border')('GET', '/v1/cases?limit=200')).body
  return cases.filter((one: { journey?: { number?: string } }) => one.journey?.number === number)
}

describe('somebody on board whom nobody has described', () => {
  test('is a case of the officers, once', async ({ service }) => {
    const send = await opened(service, '870')
    const sent = await send(named('ZZ9'), onBoard)
    expect(statusesOf(sent)).toEqual(['unscreened'])
    expect(sent.body.warnings).toEqual([unknown])
    expect(await codesOf(service, sent)).toEqual(['ZZ9 4Z'])
    expect(await casesIn(service, sent, 'border')).toMatchObject([
      { state: 'new', unscreened: undescribed, onManifest: { reference: 'ZZ9' } }
    ])
    const again = await send(named('ZZ9'), onBoard)
    expect(statusesOf(again)).toEqual(['noted'])
    expect(await codesOf(service, again)).toEqual(['ZZ9 4Z'])
    expect(await unscreenedOn(service, '870')).toHaveLength(1)
    await send(named('ZZ9'), { bgm: 'BGM+745+XR' })
    expect(await casesIn(service, sent, 'border')).toMatchObject([{ state: 'withdrawn' }])
  })

  test('is so beside others of a list, even where nothing names them', async ({ service }) => {
    const send = await opened(service, '871')
    await send([someone('on the list'), someone('on it too')])
    const people = [...named('YY1', 'ZZ9', 'YY2'), { segments: ['NAD+ZZZ'] }]
    const sent = await send(people, onBoard)
    expect(statusesOf(sent)).toEqual(['noted', 'unscreened', 'noted', 'unscreened'])
    expect(await unscreenedOn(service, '871')).toHaveLength(2)
  })

  test('is answered by the list that comes after all', async ({ service }) => {
    const send = await opened(service, '872')
    await send(named('YY1'), onBoard)
    await send([someone('listed after the doors closed')])
    expect(await codesOf(service, await send(named('YY1'), onBoard))).toEqual(['YY1 0Z'])
  })

  test('is one case with many others, and stays unanswered whatever becomes of it', async ({
    service
  }) => {
    const send = await opened(service, '873')
    const references = Array.from({ length: 12 }, (_, at) => `ZZ${at}`)
    const sent = await send(named(...references), onBoard)
    expect(new Set(statusesOf(sent))).toEqual(new Set(['noted']))
    expect(sent.body.warnings).toEqual([unknown])
    const [only, ...others] = await unscreenedOn(service, '873')
    expect(others).toEqual([])
    expect(only).toMatchObject({ unscreened: undescribed })
    expect(only.unscreened).toContain('12 persons')
    const action = { action: 'dismiss', revision: only.revision, reason: 'looked at the list' }
    okay(await officer(service, 'border')('POST', `/v1/cases/${only.id}/actions`, action))
    const codes = references.map(one => `${one} 4Z`)
    expect(await codesOf(service, sent)).toEqual(codes)
    await send(named('ZZ0'), { bgm: 'BGM+745+XR' })
    expect(await unscreenedOn(service, '873')).not.toContainEqual(
      expect.objectContaining({ state: 'withdrawn' })
    )
  })
})

describe('somebody moved whom nobody has described', () => {
  test('is a case of the officers', async ({ service }) => {
    const [former, now] = [await opened(service, '880'), flight(service, '881')]
    await former([someone('moved as listed')])
    const moved = await now(named('YY1', 'ZZ9'), { bgm: 'BGM+266+CF', former: '880' })
    expect(statusesOf(moved)).toEqual(['screened', 'unscreened'])
    expect(moved.body.warnings).toEqual([unknown])
    expect(await casesIn(service, moved, 'border')).toMatchObject([
      { state: 'new', unscreened: undescribed, journey: { number: '881' } }
    ])
  })

  test('is none where the new flight lists them', async ({ service }) => {
    const now = await opened(service, '883')
    await now([someone('listed for the new flight')])
    const moved = await now(named('YY1'), { bgm: 'BGM+266+CF', former: '882' })
    expect(statusesOf(moved)).toEqual(['noted'])
    expect(await unscreenedOn(service, '883')).toEqual([])
  })
})
