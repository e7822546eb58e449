import { hostname } from 'node:os'
import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const test = withService()
const config = (agency: string) => ({ agency, title: 'Wanted', purposes: ['border_control'] })

describe('trying an entry', () => {
  test('counts each traveller on a journey once, and lists nothing', async ({ service }) => {
    const [meant, other] = [someone('tried'), someone('not tried')]
    const editor = service.asRole('agency_editor', { agency: 'trying' })
    okay(await editor('PUT', '/v1/lists/trying', config('trying')))
    const desk = service.asRole('checkpoint')
    for (const person of [meant, meant, other]) {
      const traveller = travellerOf(person)
      const question = { purpose: 'border_control', traveller, journey: crossing('TRY-1') }
      okay(await desk('POST', '/v1/screenings', question))
    }
    const { body } = okay(await editor('POST', '/v1/lists/trying/entries/try', entryOf(meant)))
    expect(body).toMatchObject({ referred: 1 })
    expect(body.compared).toBeGreaterThanOrEqual(2)
    expect((await editor('GET', '/v1/lists/trying/entries/tried')).status).toBe(404)
    const again = { purpose: 'border_control', traveller: travellerOf(meant), journey: crossing() }
    expect(okay(await desk('POST', '/v1/screenings', again)).body.decision).toBe('clear')
  })

  test('compares nobody who was screened for another purpose than the list serves', async ({
    service
  }) => {
    const person = someone('tried for another purpose')
    const editor = service.asRole('agency_editor', { agency: 'police' })
    const purposes = ['law_enforcement']
    okay(await editor('PUT', '/v1/lists/fugitives', { ...config('police'), purposes }))
    okay(await editor('PUT', '/v1/lists/usual', config('police')))
    const question = { purpose: 'border_control', traveller: travellerOf(person) }
    okay(await service.asRole('checkpoint')('POST', '/v1/screenings', question))
    const tried = async (list: string) =>
      okay(await editor('POST', `/v1/lists/${list}/entries/try`, entryOf(person))).body
    expect(await tried('fugitives')).toMatchObject({ compared: 0, referred: 0 })
    expect(await tried('usual')).toMatchObject({ referred: 1 })
  })

  test('refuses an entry that could not be listed', async ({ service }) => {
    const editor = service.asRole('agency_editor', { agency: 'trying-2' })
    okay(await editor('PUT', '/v1/lists/trying-2', config('trying-2')))
    const nameless = { revision: 1, kind: 'person' }
    const { status, body } = await editor('POST', '/v1/lists/trying-2/entries/try', nameless)
    expect(status).toBe(400)
    expect(body.detail).toContain('names')
  })
})

describe('finding entries', () => {
  test('finds by a name alone and by a document, on the asked list only', async ({ service }) => {
    const person = someone('found')
    for (const list of ['finding', 'finding-too']) {
      const agency = 'finding'
      const editor = service.asRole('agency_editor', { agency })
      okay(await editor('PUT', `/v1/lists/${list}`, config(agency)))
      okay(await editor('PUT', `/v1/lists/${list}/entries/${list}-1`, entryOf(person)))
    }
    const editor = service.asRole('agency_editor', { agency: 'finding' })
    const find = async (traveller: object) =>
      okay(await editor('POST', '/v1/lists/finding/entries/find', { traveller })).body.entries
    const byName = await find({ names: [{ full: `${person.given} ${person.family}` }] })
    expect(byName.map(({ id }: { id: string }) => id)).toEqual(['finding-1'])
    expect(await find({ documents: [{ number: person.number }] })).toHaveLength(1)
    expect(await find({ names: [{ full: 'Nobody Atall' }] })).toEqual([])
  })

  test.for(['find', 'try'])('is for the list’s own editors (%s)', async (tool, { service }) => {
    const owner = service.asRole('agency_editor', { agency: 'owning' })
    okay(await owner('PUT', '/v1/lists/owned', config('owning')))
    const person = someone('of others')
    const body = tool === 'find' ? { traveller: travellerOf(person) } : entryOf(person)
    const path = `/v1/lists/owned/entries/${tool}`
    const other = service.asRole('agency_editor', { agency: 'other' })
    expect((await other('POST', path, body)).status).toBe(403)
    const officer = service.asRole('officer', { agency: 'owning' })
    expect((await officer('POST', path, body)).status).toBe(403)
  })
})

describe('the overview', () => {
  test('tells officers of the nodes, and checkpoints nothing', async ({ service }) => {
    const officer = service.asRole('officer', { agency: 'looking' })
    const { body } = okay(await officer('GET', '/v1/overview'))
    const told = ['minutes', 'nodes', 'othersUnknown', 'watchlist', 'watchlistAge']
    expect(Object.keys(body).sort()).toEqual(told)
    expect(body.watchlist.ageSeconds).toBeGreaterThanOrEqual(0)
    expect(body.watchlistAge).toEqual({ degradedAfterSeconds: 10, refusedAfterSeconds: 3_600 })
    expect(body.othersUnknown).toBe(false)
    expect((await service.asRole('checkpoint')('GET', '/v1/overview')).status).toBe(403)
  })

  test('says of the one node how its list stands, and nothing that was found', async ({
    service
  }) => {
    const auditor = service.asRole('auditor')
    const { body } = okay(await auditor('GET', '/v1/overview'))
    expect(body.nodes).toEqual([
      {
        id: expect.any(String),
        name: hostname(),
        at: expect.any(String),
        silent: false,
        ready: true,
        listVersion: body.watchlist.version,
        behindBy: expect.any(Number),
        entries: body.watchlist.entries,
        ageSeconds: expect.any(Number)
      }
    ])
  })
})
