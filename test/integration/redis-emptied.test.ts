import { expect, test } from 'vitest'
import {
  ownServer,
  patient,
  persons,
  twoNodes,
  untilTheyAgree
} from '../helpers/two-redis-nodes.ts'

test('an emptied Redis is filled from the record, while every search goes on finding', async () => {
  const { projecting, other, admin } = await twoNodes(await ownServer())
  const missed: string[] = []
  const watching = new AbortController()
  const watch = async () => {
    while (!watching.signal.aborted) {
      if (!other.finds('person 7')) missed.push('other')
      if (!projecting.finds('person 7')) missed.push('projecting')
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const watched = watch()
  await admin.flushall()
  await expect.poll(async () => (await projecting.put('late'))[0]?.ok ?? false, patient).toBe(true)
  const all = [...persons, 'late']
  await expect.poll(() => other.finds(...all) && projecting.finds(...all), patient).toBe(true)
  await untilTheyAgree(projecting, other)
  watching.abort()
  await watched
  expect(missed).toEqual([])
  expect(await other.view.sharedList.page('wanted', undefined, 200)).toHaveLength(101)
})

test('a Redis of another epoch is read anew by all nodes', async () => {
  const { projecting, other, admin, keyOf } = await twoNodes(await ownServer())
  const readAnew = untilUnknown(other)
  await admin.hset(keyOf('meta'), 'epoch', 'another')
  await readAnew
  await untilTheyAgree(projecting, other)
  await projecting.put('late')
  await expect.poll(() => other.finds(...persons, 'late'), patient).toBe(true)
})

// It has no checksum for some milliseconds: asking now and then would miss them.
const untilUnknown = async ({ watchlist }: { watchlist: { checksum: number | undefined } }) => {
  while (watchlist.checksum !== undefined) await new Promise(resolve => setImmediate(resolve))
}

test('a list whose news were cut off is read anew once there is more, and no sooner', async () => {
  const { projecting, other, admin, keyOf } = await twoNodes(await ownServer())
  await admin.del(keyOf('changes'))
  const begun = Promise.withResolvers<void>()
  const begin = async () => begun.resolve()
  const end = other.view.sharedList.follow(undefined, begin, new AbortController().signal)
  await begun.promise
  await projecting.put('late')
  await expect(end).resolves.toBe('start over')
  await expect.poll(() => other.finds(...persons, 'late'), patient).toBe(true)
  await untilTheyAgree(projecting, other)
})

test('a Redis that lost its last changes gets them again from the record', async () => {
  const server = await ownServer()
  const { projecting, other, admin } = await twoNodes(server)
  await admin.save()
  await projecting.put('lost', 'lost too')
  await expect.poll(() => other.finds('lost', 'lost too'), patient).toBe(true)
  await server.kill()
  await server.restart()
  await projecting.put('late') // durable in the record, whatever becomes of its verdict
  const all = [...persons, 'lost', 'lost too', 'late']
  await expect.poll(() => other.finds(...all) && projecting.finds(...all), patient).toBe(true)
  await untilTheyAgree(projecting, other)
})
