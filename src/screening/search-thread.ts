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
  | { readonly questions: readonly Question[] }

/** What it sends: first that it is ready, then the answers to each message's questions; undefined where a search has failed. */
export type Replied = 'ready' | readonly (SearchResult | undefined)[]

interface Pending {
  readonly askedAt: number
  readonly resolve: (found: SearchResult) => void
  readonly reject: (reason: Error) => void
}

// A message costs as much as a quarter of a search, so several questions share one; six messages keep the thread busy until the
// main one looks again: between two looks it may search, read and write for ten milliseconds.
const atOnce = 4
const mostUnderWay = 6 * atOnce
/** A thread that has not answered by then does not answer any more: no search takes nearly as long. */
export const patienceMs = 2_000
const usualWorker = new URL('search-worker.ts', import.meta.url)
// To begin with a copy takes a second at a million entries.
const mostToBeginMs = 60_000

/**
 * A thread that searches beside the main one. Its index has the segments and records in common with the one it was copied of, and is
 * told of each change before it is asked what comes after it, so that both find the same.
 */
export class SearchThread {
  /** What it was copied of. */
  readonly held: HeldList
  readonly #worker: Worker
  readonly #stopListening: () => void
  /** Asked and not answered, message by message. */
  readonly #underWay: (readonly Pending[])[] = []
  #waiting: (Pending & { readonly question: Question })[] = []
  #changesTold = 0
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
  static async open(
    held: HeldList,
    model: Model,
    script = usualWorker
  ): Promise<SearchThread | undefined> {
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
      worker = new Worker(script, { workerData })
      const post = worker.postMessage.bind(worker)
      tell = changes => post({ changes } satisfies Asked)
      for (const changes of early) tell(changes)
      await once(worker, 'message', { signal: AbortSignal.timeout(mostToBeginMs) })
      const thread = new SearchThread(held, worker, stopListening)
      tell = changes => {
        thread.#changesTold += changes.length
        post({ changes } satisfies Asked)
      }
      return thread
    } catch (error) {
      stopListening()
      await worker?.terminate()
      throw error
    }
  }

  /** How many questions are not answered yet. */
  get underWay(): number {
    return this.#underWay.reduce((sum, asked) => sum + asked.length, this.#waiting.length)
  }

  /** How many changes it was told of since it began: what they made of its index, and what it has merged since, it holds by itself. */
  get changesTold(): number {
    return this.#changesTold
  }

  /** Asks the thread, together with others of this turn; undefined when it has enough to do or has ended. Rejects when it ends before it answers. */
  ask(question: Question): Promise<SearchResult> | undefined {
    if (this.#hasEnded || this.underWay >= mostUnderWay) return undefined
    return new Promise((resolve, reject) => {
      this.#waiting.push({ question, askedAt: performance.now(), resolve, reject })
      if (this.#waiting.length === atOnce) this.#send()
      else if (this.#waiting.length === 1) queueMicrotask(() => this.#send())
    })
  }

  /** Whether it has ended, or does not answer any more. */
  get isLost(): boolean {
    const oldest = this.#underWay[0]?.[0]
    return this.#hasEnded || performance.now() - (oldest?.askedAt ?? Infinity) > patienceMs
  }

  /** Ends the thread; what it has not answered is rejected. */
  async close(): Promise<void> {
    this.#end(new Error('the search thread was ended'))
    await this.#worker.terminate()
  }

  #send() {
    const asked = this.#waiting
    if (asked.length === 0 || this.#hasEnded) return
    this.#waiting = []
    this.#underWay.push(asked)
    this.#worker.postMessage({ questions: asked.map(({ question }) => question) } satisfies Asked)
  }

  #answer(answers: Exclude<Replied, 'ready'>) {
    for (const [at, { resolve, reject }] of (this.#underWay.shift() ?? []).entries()) {
      const found = answers[at]
      if (found) resolve(found)
      else reject(new Error('the search has failed'))
    }
  }

  #end(reason: Error) {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#stopListening()
    for (const { reject } of [...this.#underWay.flat(), ...this.#waiting]) reject(reason)
    this.#underWay.length = 0
    this.#waiting = []
  }
}
