import { expect, test as plain } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import { keepStatusChange, statusChangesOf } from '#src/manifests/acknowledgements.ts'
import { countedFrom } from '#src/manifests/counted-from.ts'
import { leftFor } from '#src/manifests/left-for.ts'
import type { ReceivedManifest } from '#src/manifests/received.ts'
import { sweepOnce } from '#src/manifests/retention.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { aCase, aHit } from '#test/helpers/screened.ts'
import { someone } from '#test/helpers/someone.ts'

const people = ['first', 'second', 'third'].map(word => someone(`kept ${word}`))
/** Keeps a manifest of three, whose persons would have these cases. */
const keep = async ({ manifests }: EmbeddedPlatform, id: string, at: string, cases: string[]) => {
  const outcomes = cases.map((caseId, index) => aScreenedPerson(index + 1, caseId))
  const content = aReceivedManifest(people, outcomes, { id, receivedAt: at })
  await manifests.put({ id, at, keys: ['flight'], content, isFinished: true })
}
const sweep = ({ manifests, cases, audit }: EmbeddedPlatform) =>
  sweepOnce({ manifests, cases, audit, keepHours: 96, now: () => new Date('2026-11-26T12:00:00Z') })

test('erases travellers without a case after 96 hours, and audits how many', async ({
  platform
}) => {
  const { manifests, cases, audit } = platform
  const position = { topic: 'screenings', partition: 0, offset: 1 } as const
  await cases.commit({ position, cases: [aCase({ id: 'case-2' })] })
  await keep(platform, 'with', '2026-11-22T11:59:59.000Z', ['case-1', 'case-2', 'case-3'])
  await keep(platform, 'without', '2026-11-22T11:00:00.000Z', ['case-4', 'case-5', 'case-6'])
  await keep(platform, 'young', '2026-11-22T12:00:00.000Z', ['case-7', 'case-8', 'case-9'])
  expect(await sweep(platform)).toBe(2)

  expect(await manifests.get('without')).toBeUndefined()
  const left = (await manifests.get('with'))?.content as ReceivedManifest
  expect(left.manifest.messages[0]?.persons).toMatchObject([{ ordinal: 2, reference: 'YY2' }])
  expect(left.outcomes).toMatchObject([[{ person: 2, found: { caseId: 'case-2' } }]])
  const words = JSON.stringify(left)
  expect(words).toContain(people[1]?.family)
  for (const one of [people[0], people[2]]) expect(words).not.toContain(one?.family)
  const young = (await manifests.get('young'))?.content as ReceivedManifest
  expect(young.manifest.messages[0]?.persons).toHaveLength(3)

  expect(left.isReduced).toBe(true)
  expect(await manifests.under('flight', 10)).toEqual(['young'])

  const lines = await audit.read(0, 10)
  expect(lines).toMatchObject([
    { action: 'travellers_erased', about: { manifests: 2, travellers: 5, kept: 1 } }
  ])
  expect(await sweep(platform)).toBe(0)
  expect(await audit.read(0, 10)).toHaveLength(1)
})

test('reads a few whole manifests at once, however many are old enough', async ({ platform }) => {
  const { manifests } = platform
  for (let at = 0; at < 30; at++) {
    await keep(platform, `old-${at}`, '2026-11-22T11:00:00.000Z', ['case-1'])
  }
  let [underWay, mostUnderWay] = [0, 0]
  const get: typeof manifests.get = async id => {
    underWay += 1
    mostUnderWay = Math.max(mostUnderWay, underWay)
    const found = await manifests.get(id)
    underWay -= 1
    return found
  }
  const watched = { manifests: { ...manifests, get } }
  expect(await sweep(Object.assign(Object.create(platform), watched))).toBe(30)
  expect(mostUnderWay).toBeLessThan(10)
})

test('erases nothing while manifests or cases are being put back', async ({ platform }) => {
  const { manifests } = platform
  await keep(platform, 'whole', '2026-11-22T11:00:00.000Z', ['case-1'])
  const lost = { ...manifests, isWhole: async () => false }
  expect(await sweep(Object.assign(Object.create(platform), { manifests: lost }))).toBe(0)
  const content = aReceivedManifest(people, [aScreenedPerson(1, 'case-not-back', [aHit()])])
  const kept = { at: '2026-11-22T11:00:00.000Z', keys: [], content, isFinished: true }
  await manifests.put({ id: 'of a hit', ...kept })
  expect(await sweep(platform)).toBe(2)
  expect(await manifests.get('whole')).toBeUndefined()
  expect(await manifests.get('of a hit')).toBeDefined()
})

test('erases what carriers were told with it', async ({ platform }) => {
  const { manifests, keys, audit } = platform
  const deps = { ids: idsUnder(keys.idsKey), manifests }
  const change = { transaction: 'TOLD1', manifestId: 'without', carriers: ['YYAIR'] }
  await keepStatusChange(deps, change, '2026-11-22T11:00:00.000Z')
  expect(await statusChangesOf(deps, 'without')).toHaveLength(1)
  expect(await sweep(platform)).toBe(1)
  expect(await statusChangesOf(deps, 'without')).toEqual([])
  expect(await audit.read(0, 10)).toMatchObject([{ about: { manifests: 0, travellers: 0 } }])
})

test('keeps what carriers were told as long as the manifest', async ({ platform }) => {
  const { manifests, keys } = platform
  const deps = { ids: idsUnder(keys.idsKey), manifests }
  await keep(platform, 'long before its flight', '2026-11-25T12:00:00.000Z', ['case-1'])
  const change = {
    transaction: 'TOLD1',
    manifestId: 'long before its flight',
    carriers: ['YYAIR'],
    persons: [{ message: 1, person: 1 }]
  }
  const at = '2026-11-22T11:00:00.000Z'
  await keepStatusChange(deps, change, at)
  expect(await sweep(platform)).toBe(0)
  const { transaction, persons } = change
  expect(await statusChangesOf(deps, change.manifestId)).toEqual([{ transaction, at, persons }])
})

plain.for([
  { receivedAt: '2026-11-22T08:00:00.000Z', from: '2026-11-22T12:40:00.000Z', why: 'the arrival' },
  { receivedAt: '2026-11-23T08:00:00.000Z', from: '2026-11-23T08:00:00.000Z', why: 'the receipt' },
  { receivedAt: '2026-09-22T08:00:00.000Z', from: '2026-10-22T08:00:00.000Z', why: '30 days' }
])('counts 96 hours from $why', ({ receivedAt, from }) => {
  // OSL 09:55 to LIS 12:40 on 22 November: Lisbon's winter time is UTC.
  expect(countedFrom(aReceivedManifest(people, []).manifest, receivedAt)).toBe(from)
})

plain('shows what is left only to officers of agencies that see a case of it', () => {
  const hits = [aHit({ agency: 'interior', releasableTo: ['customs'], covert: true })]
  const outcomes = [
    aScreenedPerson(1, 'case-1', hits),
    aScreenedPerson(2, 'case-2', [aHit({ agency: 'interior' })]),
    { person: 3, kind: 'duplicate', of: 1 } as const
  ]
  const whole = aReceivedManifest(people, outcomes)
  const left: ReceivedManifest = { ...whole, isReduced: true }
  const personsFor = (agency: string | undefined) =>
    leftFor(left, agency)?.manifest.messages[0]?.persons.map(({ ordinal }) => ordinal)
  expect(personsFor('interior')).toEqual([1, 2, 3])
  expect(personsFor('customs')).toEqual([1, 3])
  expect(leftFor(left, 'customs')?.outcomes).toMatchObject([[{ person: 1 }, { person: 3 }]])
  expect(leftFor(left, 'health')).toBeUndefined()
  expect(leftFor(left, undefined)).toBeUndefined()
  expect(leftFor(whole, undefined)).toBe(whole)
})
