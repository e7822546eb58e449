import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, describe, expect } from 'vitest'
import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import type { SharedList } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { matchingBuild } from '#src/matching-build.ts'
import { createMetrics } from '#src/metrics.ts'
import {
  firstKept,
  type Kept,
  type KeptIndex,
  keepSnapshot,
  startFromSnapshot
} from '#src/watchlist/kept-index.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const policy = loadPolicy('config/policy.json')
const now = () => new Date('2026-11-22T08:00:00Z')
const many = 1_200

/** A data folder that services use one after the other. */
const test = base.extend('folder', async ({ task: _ }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-test-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  return folder
})

const open = (dataDir: string) => EmbeddedPlatform.open({ dataDir, exclusive: true, now })

let offset = 0
const wanted: ListState = {
  list: 'wanted',
  agency: 'interior',
  title: 'Wanted',
  purposes: ['border_control'],
  instruction: 'refer_second_line',
  handling: 'H0'
}
const stateOf = (nth: number, isActive: boolean): EntryState => {
  const state = { list: 'wanted', id: String(nth), revision: 1, changedAt: now().toISOString() }
  const entry = { ...entryOf(someone(`person ${nth}`)), id: state.id }
  return isActive ? { ...state, state: 'active', entry } : { ...state, state: 'withdrawn' }
}
const commit = (shared: SharedList, persons: readonly number[], { isActive = true } = {}) =>
  shared.commit({
    position: { topic: 'watchlist', partition: 0, offset: ++offset },
    lists: [wanted],
    entries: persons.map(nth => stateOf(nth, isActive))
  })

/** A node of its own on this platform: starts, loads, and tells from which version it followed. */
const node = async (
  platform: Pick<EmbeddedPlatform, 'sharedList' | 'indexSnapshots'>,
  madeBy = 'this code'
) => {
  const watchlist = new Watchlist(policy, now)
  const lines: { readonly level: string; readonly message: string; readonly about: object }[] = []
  const note = (level: string) => (about: object, message: string) =>
    lines.push({ level, message, about })
  const kept: KeptIndex = {
    watchlist,
    snapshots: platform.indexSnapshots,
    origin: { model: policy.matching, madeBy },
    metrics: createMetrics(),
    log: { info: note('info'), warn: note('warn') }
  }
  await startFromSnapshot(platform.sharedList, kept)
  const loaded = new AbortController()
  const following = watchlist.follow(platform.sharedList, loaded.signal)
  await watchlist.reached(await platform.sharedList.version(), 20_000)
  let newest = firstKept(watchlist)
  const keep = async (): Promise<Kept | undefined> => {
    newest = await keepSnapshot(newest, kept, loaded.signal)
    return newest
  }
  const stop = async () => {
    loaded.abort()
    await following
  }
  return { watchlist, lines, keep, stop }
}

const finds = (watchlist: Watchlist, nth: number): boolean => {
  const { family, given, birthDate } = someone(`person ${nth}`)
  const options = { lists: watchlist.serving('border_control'), threshold: 0.5, limit: 10 }
  return watchlist
    .search({ names: [{ family, given }], birthDate }, options)
    .matches.some(({ id }) => id === String(nth))
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, nth) => from + nth)

/** Lists some, keeps a snapshot and stops. */
const keepOne = async (folder: string, count = many) => {
  const platform = await open(folder)
  const version = await commit(platform.sharedList, numbers(0, count))
  const first = await node(platform)
  expect((await first.keep())?.version).toBe(version)
  await first.stop()
  await platform.close()
  return version
}

const passedOver = 'snapshot of the index passed over: the whole list is loaded'

describe('a node with a snapshot', () => {
  test('starts from it and takes over what has changed since', async ({ folder }) => {
    const version = await keepOne(folder)
    const platform = await open(folder)
    await commit(platform.sharedList, [many])
    await commit(platform.sharedList, [3], { isActive: false })
    const second = await node(platform)
    expect(second.watchlist.startedFrom?.version).toBe(version)
    expect(second.watchlist.size).toBe(many)
    expect([0, 3, many - 1, many].map(nth => finds(second.watchlist, nth))).toEqual([
      true,
      false,
      true,
      true
    ])
    expect(second.lines.map(({ message }) => message)).toEqual(['index made of its snapshot'])
    await second.stop()
    await platform.close()
  })

  test('does not keep another before enough has changed', async ({ folder }) => {
    await keepOne(folder)
    const platform = await open(folder)
    const second = await node(platform)
    const started = second.watchlist.startedFrom?.version
    expect((await second.keep())?.version).toBe(started)
    await commit(platform.sharedList, numbers(0, 900))
    await second.watchlist.reached(await platform.sharedList.version(), 20_000)
    expect((await second.keep())?.version).toBe(started)
    const newest = await commit(platform.sharedList, numbers(900, 1_100))
    await second.watchlist.reached(newest, 20_000)
    expect((await second.keep())?.version).toBe(newest)
    await second.stop()
    await platform.close()
  })

  test('does so too where each change is a place of its own in the history', async ({ folder }) => {
    const platform = await open(folder)
    const { sharedList, indexSnapshots } = platform
    const follow: SharedList['follow'] = (after, handle, signal) =>
      sharedList.follow(
        after,
        (changes, { version }) => handle(changes, { version, history: `as of ${version}` }),
        signal
      )
    await commit(sharedList, numbers(0, many))
    const only = await node({ sharedList: { ...sharedList, follow }, indexSnapshots })
    const first = await only.keep()
    await commit(sharedList, numbers(many, many + 900))
    await only.watchlist.reached(await sharedList.version(), 20_000)
    expect(await only.keep()).toBe(first)
    await only.stop()
    await platform.close()
  })

  test('keeps nothing before it has loaded', async ({ folder }) => {
    const platform = await open(folder)
    const watchlist = new Watchlist(policy, now)
    expect(await watchlist.copy()).toBeUndefined()
    await platform.close()
  })

  test('whoever asks for a copy has one alone: a thread writes into its own', async ({
    folder
  }) => {
    const platform = await open(folder)
    const { watchlist, stop } = await node(platform)
    await watchlist.reached(await commit(platform.sharedList, [1, 2, 3]), 20_000)
    const [first, second] = await Promise.all([watchlist.copy(), watchlist.copy()])
    expect(first?.image.dictionary).toEqual(second?.image.dictionary)
    const [letters, others] = [first, second].map(copy => copy?.image.dictionary.letters)
    expect(letters?.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(letters?.buffer).not.toBe(others?.buffer)
    await stop()
    await platform.close()
  })

  test('holds no name in the file', async ({ folder }) => {
    await keepOne(folder)
    const bytes = await readFile(join(folder, 'index.snapshot'))
    expect(bytes.length).toBeGreaterThan(100_000)
    expect(bytes.includes(someone('person 7').family)).toBe(false)
  })
})

describe('a snapshot is passed over, and the whole list loaded,', () => {
  const loadsAll = async (folder: string, reason: RegExp, madeBy?: string, count = many) => {
    const platform = await open(folder)
    const { watchlist, lines, stop } = await node(platform, madeBy)
    expect(watchlist.startedFrom).toBeUndefined()
    expect(watchlist.size).toBe(count)
    expect(lines).toEqual([
      { level: 'warn', message: passedOver, about: { reason: expect.stringMatching(reason) } }
    ])
    expect(await platform.indexSnapshots.load()).toBeUndefined()
    await stop()
    await platform.close()
  }
  const changeFile = async (folder: string, change: (bytes: Buffer) => Buffer) => {
    const file = join(folder, 'index.snapshot')
    await writeFile(file, change(await readFile(file)))
  }

  test('when it was made by other code', async ({ folder }) => {
    await keepOne(folder)
    await loadsAll(folder, /made by other code/, 'other code')
  })

  test('when its file was changed', async ({ folder }) => {
    await keepOne(folder)
    await changeFile(folder, bytes => {
      bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000)
      return bytes
    })
    await loadsAll(folder, /authenticate/)
  })

  test.for([0.5, 0.999])('when only %s of its file is there', async (share, { folder }) => {
    await keepOne(folder)
    await changeFile(folder, bytes => bytes.subarray(0, Math.floor(bytes.length * share)))
    await loadsAll(folder, /./)
  })

  test('when it is empty or something else', async ({ folder }) => {
    await keepOne(folder)
    await changeFile(folder, () => Buffer.alloc(0))
    await loadsAll(folder, /ends too early/)
    const platform = await open(folder)
    await platform.close()
    await writeFile(join(folder, 'index.snapshot'), 'something else, longer than a length')
    await loadsAll(folder, /damaged/)
  })

  test('when it belongs to another database', async ({ folder }) => {
    await keepOne(folder)
    for (const end of ['', '-wal', '-shm']) {
      await rm(join(folder, `portcullis.db${end}`), { force: true })
    }
    for (const file of ['audit-checkpoints.jsonl']) await rm(join(folder, file), { force: true })
    const platform = await open(folder)
    await commit(platform.sharedList, numbers(0, many + 5))
    await platform.close()
    await loadsAll(folder, /authenticate/, undefined, many + 5)
  })

  test('when it is newer than the list, which was put back', async ({ folder }) => {
    const before = await open(folder)
    await commit(before.sharedList, numbers(0, 50))
    await before.close()
    const database = await readFile(join(folder, 'portcullis.db'))
    const later = await open(folder)
    await commit(later.sharedList, numbers(50, many))
    const first = await node(later)
    expect(await first.keep()).toBeDefined()
    await first.stop()
    await later.close()
    await writeFile(join(folder, 'portcullis.db'), database)
    await loadsAll(folder, /newer than the shared list/, undefined, 50)
  })
})

test('the name of the code is the same every time', () => {
  expect(matchingBuild()).toBe(matchingBuild())
  expect(matchingBuild()).toMatch(/^[\w-]{43}$/)
})
