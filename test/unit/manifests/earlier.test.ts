import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { Manifests } from '#src/domain/ports.ts'
import { findEarlier, findEverybody } from '#src/manifests/earlier.ts'
import { keysFor, keysOf } from '#src/manifests/manifest-keys.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { named } from '#test/helpers/flights.ts'
import { withPlatform as test } from '#test/helpers/opened-platform.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { aReceivedManifest, aScreenedPerson } from '#test/helpers/received-manifest.ts'
import { someone } from '#test/helpers/someone.ts'

const before = passengerList([someone('listed before')])
const after = passengerList([someone('listed after')])

/** Keeps these one after another, and gives the second as one whose flight is looked at. */
const keepAll = async ({ manifests, keys: { idsKey } }: EmbeddedPlatform, sent: string[]) => {
  const keys = keysFor(idsUnder(idsKey), 'carrier YYAIR')
  const kept = sent.map((text, at) => {
    const manifest = readPaxlst(Buffer.from(text), { today: '2026-11-22' })
    const outcomes = [aScreenedPerson(1, `case of ${at}`)]
    return aReceivedManifest([], outcomes, { id: `${at}`, manifest })
  })
  for (const [at, content] of kept.entries()) {
    const { id, receivedAt, manifest } = content
    await manifests.put({
      id,
      at: receivedAt,
      keys: keysOf(keys, manifest, receivedAt),
      content,
      isFinished: at !== 1
    })
  }
  const [, own] = kept
  const message = own?.manifest.messages[0]
  if (!own || !message) throw new Error('nothing to look from')
  const finishFirst = (id: string) => Promise.reject(new Error(`waits for ${id}`))
  const { receivedAt } = own
  const { interchange } = own.manifest
  return { manifests, keys, interchange, receivedAt, message, manifestId: '1', finishFirst }
}
const casesIn = (found: readonly { outcome: object }[]) =>
  found.map(({ outcome }) => outcome).map(outcome => ('found' in outcome ? outcome.found : {}))

test.for(['BGM+266+XF', 'BGM+745+XR', 'BGM+745+RP', 'BGM+266+CLNB', 'BGM+266+CLOB', 'BGM+745+CP'])(
  'of %s only lists that came before count, whenever it is taken up again',
  async (bgm, { platform }) => {
    const naming = passengerList(named('YY1'), { bgm, reference: 'NAMING' })
    const on = await keepAll(platform, [before, naming, after, naming])
    const found = [await findEverybody(on), (await findEarlier(on)).get(1) ?? []]
    for (const persons of found) {
      expect(casesIn(persons)).toMatchObject([{ caseId: 'case of 0' }])
    }
  }
)

test('a message waits for none that came after it', async ({ platform }) => {
  const on = await keepAll(platform, [passengerList([]), before, after])
  expect(await findEverybody({ ...on, manifestId: '0' })).toEqual([])
  await expect(findEverybody({ ...on, manifestId: '2' })).rejects.toThrow('waits for 1')
})

test('a manifest that has no place on the flight has nobody before it', async ({ platform }) => {
  const on = await keepAll(platform, [before, before])
  expect(await findEverybody({ ...on, manifestId: 'on another flight' })).toEqual([])
})

test('what a reservation is found by is asked for once, however many of it are named', async ({
  platform
}) => {
  const party = [someone('of a party'), someone('of the same party')]
  const list = passengerList(party)
  const on = await keepAll(platform, [list, list])
  const persons = on.message.persons.map(({ reference: _, ...person }) => ({
    ...person,
    locator: 'PARTY'
  }))
  const asked: string[] = []
  const under: Manifests['under'] = async (key, limit) => {
    asked.push(key)
    return on.manifests.under(key, limit)
  }
  const found = await findEarlier({
    ...on,
    manifests: { ...on.manifests, under },
    message: { ...on.message, persons }
  })
  expect([...found.keys()]).toEqual([1, 2])
  expect(asked).toEqual([...new Set(asked)])
})

test('of a flight that was listed hundreds of times the newest lists are read, a few at once', async () => {
  const people = Array.from({ length: 300 }, (_, at) => someone(`on a list sent again ${at}`))
  const outcomes = people.map((_, at) => aScreenedPerson(at + 1, `case-${at}`))
  const list = aReceivedManifest(people, outcomes)
  const { receivedAt, manifest } = list
  const [message] = manifest.messages
  if (!message) throw new Error('nothing to look from')
  const earlier = Array.from({ length: 1_000 }, (_, at) => `list-${at}`)
  const read: string[] = []
  let [underWay, mostUnderWay] = [0, 0]
  const manifests: Partial<Manifests> = {
    under: async () => ['own', ...earlier],
    get: async id => {
      read.push(id)
      underWay += 1
      mostUnderWay = Math.max(mostUnderWay, underWay)
      await nextTurn()
      underWay -= 1
      return { id, at: receivedAt, keys: [], content: { ...list, id }, isFinished: true }
    }
  }
  const everybody = await findEverybody({
    manifests: manifests as Manifests,
    keys: keysFor(idsUnder(Buffer.alloc(32)), 'carrier YYAIR'),
    interchange: manifest.interchange,
    receivedAt,
    message,
    manifestId: 'own',
    finishFirst: () => Promise.reject(new Error('all are finished'))
  })
  expect(mostUnderWay).toBeLessThan(10)
  expect(read).toEqual(earlier.slice(0, read.length))
  expect(read.length).toBeLessThan(200)
  expect(everybody).toHaveLength(read.length * people.length)
})
