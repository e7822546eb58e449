import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { IndexChange, IndexImage, Model, SearchResult } from '#matchers/index.ts'
import type { HeldList } from '../watchlist/held-list.ts'
import type { Question } from './question.ts'

/** What a thread begins with. */
export interface ThreadStart {
  readonly model: Model
  readonly image: IndexImage
}

/** What it is sent, in order. */
export type Asked =
  | { readonly changes: readonly IndexChange[] }
  | { readonly number: number; readonly question: Question }

/** What it sends: first that it is ready, then one answer for each question. */
export type Replied = 'ready' | { readonly number: number; readonly found?: SearchResult }

interface Pending {
  readonly askedAt: number
  readonly resolve: (found: SearchResult) => void
  readonly reject: (reason: Error) => void
}

// Enough to be busy until the main thread looks again; more would wait there while the main thread has nothing to do.
const mostUnderWay = 4
// No search takes nearly as long.
const patienceMs = 2_000

/**
 * A thread that searches beside the main one. Its index has the segments and records in common with the one it was copied of, and is
 * told of each change before it is asked what comes after it, so that both find the same.
 */
export class SearchThread {
  /** What it was copied of. */
  readonly held: HeldList
  readonly #worker: Worker
  readonly #stopListening: () => void
  readonly #underWay = new Map<number, Pending>()
  #asked = 0
  #hasEnded = false

  private constructor(held: HeldList, worker: Worker, stopListening: () => void) {
    this.held = held
    this.#worker = worker
    this.#stopListening = stopListening
    worker.on('message', (replied: Exclude<Replied, 'ready'>) => this.#answer(replied))
    worker.on('error', error => this.#end(error))
    worker.on('exit', () => this.#end(new Error('the search thread has ended')))
  }

  /** Starts a thread over a copy; undefined while what is to be copied is changed too fast. Rejects when it does not come up. */
  static async open(held: HeldList, model: Model): Promise<SearchThread | undefined> {
    const early: (readonly IndexChange[])[] = []
    let tell = (changes: readonly IndexChange[]) => {
      early.push(changes) // maybe in the copy too: taken again, they change nothing
    }
    const stopListening = held.onChanges(changes => tell(changes))
    let worker: Worker | undefined
    try {
      const copy = await held.copy()
      if (!copy) {
        stopListening()
        return undefined
      }
      const workerData: ThreadStart = { model, image: copy.image }
      worker = new Worker(new URL('search-worker.ts', import.meta.url), { workerData })
      const post = worker.postMessage.bind(worker)
      tell = changes => post({ changes } satisfies Asked)
      for (const changes of early) tell(changes)
      await once(worker, 'message')
      return new SearchThread(held, worker, stopListening)
    } catch (error) {
      stopListening()
      await worker?.terminate()
      throw error
    }
  }

  /** Asks the thread; undefined when it has enough to do or has ended. Rejects when it ends before it answers. */
  ask(question: Question): Promise<SearchResult> | undefined {
    if (this.#hasEnded || this.#underWay.size >= mostUnderWay) return undefined
    const number = ++this.#asked
    return new Promise((resolve, reject) => {
      this.#underWay.set(number, { askedAt: performance.now(), resolve, reject })
      this.#worker.postMessage({ number, question } satisfies Asked)
    })
  }

  /** Whether it has ended, or does not answer any more. */
  get isLost(): boolean {
    const [oldest] = this.#underWay.values()
    return this.#hasEnded || performance.now() - (oldest?.askedAt ?? Infinity) > patienceMs
  }

  /** Ends the thread; what it has not answered is rejected. */
  async close(): Promise<void> {
    this.#end(new Error('the search thread was ended'))
    await this.#worker.terminate()
  }

  #answer({ number, found }: Exclude<Replied, 'ready'>) {
    const asked = this.#underWay.get(number)
    this.#underWay.delete(number)
    if (found) asked?.resolve(found)
    else asked?.reject(new Error('the search has failed'))
  }

  #end(reason: Error) {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#stopListening()
    for (const { reject } of this.#underWay.values()) reject(reason)
    this.#underWay.clear()
  }
}
