import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Call, Outcome, Outcomes, StoreOptions, StoreSide } from './store.ts'
import { recordUnavailable, unavailableCode } from './unavailable.ts'

/**
 * A thread that works on one side of the database, as seen from the main thread: calls that come while a batch is under way make up the next
 * one, and are answered together.
 */
export class DatabaseThread {
  readonly #worker: Worker
  #waiting: Pending[] = []
  #underWay: readonly Pending[] | undefined
  #isScheduled = false
  #failure: Error | undefined
  #isRefused = false
  #closed: Promise<void> | undefined
  #whenIdle: (() => void) | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (outcomes: Outcomes) => this.#answer(outcomes))
    worker.on('error', error => this.#fail(recordUnavailable('the database has failed', error)))
    worker.on('exit', () => this.#fail(recordUnavailable('the database is closed')))
  }

  /** Starts a thread and opens the file in it; rejects when that can't be opened. */
  static async open(side: StoreSide, options: StoreOptions): Promise<DatabaseThread> {
    const workerData = { side, options }
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData })
    try {
      await once(worker, 'message')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw recordUnavailable(`${options.file} can't be opened: ${reason}`, error)
    }
    return new DatabaseThread(worker)
  }

  /** Why it ended; undefined while it works. */
  get failure(): Error | undefined {
    return this.#failure
  }

  /** Whether the disk refused something of the last batch. */
  get isRefused(): boolean {
    return this.#isRefused
  }

  /** The outcome of a call; rejects with `RECORD_UNAVAILABLE` when the disk refused it or the thread has ended. */
  call(call: Call): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure)
    if (this.#closed !== undefined)
      return Promise.reject(recordUnavailable('the database is closed'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject })
      this.#schedule()
    })
  }

  /** Finishes what has been asked for, then closes the file. */
  close(): Promise<void> {
    this.#closed ??= this.#finish()
    return this.#closed
  }

  /** Waits for the end of this turn of the event loop, so that calls made together travel together. */
  #schedule() {
    if (this.#isScheduled || this.#underWay) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#send()
    })
  }

  #send() {
    if (this.#underWay || this.#failure) return
    const calls = this.#waiting.splice(0, maxCalls)
    if (calls.length === 0) {
      this.#whenIdle?.()
      return
    }
    this.#underWay = calls
    this.#worker.postMessage(calls.map(({ call }) => call))
  }

  #answer(outcomes: Outcomes) {
    const calls = this.#underWay ?? []
    this.#isRefused = outcomes.some(isRefusal)
    this.#underWay = undefined
    this.#send()
    for (const [index, outcome] of outcomes.entries()) {
      const call = calls[index]
      if (call) settle(call, outcome)
    }
  }

  #fail(error: Error) {
    this.#failure ??= error
    const calls = [...(this.#underWay ?? []), ...this.#waiting]
    this.#underWay = undefined
    this.#waiting = []
    for (const { reject } of calls) reject(this.#failure)
    this.#whenIdle?.()
  }

  async #finish() {
    if (this.#failure) return
    await new Promise<void>(resolve => {
      this.#whenIdle = resolve
      this.#schedule()
    })
    if (this.#failure) return
    const exited = once(this.#worker, 'exit')
    this.#worker.postMessage('close')
    await exited
  }
}

// Keeps a batch within some milliseconds, so that nobody waits long behind others.
const maxCalls = 512

const isRefusal = (outcome: Outcome) => !outcome[0] && outcome[2] === unavailableCode

const settle = ({ resolve, reject }: Pending, outcome: Outcome) => {
  if (outcome[0]) {
    resolve(outcome[1])
    return
  }
  const [, message, code] = outcome
  reject(code === unavailableCode ? recordUnavailable(message) : new Error(message))
}

interface Pending {
  readonly call: Call
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: Error) => void
}
