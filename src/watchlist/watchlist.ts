import {
  createWatchIndex,
  type SearchOptions,
  type SearchResult,
  type Traveller
} from '#matchers/index.ts'
import type { Policy } from '../domain/policy.ts'
import type { ListChange, ListPlace, SharedList } from '../domain/ports.ts'
import type { ListState } from '../domain/watchlist.ts'
import { canaryList, canaryTraveller } from './canary-entry.ts'
import { type HeldImage, HeldList } from './held-list.ts'
import { searchIndex } from './search-index.ts'

/** The version that a list which is being built has to come to, and who is told when it has. */
interface Target {
  readonly version: number
  readonly reached: () => void
}

const noTarget: Target = { version: Number.POSITIVE_INFINITY, reached: () => undefined }

/** Resolves when the shared list holds all that the record held when it was asked; rejects or resolves early on abort. */
export type UntilWhole = (signal: AbortSignal) => Promise<void>

/**
 * The watchlist of this node: the copy in use, and, while the shared list turns out not to be the one that was
 * followed, another that is built beside it and takes its place once it is whole.
 */
export class Watchlist {
  readonly #policy: Policy
  readonly #now: () => Date
  readonly #elapsedMs: () => number
  readonly #waiting = new Set<{ version: number; done: (held: boolean) => void }>()
  #inUse: HeldList
  #building: HeldList | undefined
  #target = noTarget
  #currentAt: number | undefined
  #following: AbortController | undefined
  #startedFrom: ListPlace | undefined

  /** Its age is counted by a clock that nobody puts forward or back; `now` says which day it is. */
  constructor(policy: Policy, now: () => Date, elapsedMs = () => performance.now()) {
    this.#policy = policy
    this.#now = now
    this.#elapsedMs = elapsedMs
    this.#inUse = new HeldList(createWatchIndex(policy.matching))
    this.#building = this.#inUse
  }

  /**
   * Loads the shared list, then follows it until the signal aborts; rejects when the shared list fails, keeping what
   * was loaded. What is built is put to use once the shared list is whole, and not before.
   */
  async follow(
    shared: SharedList,
    signal: AbortSignal,
    untilWhole: UntilWhole = async () => undefined
  ): Promise<void> {
    while (!signal.aborted) {
      await this.#followOnce(shared, signal, untilWhole)
      if (!signal.aborted) this.#startOver()
    }
  }

  /** Builds the list anew beside the one in use, as after a doubt that it is right. */
  rebuild(): void {
    this.#following?.abort()
  }

  /** Begins with a copy of the shared list made before; only before anything was loaded. */
  startFrom(held: HeldList): void {
    this.#inUse = held
    this.#building = held
    this.#startedFrom = held.place
  }

  /** Where the copy that it began with stood; undefined when it began empty. */
  get startedFrom(): ListPlace | undefined {
    return this.#startedFrom
  }

  /** See `HeldList.copy`; undefined before the first load. */
  async copy(): Promise<HeldImage | undefined> {
    return this.#building ? undefined : this.#inUse.copy()
  }

  /** The copy in use; another object once another one has taken its place. */
  get inUse(): HeldList {
    return this.#inUse
  }

  /** Where the copy in use stands. */
  get place(): ListPlace | undefined {
    return this.#inUse.place
  }

  /** Whether a first full load is done; from then on the node answers, with a warning when it falls behind. */
  get isLoaded(): boolean {
    return this.#currentAt !== undefined
  }

  /** What the clock shows by which its age is counted. */
  get clockMs(): number {
    return this.#elapsedMs()
  }

  /** Marks the index as known to hold all that was recorded until this moment of its clock. */
  confirmCurrent(asOf: number): void {
    if (this.#currentAt === undefined || this.#building) return
    this.#currentAt = Math.max(this.#currentAt, asOf)
  }

  /** Seconds since the index last held all that was recorded, as far as is known; Infinity before the first load. */
  get ageSeconds(): number {
    return this.#currentAt !== undefined
      ? (this.#elapsedMs() - this.#currentAt) / 1_000
      : Number.POSITIVE_INFINITY
  }

  get version(): number {
    return this.#inUse.version
  }

  /** Of all active entries; undefined while another copy is being built. */
  get checksum(): number | undefined {
    return this.#building ? undefined : this.#inUse.checksum
  }

  get size(): number {
    return this.#inUse.size
  }

  get bytes(): number {
    return this.#inUse.index.bytes
  }

  list(list: string): ListState | undefined {
    return this.#inUse.lists.get(list)
  }

  /** The lists that serve a purpose. */
  serving(purpose: string): ReadonlySet<string> {
    const serving = [...this.#inUse.lists.values()].filter(({ purposes }) =>
      purposes.includes(purpose)
    )
    return new Set(serving.map(({ list }) => list))
  }

  /** Searches the given lists for entries that hold today. */
  search(traveller: Traveller, options: Omit<SearchOptions, 'accepts'>): SearchResult {
    const today = this.#now().toISOString().slice(0, 10)
    return searchIndex(this.#inUse.index, traveller, options, today)
  }

  /** Whether the index finds the synthetic person whom it always holds. */
  findsCanary(): boolean {
    const { possible: threshold } = this.#policy.thresholds
    const options = { lists: new Set([canaryList]), threshold, limit: 1 }
    return this.#inUse.index.search(canaryTraveller, options).matches.length === 1
  }

  /** Whether the index came to hold this version in time. */
  async reached(version: number, timeoutMs: number): Promise<boolean> {
    if (this.#holds(version)) return true
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

  async #followOnce(shared: SharedList, signal: AbortSignal, untilWhole: UntilWhole) {
    const following = new AbortController()
    this.#following = following
    const either = AbortSignal.any([signal, following.signal])
    const held = this.#building ?? this.#inUse
    const take = (changes: readonly ListChange[], place: ListPlace) =>
      this.#take(held, changes, place, either)
    const followed = shared.follow(held.place, take, either)
    try {
      const found = this.#building && this.#putToUse(held, shared, either, untilWhole)
      // Whichever fails first; following alone may also end.
      await Promise.race([followed, Promise.all([followed, found])])
    } finally {
      following.abort()
      await Promise.allSettled([followed])
    }
  }

  /** What is being built is good from the version on that the shared list has once it is whole, and if it was built of that. */
  async #putToUse(held: HeldList, shared: SharedList, signal: AbortSignal, untilWhole: UntilWhole) {
    const asOf = this.#elapsedMs()
    await untilWhole(signal)
    if (signal.aborted) return
    await this.#builtTo(await shared.version(), signal)
    // A store that was replaced meanwhile may have counted further, and what was read of it be only a part.
    const isOfAnother = held.place !== undefined && !(await shared.knows(held.place))
    if (signal.aborted) return
    if (isOfAnother) return this.rebuild()
    this.#inUse = held
    this.#building = undefined
    this.#currentAt = asOf
    this.#settle()
  }

  /** Resolves when what is being built has come to this version, or when the signal aborts. */
  #builtTo(version: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      this.#target = { version, reached: resolve }
      signal.addEventListener('abort', () => resolve(), { once: true })
      this.#settle()
    })
  }

  #startOver() {
    this.#building = new HeldList(createWatchIndex(this.#policy.matching))
    this.#target = noTarget
  }

  async #take(
    held: HeldList,
    changes: readonly ListChange[],
    place: ListPlace,
    signal: AbortSignal
  ) {
    await held.take(changes, place, () => this.#settle(), signal)
    const merged = held.compact(signal)
    if (this.#building) await merged
  }

  #settle() {
    const built = this.#building?.place?.version ?? 0
    if (built >= this.#target.version) this.#target.reached()
    for (const waiter of this.#waiting) {
      if (this.#holds(waiter.version)) waiter.done(true)
    }
  }

  /** Versions of a list that is being replaced mean nothing any more; one that is not in use yet holds nothing. */
  #holds(version: number) {
    return this.#building === undefined && this.#inUse.version >= version
  }
}
