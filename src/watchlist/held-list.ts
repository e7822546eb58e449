import { setImmediate as nextTurn } from 'node:timers/promises'
import type { IndexChange, IndexImage, WatchIndex } from '#matchers/index.ts'
import { entryHash, exchanged } from '../domain/list-checksum.ts'
import type { ListChange, ListPlace } from '../domain/ports.ts'
import type { EntryState, ListState } from '../domain/watchlist.ts'
import { inSpareTime } from '../in-spare-time.ts'
import { canaryEntry } from './canary-entry.ts'
import { type EntryPayload, toIndexChange } from './index-entry.ts'

const changesAtOnce = 50
const turnMs = 8

/** What a copy of the shared list holds beside its index. */
export interface HeldNote {
  readonly place: ListPlace
  readonly checksum: number
  readonly lists: readonly ListState[]
}

/** A copy as it was at one moment. */
export interface HeldImage {
  readonly image: IndexImage
  readonly note: HeldNote
}

/** One copy of the shared list in memory, and how far it has come. */
export class HeldList {
  readonly index: WatchIndex
  readonly lists = new Map<string, ListState>()
  #place: ListPlace | undefined
  #version = 0
  #checksum = 0
  #taking: Promise<void> | undefined
  #compacting: Promise<void> | undefined
  #copying: Promise<HeldImage | undefined> | undefined
  readonly #listeners = new Set<(changes: readonly IndexChange[]) => void>()

  /** Begins empty, or where this note says that the index stands. */
  constructor(index: WatchIndex, note?: HeldNote) {
    this.index = index
    index.apply([{ op: 'put', entry: canaryEntry }])
    if (note === undefined) return
    this.#place = note.place
    this.#version = note.place.version
    this.#checksum = note.checksum
    for (const state of note.lists) this.lists.set(state.list, state)
  }

  /** The newest change that it holds. */
  get version(): number {
    return this.#version
  }

  /** Of all active entries that it holds; see `domain/list-checksum.ts`. */
  get checksum(): number {
    return this.#checksum
  }

  /** Active entries of all lists. */
  get size(): number {
    return this.index.size - 1 // the canary is on none
  }

  /** Where to go on reading. */
  get place(): ListPlace | undefined {
    return this.#place
  }

  /** Takes changes over in small steps between other work, telling after each; until the signal aborts. */
  take(
    changes: readonly ListChange[],
    place: ListPlace,
    onStep: () => void,
    signal: AbortSignal
  ): Promise<void> {
    this.#taking = this.#take(changes, place, onStep, signal).finally(() => {
      this.#taking = undefined
    })
    return this.#taking
  }

  async #take(
    changes: readonly ListChange[],
    place: ListPlace,
    onStep: () => void,
    signal: AbortSignal
  ): Promise<void> {
    let turnEndsAt = performance.now() + turnMs
    for (let start = 0; start < changes.length; start += changesAtOnce) {
      while (this.#copying) await this.#copying
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

  /** Tells of every change of the index from here on, as soon as it holds it, until it is told to end. */
  onChanges(tell: (changes: readonly IndexChange[]) => void): () => void {
    this.#listeners.add(tell)
    return () => this.#listeners.delete(tell)
  }

  /** Merges segments in small steps between other work, so that screenings never wait long; resolves when there is nothing left to merge. */
  compact(signal: AbortSignal): Promise<void> {
    this.#compacting ??= this.#merge(signal).finally(() => {
      this.#compacting = undefined
    })
    return this.#compacting
  }

  /** Looks up ahead what its commonest words are like, when this thread has nothing else to do; until the signal aborts. */
  learn(signal: AbortSignal): Promise<void> {
    return inSpareTime(this.index.learning(), signal)
  }

  /** It as it is between two batches of changes, copied in small steps while changes wait, for whoever asks alone; undefined while segments are being merged again. */
  async copy(): Promise<HeldImage | undefined> {
    const busy = () => this.#taking ?? this.#compacting ?? this.#copying
    while (busy()) await busy()
    this.#copying = this.#copy().finally(() => {
      this.#copying = undefined
    })
    return this.#copying
  }

  async #copy(): Promise<HeldImage | undefined> {
    const place = this.#place
    // An aborted batch leaves no place from where to go on.
    if (place?.version !== this.#version) return undefined
    const note = { place, checksum: this.#checksum, lists: [...this.lists.values()] }
    const steps = this.index.image()
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value && { image: step.value, note }
      await nextTurn()
    }
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
    const indexChanges = entries.map(toIndexChange)
    this.index.apply(indexChanges)
    for (const tell of this.#listeners) tell(indexChanges)
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
