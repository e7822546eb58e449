import { describe, expect, test } from 'vitest'
import {
  createWatchIndex,
  type IndexChange,
  type IndexEntry,
  type IndexImage,
  readSnapshot,
  type SearchResult,
  SnapshotRefused,
  type WatchIndex,
  writeSnapshot
} from '#matchers/index.ts'
import { inventPeople, inventTravellers, model, seeded } from './fixtures.ts'

const origin = { model, madeBy: 'this code' }
const wide = { threshold: 0.5, limit: 1000 }
const put = (entry: IndexEntry): IndexChange => ({ op: 'put', entry })
const withdraw = ({ list, id }: IndexEntry): IndexChange => ({ op: 'withdraw', list, id })

const indexOf = (entries: readonly IndexEntry[]): WatchIndex => {
  const index = createWatchIndex(model)
  index.apply(entries.map(put))
  for (const _ of index.compaction() ?? []);
  return index
}

/** Runs the steps of an image to its end. */
const imageOf = (index: WatchIndex): IndexImage => {
  const steps = index.image()
  for (;;) {
    const step = steps.next()
    if (step.done !== true) continue
    if (step.value === undefined) throw new Error('no image')
    return step.value
  }
}

const bytesOf = (index: WatchIndex, note: unknown = {}): Uint8Array =>
  Buffer.concat([...writeSnapshot(imageOf(index), origin, note)])

const restore = (bytes: Uint8Array, by = origin, pieceBytes = 100_003) => {
  const reader = readSnapshot(by)
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    reader.take(bytes.subarray(at, at + pieceBytes))
  }
  return reader.finish()
}

const summary = ({ matches, candidates, compared }: SearchResult) => ({
  matches: matches.map(({ id, score, payload }) => ({ id, score, payload })),
  candidates,
  compared
})

describe('an index made of a snapshot', () => {
  const entries = [...inventPeople(3000, 8), ...lostDocuments(200)]

  test('answers as the one that it was taken of, and goes on as that one does', () => {
    const index = indexOf(entries.slice(0, 2500))
    index.apply(entries.slice(2500).map(put))
    index.apply(entries.filter((_, nth) => nth % 9 === 0).map(withdraw))
    const { index: restored, note } = restore(bytesOf(index, { version: 17 }))
    expect(note).toEqual({ version: 17 })
    const changes = [
      ...entries.filter((_, nth) => nth % 6 === 0).map(withdraw),
      ...entries.filter((_, nth) => nth % 18 === 0).map(put),
      ...inventPeople(2000, 9).map(entry => put({ ...entry, list: 'other' }))
    ]
    const sought = [...inventTravellers(entries, 60, 5), withDocument(7), withDocument(18)]
    for (const round of ['as restored', 'changed', 'compacted']) {
      expect(restored.size).toBe(index.size)
      for (const traveller of sought) {
        const [expected, found] = [index, restored].map(one => one.search(traveller, wide))
        expect(found && summary(found), round).toEqual(expected && summary(expected))
      }
      for (const one of [index, restored]) {
        if (round === 'as restored') one.apply(changes)
        else for (const _ of one.compaction() ?? []);
      }
    }
  })

  test('shows one moment, whatever becomes of the index while it is written', () => {
    const index = indexOf(entries)
    const traveller = inventTravellers(entries, 1, 5)[0] ?? { names: [] }
    const before = index.search(traveller, wide)
    const pieces: Uint8Array[] = []
    for (const piece of writeSnapshot(imageOf(index), origin, {})) {
      pieces.push(piece.slice())
      index.apply(entries.slice(pieces.length * 20, pieces.length * 20 + 20).map(withdraw))
      index.apply(inventPeople(400, pieces.length).map(put))
      for (const _ of index.compaction() ?? []);
    }
    const restored = restore(Buffer.concat(pieces)).index
    expect(restored.size).toBe(entries.length)
    expect(summary(restored.search(traveller, wide))).toEqual(summary(before))
  })

  test('is not made of a copy that was overtaken by a change, nor while segments are merged', () => {
    const index = indexOf(entries)
    const copying = index.image()
    copying.next()
    expect(index.compaction()).toBeUndefined()
    index.apply(entries.slice(0, 1).map(withdraw))
    let last = copying.next()
    while (last.done !== true) last = copying.next()
    expect(last.value).toBeUndefined()

    index.apply(inventPeople(2000, 3).map(put))
    const merging = index.compaction()
    merging?.next()
    expect(index.image().next()).toEqual({ done: true, value: undefined })
    merging?.return()
    expect(imageOf(index).segments.length).toBeGreaterThan(0)
  })

  test('can be empty', () => {
    const { index } = restore(bytesOf(createWatchIndex(model)))
    expect(index.size).toBe(0)
    index.apply(entries.slice(0, 10).map(put))
    expect(index.size).toBe(10)
  })
})

describe('a snapshot is refused', () => {
  const bytes = bytesOf(indexOf(inventPeople(300, 2)))

  test.for([
    [{ ...origin, madeBy: 'other code' }, 'snapshot made by other code'],
    [{ ...origin, model: { ...model, nameThreshold: 0.123 } }, 'snapshot of another model']
  ] as const)('when it belongs to something else: %#', ([by, why]) => {
    expect(() => restore(bytes, by)).toThrow(new SnapshotRefused(why))
  })

  test('when it ends too early, goes on too long, or is something else', () => {
    for (const length of [0, 4, 15, 16, 300, bytes.length - 9, bytes.length - 1]) {
      expect(() => restore(bytes.subarray(0, length)), `${length}`).toThrow(SnapshotRefused)
    }
    expect(() => restore(Buffer.concat([bytes, Buffer.of(0)]))).toThrow('too long')
    expect(() => restore(Buffer.from('{"not": "a snapshot"}'))).toThrow('not a snapshot')
    const newer = Buffer.from(bytes)
    newer.writeUInt32LE(99, 4)
    expect(() => restore(newer)).toThrow('snapshot of format 99')
  })

  test('when a single bit has changed', () => {
    const next = seeded(4)
    for (let round = 0; round < 60; round++) {
      const broken = Buffer.from(bytes)
      const at = Math.floor(next() * (round < 30 ? bytes.length : 200))
      broken.writeUInt8(broken.readUInt8(at) ^ (1 << Math.floor(next() * 8)), at)
      expect(() => restore(broken), `byte ${at}`).toThrow(SnapshotRefused)
    }
  })
})

function lostDocuments(count: number): IndexEntry[] {
  return Array.from({ length: count }, (_, nth) => ({
    list: 'lost',
    id: `lost ${nth}`,
    subject: { kind: 'document', names: [], documents: [{ number: numberOf(nth), issuer: 'FRA' }] },
    payload: { nth }
  }))
}

function numberOf(nth: number): string {
  return `${10 + (nth % 80)}XK${String(10_000 + nth * 379)}`
}

function withDocument(nth: number) {
  return {
    names: [{ full: 'Somebody Else' }],
    documents: [{ number: numberOf(nth), issuer: 'FRA' }]
  }
}
