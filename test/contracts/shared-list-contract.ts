import { describe, expect, onTestFinished, test } from 'vitest'
import type { ListChange, ListPlace, Position, SharedList } from '#src/domain/ports.ts'
import type { EntryState, ListState } from '#src/domain/watchlist.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import type { Open } from './opened.ts'

/** What every shared list promises; versions need not be without gaps. */
export const sharedListContract = (name: string, openList: Open<SharedList>): void => {
  const open = async () => {
    const opened = await openList()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`shared list: ${name}`, () => {
    test('is empty at first', async () => {
      const { port } = await open()
      expect(await port.version()).toBe(0)
      expect(await port.lists()).toEqual([])
      expect(await port.list('ofac')).toBeUndefined()
      expect(await port.offsets()).toEqual(new Map())
      expect(await port.entries([{ list: 'ofac', id: '1' }])).toEqual([undefined])
    })

    test('gives back lists and entries as they were committed', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac, lost], entries: [full] })
      expect(await port.list('ofac')).toEqual(ofac)
      expect(await port.lists()).toEqual(expect.arrayContaining([ofac, lost]))
      expect(await port.entries([keyOf(full)])).toEqual([full])
    })

    test('answers for entries in the order asked', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [entry('1'), entry('2')] })
      const found = await port.entries([
        { list: 'ofac', id: '2' },
        { list: 'ofac', id: 'none' },
        { list: 'other', id: '1' },
        { list: 'ofac', id: '1' }
      ])
      expect(found.map(state => state?.id)).toEqual(['2', undefined, undefined, '1'])
    })

    test('replaces an entry, its free text included', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [full] })
      const plain = entry(full.id, 2)
      await port.commit({ position: at(2), lists: [], entries: [plain] })
      expect(await port.entries([keyOf(full)])).toEqual([plain])
    })

    test('keeps a withdrawn entry as a tombstone without its content', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [full] })
      await port.commit({ position: at(2), lists: [], entries: [withdrawn(full.id, 2)] })
      expect(await port.entries([keyOf(full)])).toEqual([withdrawn(full.id, 2)])
    })

    test('rises in version with every change', async () => {
      const { port } = await open()
      const first = await port.commit({ position: at(1), lists: [ofac], entries: [] })
      const second = await port.commit({ position: at(2), lists: [], entries: [entry('1')] })
      expect(first).toBeGreaterThan(0)
      expect(second).toBeGreaterThan(first)
      expect(await port.version()).toBe(second)
    })

    test('changes nothing at or before the stored position', async () => {
      const { port } = await open()
      const version = await port.commit({ position: at(5), lists: [ofac], entries: [entry('1')] })
      for (const offset of [5, 4]) {
        const again = await port.commit({
          position: at(offset),
          lists: [{ ...ofac, title: 'changed' }],
          entries: [entry('1', 9), entry('2')]
        })
        expect(again).toBe(version)
      }
      expect(await port.list('ofac')).toEqual(ofac)
      expect(await port.entries([keyOf(entry('1')), keyOf(entry('2'))])).toEqual([
        entry('1'),
        undefined
      ])
    })

    test('keeps a position for each partition, also where nothing was decided', async () => {
      const { port } = await open()
      await port.commit({ position: at(5), lists: [], entries: [] })
      await port.commit({ position: { ...at(2), partition: 1 }, lists: [ofac], entries: [] })
      expect(await port.offsets()).toEqual(
        new Map([
          [0, 5],
          [1, 2]
        ])
      )
      expect(await port.list('ofac')).toEqual(ofac)
    })

    test('pages through one list by id, tombstones included', async () => {
      const { port } = await open()
      const entries = ['b', 'a', 'd', 'c'].map(id => entry(id))
      const other = { ...entry('aa'), list: 'lost' }
      await port.commit({ position: at(1), lists: [ofac, lost], entries: [...entries, other] })
      await port.commit({ position: at(2), lists: [], entries: [withdrawn('c', 2)] })
      const first = await port.page('ofac', undefined, 3)
      const second = await port.page('ofac', first.at(-1)?.id, 3)
      expect(first.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
      expect(second.map(({ id }) => id)).toEqual(['d'])
      expect(first[2]?.state).toBe('withdrawn')
      expect(await port.page('ofac', 'd', 3)).toEqual([])
    })

    test('gives a page with the free text', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [full] })
      expect(await port.page('ofac', undefined, 10)).toEqual([full])
    })

    test('lets a follower see every list and entry in its newest state, then what changes', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [entry('1'), entry('2')] })
      await port.commit({ position: at(2), lists: [], entries: [entry('1', 2)] })
      const followed = follow(port)
      await followed.until(shows('ofac', '1@2', '2@1'))
      await port.commit({ position: at(3), lists: [lost], entries: [withdrawn('2', 2)] })
      const seen = await followed.until(shows('lost', '2@2'))
      expect(seen.map(nameOf)).not.toContain('1@1')
      expectRisingVersions(seen)
      expect(seen.at(-1)?.version).toBe(await port.version())
    })

    test('lets a follower go on after a place', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [entry('1')] })
      const first = follow(port)
      await first.until(shows('ofac', '1@1'))
      const place = first.place()
      await port.commit({ position: at(2), lists: [], entries: [entry('2')] })
      const seen = await follow(port, place).until(shows('2@1'))
      expect(seen.map(nameOf)).toEqual(['2@1'])
    })

    test('knows the places that it gave, and none that it never came to', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [entry('1')] })
      const followed = follow(port)
      await followed.until(shows('ofac', '1@1'))
      const place = followed.place()
      if (!place) throw new Error('nothing was followed')
      expect(await port.knows(place)).toBe(true)
      await port.commit({ position: at(2), lists: [], entries: [entry('2')] })
      expect(await port.knows(place)).toBe(true)
      const [epoch] = place.history.split('.')
      const never = { version: 9, history: epoch ? `${epoch}.9.never` : '' }
      expect(await port.knows(never)).toBe(false)
    })

    test('gives a follower no remarks and no legal basis', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [full] })
      const [, change] = await follow(port).until(shows('7157@1'))
      const { remarks: _, legalBasis: __, ...indexed } = full.entry ?? {}
      expect(change?.state).toEqual({ ...full, entry: indexed })
    })

    test('streams many entries without losing one', async () => {
      const { port } = await open()
      const many = Array.from({ length: 5_000 }, (_, index) => entry(`n${index}`))
      await port.commit({ position: at(1), lists: [ofac], entries: many })
      const seen = await follow(port).until(items => items.length >= 5_001)
      expect(new Set(seen.map(nameOf)).size).toBe(5_001)
      expectRisingVersions(seen)
    })

    test('ends a follower whose handler fails, and resolves one that is stopped', async () => {
      const { port } = await open()
      await port.commit({ position: at(1), lists: [ofac], entries: [] })
      const failing = port.follow(
        undefined,
        () => Promise.reject(new Error('broken index')),
        new AbortController().signal
      )
      await expect(failing).rejects.toThrow('broken index')
      await expect(follow(port).stop()).resolves.toBeUndefined()
    })

    test('still holds everything when it is opened again', async () => {
      const { port, reopen } = await open()
      const version = await port.commit({ position: at(3), lists: [ofac], entries: [full] })
      const again = await reopen()
      expect(await again.version()).toBe(version)
      expect(await again.offsets()).toEqual(new Map([[0, 3]]))
      expect(await again.entries([keyOf(full)])).toEqual([full])
    })
  })
}

const at = (offset: number): Position => ({ topic: 'watchlist', partition: 0, offset })

const ofac: ListState = {
  list: 'ofac',
  agency: 'treasury',
  title: 'Specially designated nationals',
  purposes: ['border_control'],
  instruction: 'refer_second_line',
  handling: 'H0'
}
const lost: ListState = { ...ofac, list: 'lost', title: 'Lost passports' }

const entry = (id: string, revision = 1): EntryState => ({
  list: 'ofac',
  id,
  revision,
  state: 'active',
  entry: { id, revision, kind: 'person', names: [{ full: `PERSON ${id}` }] },
  changedAt: '2026-11-22T08:00:00.000Z'
})

const withdrawn = (id: string, revision: number): EntryState => ({
  list: 'ofac',
  id,
  revision,
  state: 'withdrawn',
  changedAt: '2026-11-22T09:00:00.000Z'
})

const full: EntryState = {
  ...entry('7157'),
  entry: {
    id: '7157',
    revision: 1,
    kind: 'person',
    names: [{ family: 'AL-TIKRITI', given: 'محمد' }],
    birthDates: ['1970', { from: '1968', to: '1972' }],
    contact: 'duty desk, +44 20 0000 0000',
    legalBasis: 'Regulation 881/2002 "Annex I"',
    remarks: 'seen at the port; 李'
  }
}

const keyOf = ({ list, id }: EntryState) => ({ list, id })

const follow = (port: SharedList, after?: ListPlace) => {
  let place = after
  const followed = startFollowing<ListChange>((take, signal) => {
    const handle = (changes: readonly ListChange[], reached: ListPlace) => {
      place = reached
      return take(changes)
    }
    return port.follow(after, handle, signal)
  })
  onTestFinished(() => followed.stop())
  return { ...followed, place: () => place }
}

const nameOf = (change: ListChange) =>
  change.kind === 'list' ? change.state.list : `${change.state.id}@${change.state.revision}`

const shows =
  (...names: readonly string[]) =>
  (changes: readonly ListChange[]) => {
    const seen = new Set(changes.map(nameOf))
    return names.every(name => seen.has(name))
  }

const expectRisingVersions = (changes: readonly ListChange[]) => {
  const versions = changes.map(({ version }) => version)
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
}
