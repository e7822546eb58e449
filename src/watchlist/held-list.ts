import { setImmediate as nextTurn } from 'node:timers/promises'
import { createWatchIndex, type Model, type WatchIndex } from '#matchers/index.ts'
import { entryHash, exchanged } from '../domain/list-checksum.ts'
import type { ListChange, ListPlace } from '../domain/ports.ts'
import type { EntryState, ListState } from '../domain/watchlist.ts'
import { type EntryPayload, toIndexChange } from './index-entry.ts'

const changesAtOnce = 50
const turnMs = 8

/** One copy of the shared list in memory, and how far it has come. */
export class HeldList {
  readonly index: WatchIndex
  readonly lists = new Map<string, ListState>()
  #place: ListPlace | undefined
  #version = 0
  #checksum = 0
  #compacting: Promise<void> | undefined

  constructor(model: Model) {
    this.index = createWatchIndex(model)
  }

  /** The newest change that it holds. */
  get version(): number {
    return this.#version
  }

  /** Of all active entries that it holds; see `domain/list-checksum.ts`. */
  get checksum(): number {
    return this.#checksum
  }

  /** Where to go on reading. */
  get place(): ListPlace | undefined {
    return this.#place
  }

  /** Takes changes over in small steps between other work, telling after each; until the signal aborts. */
  async take(
    changes: readonly ListChange[],
    place: ListPlace,
    onStep: () => void,
    signal: AbortSignal
  ): Promise<void> {
    let turnEndsAt = performance.now() + turnMs
    for (let start = 0; start < changes.length; start += changesAtOnce) {
      if (signal.aborted) return
      this.#apply(changes.slice(start, start + changesAtOnce))
      onStep()
      if (performance.now() < turnEndsAt) continue
      await nextTurn()
      turnEndsAt = performance.now() + turnMs
    }
    this.#version = Math.max(this.#version, place.version)
    this.#place = place
    onStep()
  }

  /** Merges segments in small steps between other work, so that screenings never wait long; resolves when there is nothing left to merge. */
  compact(signal: AbortSignal): Promise<void> {
    this.#compacting ??= this.#merge(signal).finally(() => {
      this.#compacting = undefined
    })
    return this.#compacting
  }

  #apply(changes: readonly ListChange[]) {
    const entries: EntryState[] = []
    for (const change of changes) {
      if (change.kind === 'list') this.lists.set(change.state.list, change.state)
      else entries.push(change.state)
    }
    for (const { list, id, entry } of entries) {
      const held = this.index.get(list, id)?.payload as EntryPayload | undefined
      const gone = held ? entryHash(list, id, held.revision) : 0
      const come = entry ? entryHash(list, id, entry.revision) : 0
      this.#checksum = exchanged(this.#checksum, gone, come)
    }
    this.index.apply(entries.map(toIndexChange))
    this.#version = changes.at(-1)?.version ?? this.#version
  }

  async #merge(signal: AbortSignal) {
    let steps = this.index.compaction()
    while (steps && !signal.aborted) {
      if (steps.next().done) steps = this.index.compaction()
      await nextTurn()
    }
  }
}
