import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  createWatchIndex,
  type IndexImage,
  type SearchOptions,
  type SearchResult,
  type Traveller,
  type WatchIndex
} from '#matchers/index.ts'
import type { Policy } from '../domain/policy.ts'
import type { ListChange, SharedList } from '../domain/ports.ts'
import type { ListState } from '../domain/watchlist.ts'
import { type EntryPayload, holdsOn, toIndexChange } from './index-entry.ts'

const changesAtOnce = 50
const turnMs = 8

/** The watchlist of this node: the index in memory, and the lists' own settings. */
export class Watchlist {
  #index: WatchIndex
  readonly #lists = new Map<string, ListState>()
  readonly #waiting = new Set<{ version: number; done: (held: boolean) => void }>()
  readonly #now: () => Date
  #version = 0
  #target = Number.POSITIVE_INFINITY
  #currentAt: Date | undefined
  #compacting: Promise<void> | undefined
  #copying: Promise<IndexImage | undefined> | undefined
  #startedFrom = 0

  constructor(policy: Policy, now: () => Date) {
    this.#index = createWatchIndex(policy.matching)
    this.#now = now
  }

  /** Loads the shared list, then follows it until the signal aborts; rejects when the shared list fails, keeping what was loaded. */
  async follow(shared: SharedList, signal: AbortSignal): Promise<void> {
    const target = await shared.version()
    this.#target = Math.max(target, this.#version)
    this.#settle()
    await shared.follow(this.#version, changes => this.#take(changes, signal), signal)
  }

  /** Begins with an index made elsewhere, which holds the shared list up to this version; only before anything was loaded. */
  startFrom(index: WatchIndex, version: number, lists: readonly ListState[]): void {
    this.#index = index
    this.#version = version
    this.#startedFrom = version
    for (const state of lists) this.#lists.set(state.list, state)
  }

  /** The version of the index that it began with; 0 when it was empty. */
  get startedFrom(): number {
    return this.#startedFrom
  }

  /** The index as it is at one version, copied in small steps while changes wait; undefined before the first load, or when segments are being merged again. */
  async copy(): Promise<{ readonly image: IndexImage; readonly version: number } | undefined> {
    if (!this.isLoaded) return undefined
    await this.#compacting
    this.#copying ??= copyInSteps(this.#index).finally(() => {
      this.#copying = undefined
    })
    const version = this.#version
    const image = await this.#copying
    return image && { image, version }
  }

  /** Whether a first full load is done; from then on the node answers, with a warning when it falls behind. */
  get isLoaded(): boolean {
    return this.#currentAt !== undefined
  }

  /** Marks the index as known to be current at this moment: the shared list was asked and had nothing newer. */
  confirmCurrent(version: number): void {
    if (this.#version >= version && this.isLoaded) this.#currentAt = this.#now()
  }

  /** Seconds since the index was last known to be current; Infinity before the first load. */
  get ageSeconds(): number {
    return this.#currentAt
      ? (this.#now().getTime() - this.#currentAt.getTime()) / 1_000
      : Number.POSITIVE_INFINITY
  }

  get version(): number {
    return this.#version
  }

  get size(): number {
    return this.#index.size
  }

  get bytes(): number {
    return this.#index.bytes
  }

  list(list: string): ListState | undefined {
    return this.#lists.get(list)
  }

  /** The lists that serve a purpose. */
  serving(purpose: string): ReadonlySet<string> {
    const serving = [...this.#lists.values()].filter(({ purposes }) => purposes.includes(purpose))
    return new Set(serving.map(({ list }) => list))
  }

  /** Searches the given lists for entries that hold today; without the covert ones where asked. */
  search(
    traveller: Traveller,
    options: Omit<SearchOptions, 'accepts'>,
    { openOnly = false } = {}
  ): SearchResult {
    const today = this.#now().toISOString().slice(0, 10)
    return this.#index.search(traveller, {
      ...options,
      accepts: given => {
        const payload = given as EntryPayload
        return holdsOn(payload, today) && !(openOnly && isReserved(payload))
      }
    })
  }

  /** Whether the index came to hold this version in time. */
  async reached(version: number, timeoutMs: number): Promise<boolean> {
    if (this.#version >= version) return true
    return new Promise(resolve => {
      const waiter = {
        version,
        done: (held: boolean) => {
          clearTimeout(timer)
          this.#waiting.delete(waiter)
          resolve(held)
        }
      }
      const timer = setTimeout(() => waiter.done(false), timeoutMs)
      this.#waiting.add(waiter)
    })
  }

  async #take(changes: readonly ListChange[], signal: AbortSignal) {
    let turnEndsAt = performance.now() + turnMs
    for (let start = 0; start < changes.length; start += changesAtOnce) {
      await this.#copying
      if (signal.aborted) return
      const slice = changes.slice(start, start + changesAtOnce)
      for (const change of slice) {
        if (change.kind === 'list') this.#lists.set(change.state.list, change.state)
      }
      const entries = slice.filter(change => change.kind === 'entry')
      this.#index.apply(entries.map(({ state }) => toIndexChange(state)))
      this.#version = slice.at(-1)?.version ?? this.#version
      this.#settle()
      if (performance.now() < turnEndsAt) continue
      await nextTurn()
      turnEndsAt = performance.now() + turnMs
    }
    this.#compacting ??= this.#compact(signal).finally(() => {
      this.#compacting = undefined
    })
    await (this.isLoaded ? undefined : this.#compacting)
  }

  /** Merges segments in small steps between other work, so that screenings never wait long. */
  async #compact(signal: AbortSignal) {
    let steps = this.#index.compaction()
    while (steps && !signal.aborted) {
      if (steps.next().done) steps = this.#index.compaction()
      await nextTurn()
    }
  }

  #settle() {
    if (this.#version >= this.#target) this.#currentAt = this.#now()
    for (const waiter of this.#waiting) {
      if (waiter.version <= this.#version) waiter.done(true)
    }
  }
}

const copyInSteps = async (index: WatchIndex): Promise<IndexImage | undefined> => {
  const steps = index.image()
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await nextTurn()
  }
}

/** Not for every checkpoint: covert, or released to some only. */
const isReserved = ({ covert, releasableTo }: EntryPayload) => covert || releasableTo !== undefined
