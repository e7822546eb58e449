import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import type { CaseStateName, ChangedCase } from '#src/domain/case.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Manifests } from '#src/domain/ports.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { createAnnouncer } from '#src/manifests/announce.ts'
import { caseKey } from '#src/manifests/manifest-keys.ts'
import { eventsOf, withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const hit = { ...aHit(), id: 'hit-1' }
const inState = (state: CaseStateName, revision: number) =>
  aCase({ hits: [hit], desks: { interior: aDesk({ state, revision }) } })

/** An announcer over a manifest whose first person has the case. */
const announcing = async ({ manifests, cases, record, keys }: EmbeddedPlatform, minute = 0) => {
  const ids = idsUnder(keys.idsKey)
  const people = [someone('announced'), someone('not concerned')]
  const outcomes = [aScreenedPerson(1, 'case-1', [hit]), aScreenedPerson(2, 'case-2')]
  const content = aReceivedManifest(people, outcomes)
  const { id, receivedAt: at } = content
  await manifests.put({ id, at, keys: [caseKey(ids, 'case-1')], content, isFinished: true })
  const authorities = loadAuthorities('config/policy.json')
  const now = () => new Date(`2026-11-22T09:0${minute}:00Z`)
  const repliesOf = createAnnouncer({ manifests, cases, ids, authorities, now })
  return async (changes: readonly ChangedCase[]) =>
    record.append('carrier-replies', await repliesOf(changes))
}
const toldBy = async ({ record }: EmbeddedPlatform) =>
  (await eventsOf(record, 'carrier-replies')).map(({ event }) => event.data)

test('the same change, announced again after a kill, is told once', async ({ platform }) => {
  const change = { before: inState('new', 1), after: inState('confirmed', 2) }
  await (await announcing(platform))([change])
  await (await announcing(platform, 5))([change])
  expect(await toldBy(platform)).toMatchObject([
    {
      manifestId: 'manifest',
      carriers: ['YYAIR'],
      persons: [{ message: 1, person: 1 }],
      cusres: expect.stringContaining('RFF+ABO:YY1')
    }
  ])
})

test('the same decision, made again later, is told again', async ({ platform }) => {
  const announce = await announcing(platform)
  const [waiting, confirmed] = [inState('new', 1), inState('confirmed', 2)]
  const [reopened, again] = [inState('reopened', 3), inState('confirmed', 4)]
  await announce([{ before: waiting, after: confirmed }])
  await announce([{ before: confirmed, after: reopened }])
  await announce([{ before: reopened, after: again }])
  expect(await toldBy(platform)).toHaveLength(3)
})

test('what changes no answer is told to nobody', async ({ platform }) => {
  const announce = await announcing(platform)
  await announce([{ before: inState('new', 1), after: inState('assigned', 2) }])
  await announce([{ before: inState('assigned', 2), after: inState('withdrawn', 3) }])
  const elsewhere = { ...inState('confirmed', 2), id: 'case-9' }
  await announce([{ before: undefined, after: elsewhere }])
  expect(await toldBy(platform)).toEqual([])
})

test('of a traveller who was listed again and again a few manifests are read at once, and all told of', async ({
  platform
}) => {
  const ids = idsUnder(platform.keys.idsKey)
  const content = aReceivedManifest([someone('told')], [aScreenedPerson(1, 'case-1', [hit])])
  const listed = Array.from({ length: 100 }, (_, at) => `list-${at}`)
  let [underWay, mostUnderWay] = [0, 0]
  const manifests: Partial<Manifests> = {
    under: async key => (key === caseKey(ids, 'case-1') ? listed : []),
    get: async id => {
      underWay += 1
      mostUnderWay = Math.max(mostUnderWay, underWay)
      await nextTurn()
      underWay -= 1
      const at = content.receivedAt
      return { id, at, keys: [], content: { ...content, id }, isFinished: true }
    }
  }
  const repliesOf = createAnnouncer({
    manifests: manifests as Manifests,
    cases: platform.cases,
    ids,
    authorities: loadAuthorities('config/policy.json'),
    now: () => new Date('2026-11-22T09:00:00Z')
  })
  const change = { before: inState('new', 1), after: inState('confirmed', 2) }
  expect(await repliesOf([change])).toHaveLength(listed.length)
  expect(mostUnderWay).toBeLessThan(10)
})
