import { describe, expect } from 'vitest'
import { localVerdicts } from '#src/adapters/embedded/local-verdicts.ts'
import { entryHash } from '#src/domain/list-checksum.ts'
import type { SharedList } from '#src/domain/ports.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createWatchlistCommands, type NewCommand } from '#src/watchlist/command.ts'
import { projectWatchlist } from '#src/watchlist/project.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { withPlatform } from '#test/helpers/opened-platform.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const policy = loadPolicy('config/policy.json')
const now = () => new Date('2026-11-22T08:00:00Z')
const by = { sub: 'ann', agency: 'interior' }
const listed = someone('listed here')

const configure = (purposes = ['border_control'], agency = 'interior'): NewCommand => ({
  op: 'configure',
  list: 'wanted',
  by,
  config: { agency, title: 'Wanted', purposes }
})
const put = (
  revision: number,
  id = '7',
  editor: { sub: string; agency?: string } = by
): NewCommand => ({
  op: 'put',
  list: 'wanted',
  entryId: id,
  revision,
  by: editor,
  person: { ...entryOf(listed), id, revision }
})
const withdraw = (revision: number, id = '7'): NewCommand => ({
  op: 'withdraw',
  list: 'wanted',
  entryId: id,
  revision,
  by
})

/** A node: its projection and its index, which follows the shared list. */
const test = withPlatform
  .extend('ending', async ({ task: _ }, { onCleanup }) => {
    const ending = new AbortController()
    onCleanup(() => ending.abort())
    return ending
  })
  .extend('node', async ({ platform, ending }, { onCleanup }) => {
    const { record, sharedList } = platform
    const verdicts = localVerdicts()
    const watchlist = new Watchlist(policy, now, () => 0)
    const running = [
      projectWatchlist({ record, sharedList, verdicts, setAside: asNever }, ending.signal),
      watchlist.follow(sharedList, ending.signal)
    ]
    onCleanup(async () => {
      ending.abort()
      await Promise.all(running)
    })
    const command = createWatchlistCommands({ record, verdicts, watchlist, now })
    return { watchlist, command }
  })

const found = (watchlist: Watchlist, purpose = 'border_control') =>
  watchlist
    .search(
      { names: [{ family: listed.family, given: listed.given }], birthDate: listed.birthDate },
      { lists: watchlist.serving(purpose), threshold: 0.5, limit: 10 }
    )
    .matches.map(({ id }) => id)

const codes = (verdicts: Awaited<ReturnType<ReturnType<typeof createWatchlistCommands>>>) =>
  verdicts.map(verdict => (verdict?.ok ? 'taken' : verdict?.rejection.code))

describe('a change that was taken', () => {
  test('is in the index when its verdict is given', async ({ node: { watchlist, command } }) => {
    await command([configure()])
    expect(codes(await command([put(1)]))).toEqual(['taken'])
    expect(found(watchlist)).toEqual(['7'])
    expect(codes(await command([withdraw(2)]))).toEqual(['taken'])
    expect(found(watchlist)).toEqual([])
  })

  test('raises the version', async ({ node: { watchlist, command } }) => {
    await command([configure()])
    const before = watchlist.version
    await command([put(1)])
    expect(watchlist.version).toBeGreaterThan(before)
    expect(watchlist.size).toBe(1)
  })

  test('of the list’s purposes holds for the next search', async ({
    node: { watchlist, command }
  }) => {
    await command([configure(), put(1)])
    await command([configure(['visa'])])
    expect(found(watchlist, 'border_control')).toEqual([])
    expect(found(watchlist, 'visa')).toEqual(['7'])
  })
})

describe('commands', () => {
  test('are decided in the order of the record, each on what the one before made', async ({
    node: { command }
  }) => {
    const verdicts = await command([
      put(1),
      configure(),
      put(1),
      put(1),
      put(3),
      put(2),
      withdraw(4)
    ])
    expect(codes(verdicts)).toEqual([
      'NO_SUCH_LIST',
      'taken',
      'taken',
      'STALE_REVISION',
      'taken',
      'STALE_REVISION',
      'taken'
    ])
  })

  test('of another agency are refused, whoever passed them on', async ({ node: { command } }) => {
    await command([configure()])
    const foreign = { sub: 'eve', agency: 'customs' }
    expect(codes(await command([put(1, '7', foreign)]))).toEqual(['NOT_YOUR_LIST'])
    expect(codes(await command([configure(undefined, 'customs')]))).toEqual(['NOT_YOUR_LIST'])
    expect(codes(await command([put(1, '7', { sub: 'root' })]))).toEqual(['taken'])
  })
})

describe('the watchlist of a node', () => {
  test('is loaded when it is empty', async ({ node: { watchlist, command } }) => {
    await command([configure()])
    expect(watchlist.isLoaded).toBe(true)
    expect(watchlist.ageSeconds).toBe(0)
  })

  test('is not loaded before it has followed', () => {
    const fresh = new Watchlist(policy, now)
    expect(fresh.isLoaded).toBe(false)
    expect(fresh.ageSeconds).toBe(Number.POSITIVE_INFINITY)
    fresh.confirmCurrent(fresh.clockMs)
    expect(fresh.isLoaded).toBe(false)
  })

  test('keeps the old list when following fails', async ({ node: { command }, platform }) => {
    await command([configure(), put(1)])
    const watchlist = new Watchlist(policy, now)
    const failing: SharedList = {
      ...platform.sharedList,
      follow: async (place, handle) => {
        const loaded = new AbortController()
        await platform.sharedList.follow(
          place,
          async (changes, reached) => {
            await handle(changes, reached)
            loaded.abort()
          },
          loaded.signal
        )
        await expect.poll(() => watchlist.isLoaded).toBe(true)
        throw new Error('connection lost')
      }
    }
    const following = watchlist.follow(failing, new AbortController().signal)
    await expect(following).rejects.toThrow('connection lost')
    expect(watchlist.isLoaded).toBe(true)
    expect(found(watchlist)).toEqual(['7'])
  })

  test('has the same checksum whatever way it came to hold its entries', async ({
    node: { watchlist, command },
    platform
  }) => {
    await command([configure(), put(1), put(1, '8'), put(1, '9')])
    await command([put(2), put(2, '8'), withdraw(2, '9')])
    await command([withdraw(3, '8'), put(4, '8')])
    const other = new Watchlist(policy, now)
    const loaded = new AbortController()
    const following = other.follow(platform.sharedList, loaded.signal)
    await other.reached(watchlist.version, 5_000)
    loaded.abort()
    await following
    expect(other.checksum).toBe(watchlist.checksum)
    expect(other.checksum).toBe(
      (entryHash('wanted', '7', 2) + entryHash('wanted', '8', 4)) % 2 ** 48
    )
  })

  test('is built anew beside the old one, and replaces it once it is whole', async ({
    node: { command },
    platform,
    ending
  }) => {
    await command([configure(), put(1)])
    const whole = Promise.withResolvers<void>()
    const others = [Promise.resolve(), whole.promise]
    const watchlist = new Watchlist(policy, now)
    const following = watchlist.follow(
      platform.sharedList,
      ending.signal,
      () => others.shift() ?? Promise.resolve()
    )
    await expect.poll(() => watchlist.isLoaded).toBe(true)
    watchlist.rebuild()
    await expect.poll(() => watchlist.checksum).toBeUndefined()
    await command([put(1, '8')])
    expect(found(watchlist)).toEqual(['7'])
    expect(await watchlist.reached(1, 1)).toBe(false)
    whole.resolve()
    await expect.poll(() => found(watchlist)).toEqual(['7', '8'])
    expect(await watchlist.reached(1, 1)).toBe(true)
    ending.abort()
    await following
  })

  test('is built anew where the store that it was built of was replaced meanwhile, though that had counted further', async ({
    node: { command },
    platform,
    ending
  }) => {
    await command([configure(), put(1), put(1, '8')])
    const { sharedList } = platform
    const isReplaced = Promise.withResolvers<void>()
    let begun = 0
    const replaced: SharedList = {
      ...sharedList,
      follow: async (place, handle, signal) => {
        if (begun++ > 0) return sharedList.follow(place, handle, signal)
        await handle([], { version: 900, history: 'of before' })
        isReplaced.resolve()
        await new Promise(resolve => signal.addEventListener('abort', resolve))
        return 'stopped'
      },
      knows: async ({ history }) => history !== 'of before'
    }
    const watchlist = new Watchlist(policy, now)
    const following = watchlist.follow(replaced, ending.signal, () => isReplaced.promise)
    await expect.poll(() => watchlist.isLoaded).toBe(true)
    expect(found(watchlist)).toEqual(['7', '8'])
    ending.abort()
    await following
  })

  test('does not count as current while it is being replaced', async ({
    node: { command },
    platform,
    ending
  }) => {
    await command([configure()])
    let time = 0
    const never = Promise.withResolvers<void>()
    const others = [Promise.resolve(), never.promise]
    const watchlist = new Watchlist(policy, now, () => time)
    const following = watchlist.follow(
      platform.sharedList,
      ending.signal,
      () => others.shift() ?? Promise.resolve()
    )
    await expect.poll(() => watchlist.isLoaded).toBe(true)
    watchlist.rebuild()
    await expect.poll(() => watchlist.checksum).toBeUndefined()
    time += 30_000
    watchlist.confirmCurrent(time)
    expect(watchlist.ageSeconds).toBe(30)
    ending.abort()
    never.resolve()
    await following
  })

  test('grows old until it is known to be current again', async ({
    node: { command },
    platform
  }) => {
    await command([configure()])
    let time = 0
    let wallClock = now()
    const watchlist = new Watchlist(
      policy,
      () => wallClock,
      () => time
    )
    const loaded = new AbortController()
    const following = watchlist.follow(platform.sharedList, loaded.signal)
    await watchlist.reached(1, 5_000)
    loaded.abort()
    await following
    time += 30_000
    expect(watchlist.ageSeconds).toBe(30)
    for (const put of ['2026-11-23T14:00:00Z', '2026-11-21T02:00:00Z']) {
      wallClock = new Date(put)
      expect(watchlist.ageSeconds).toBe(30)
    }
    watchlist.confirmCurrent(time - 5_000)
    expect(watchlist.ageSeconds).toBe(5)
    watchlist.confirmCurrent(time - 20_000)
    expect(watchlist.ageSeconds).toBe(5)
    watchlist.confirmCurrent(watchlist.clockMs)
    expect(watchlist.ageSeconds).toBe(0)
  })

  test('is as old after its loading as what the record held when that began', async ({
    node: { command },
    platform,
    ending
  }) => {
    await command([configure()])
    let time = 0
    const watchlist = new Watchlist(policy, now, () => time)
    const whole = Promise.withResolvers<void>()
    const following = watchlist.follow(platform.sharedList, ending.signal, () => whole.promise)
    time += 12_000
    whole.resolve()
    await expect.poll(() => watchlist.isLoaded).toBe(true)
    expect(watchlist.ageSeconds).toBe(12)
    ending.abort()
    await following
  })

  test('does not become current by taking a change', async ({
    node: { command },
    platform,
    ending
  }) => {
    await command([configure()])
    let time = 0
    const watchlist = new Watchlist(policy, now, () => time)
    const following = watchlist.follow(platform.sharedList, ending.signal)
    await expect.poll(() => watchlist.isLoaded).toBe(true)
    time += 30_000
    await command([put(1)])
    await watchlist.reached(2, 5_000)
    expect(found(watchlist)).toEqual(['7'])
    expect(watchlist.ageSeconds).toBe(30)
    ending.abort()
    await following
  })

  test('says when a version does not come in time', async ({ node: { watchlist } }) => {
    expect(await watchlist.reached(1_000, 1)).toBe(false)
  })
})
