import { describe, expect } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, type Someone, someone, travellerOf } from '#test/helpers/someone.ts'
import { patient, until } from '#test/helpers/until.ts'

const test = withService()
const agency = 'interior'
const until2027 = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10)

/** What a checkpoint is told of this person on a journey of their own. */
const screened = async (service: RunningService, who: Someone, checkpoint = 'T5-99') => {
  const desk = service.asRole('checkpoint', { sub: 'desk of exclusions' })
  const question = {
    purpose: 'border_control',
    traveller: travellerOf(who),
    journey: crossing(checkpoint)
  }
  return okay(await desk('POST', '/v1/screenings', question)).body
}
const decided = (service: RunningService, who: Someone) =>
  expect.poll(async () => (await screened(service, who)).decision, patient)

/** Lists a person, and has the hit dismissed with an exclusion that a supervisor approved. */
const exclude = async (service: RunningService, word: string) => {
  const { id } = await makeCase(service, word, { instruction: 'locate' })
  const act = (sub: string, role: 'officer' | 'supervisor', body: object) =>
    service.asRole(role, { agency, sub })('POST', `/v1/cases/${id}/actions`, body)
  const dismissal = {
    action: 'dismiss',
    revision: 1,
    reason: 'a twin',
    exclude: { until: until2027 }
  }
  okay(await act('ann', 'officer', dismissal))
  expect((await screened(service, someone(word))).decision).toBe('refer')
  const approved = okay(await act('sue', 'supervisor', { action: 'approve', revision: 2 })).body
  return { id, exclusion: approved.exclusions[0].id }
}

describe('an exclusion', () => {
  test('lets the same traveller pass where only that entry hit', async ({ service }) => {
    await exclude(service, 'excluded')
    await decided(service, someone('excluded')).toBe('clear')
    const reply = await screened(service, someone('excluded'))
    expect(Object.keys(reply).sort()).toEqual(
      Object.keys(await screened(service, someone('nobody'))).sort()
    )
    expect(reply.hits).toEqual([])
  })

  test('holds for that entry alone, and for that description alone', async ({ service }) => {
    await exclude(service, 'one entry')
    await decided(service, someone('one entry')).toBe('clear')
    const other = await makeList(service, 'other-list', { agency: 'customs' })
    okay(await other.put('x', entryOf(someone('one entry'))))
    const hit = await screened(service, someone('one entry'))
    expect(hit.hits.map(({ entryId }: { entryId: string }) => entryId)).toEqual(['x'])
    const impostor = { ...someone('one entry'), number: 'Z9999999' }
    expect((await screened(service, impostor)).hits).toHaveLength(2)
  })

  test('is void when the entry speaks of somebody else, not when its remarks change', async ({
    service
  }) => {
    const who = someone('entry changes')
    await exclude(service, 'entry changes')
    await decided(service, who).toBe('clear')
    const list = await makeList(service, `cases-of-${agency}`, { agency })
    const entry = entryOf(who, { revision: 2, instruction: 'locate', remarks: 'see file 7' })
    okay(await list.put('entry-changes', entry))
    expect((await screened(service, who)).decision).toBe('clear')
    okay(await list.put('entry-changes', { ...entry, revision: 3, nationalities: ['UTO'] }))
    expect((await screened(service, who)).decision).toBe('refer')
  })

  test('ends when an officer reopens its case', async ({ service }) => {
    const who = someone('a mistake')
    const { id } = await exclude(service, 'a mistake')
    await decided(service, who).toBe('clear')
    const officer = service.asRole('officer', { agency, sub: 'bob' })
    const again = { action: 'reopen', revision: 3, reason: 'the twin was this one' }
    const { exclusions } = okay(await officer('POST', `/v1/cases/${id}/actions`, again)).body
    expect(exclusions).toMatchObject([{ revokedAt: expect.any(String) }])
    await decided(service, who).toBe('refer')
  })

  test('is seen, counted and revoked by the owner’s supervisors only', async ({ service }) => {
    const who = someone('counted')
    const { exclusion } = await exclude(service, 'counted')
    await decided(service, who).toBe('clear')
    const supervisor = service.asRole('supervisor', { agency, sub: 'sue' })
    const seen = await until(async () => {
      const { exclusions } = okay(await supervisor('GET', '/v1/exclusions')).body
      const found = exclusions.find(({ id }: { id: string }) => id === exclusion)
      return found.applied > 0 ? found : undefined
    })
    expect(seen).toMatchObject({
      entryId: 'counted',
      until: until2027,
      askedBy: 'ann',
      approvedBy: 'sue'
    })
    const officer = service.asRole('officer', { agency })
    expect((await officer('GET', '/v1/exclusions')).status).toBe(403)
    const foreign = service.asRole('supervisor', { agency: 'customs' })
    expect((await foreign('GET', '/v1/exclusions')).body).toEqual({ exclusions: [] })
    expect((await foreign('DELETE', `/v1/exclusions/${exclusion}`)).status).toBe(404)

    expect((await supervisor('DELETE', `/v1/exclusions/${exclusion}`)).status).toBe(204)
    await decided(service, who).toBe('refer')
    expect((await supervisor('DELETE', `/v1/exclusions/${exclusion}`)).status).toBe(409)
  })
})
