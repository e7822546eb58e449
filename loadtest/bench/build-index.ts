import { createWatchIndex, type IndexChange, type Model, type WatchIndex } from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { tell } from '../machine.ts'
import type { ListedEntry } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { rounded } from '../percentiles.ts'
import type { BenchTask, Build } from './types.ts'

const chunkSize = 10_000

/** The index over a synthetic watchlist, a sample of its entries, and what building it took. */
export const buildIndex = (
  model: Model,
  { entries, seed, documentShare, listed }: BenchTask
): {
  readonly index: WatchIndex
  readonly sample: readonly ListedEntry[]
  readonly build: Build
} => {
  const documents = Math.round(entries * documentShare)
  const persons = entries - documents
  const everyNth = Math.max(1, Math.floor(entries / Math.max(1, listed)))
  const sample: ListedEntry[] = []
  const index = createWatchIndex(model)
  const rssBefore = settledRss()
  let buildMs = 0
  let chunk: IndexChange[] = []
  let read = 0
  const applyChunk = () => {
    const started = performance.now()
    index.apply(chunk)
    buildMs += performance.now() - started
    chunk = []
  }
  for (const entry of watchlistEntries({ seed, persons, documents })) {
    if (read % everyNth === 0) sample.push(entry)
    chunk.push({ op: 'put', entry: toIndexEntry('synthetic', entry) })
    read += 1
    if (chunk.length === chunkSize) applyChunk()
    if (read % 100_000 === 0) tell(`  ${read} entries, ${Math.round(buildMs / 1000)} s to build`)
  }
  applyChunk()
  const started = performance.now()
  compactFully(index)
  buildMs += performance.now() - started
  const rssBytes = settledRss() - rssBefore
  const build = {
    seconds: rounded(buildMs / 1000, 2),
    indexBytes: index.bytes,
    bytesPerEntry: Math.round(index.bytes / entries),
    recordBytesPerEntry: Math.round(index.recordBytes / entries),
    rssBytes,
    rssBytesPerEntry: Math.round(rssBytes / entries)
  }
  return { index, sample, build }
}

/** A generator does its work in small steps, so that a service can answer in between; here they run at once. */
const compactFully = (index: WatchIndex): void => {
  for (let round = 0; round < 100; round += 1) {
    const steps = index.compaction()
    if (!steps) return
    while (!steps.next().done);
  }
}

const settledRss = (): number => {
  globalThis.gc?.()
  return process.memoryUsage.rss()
}
