import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Batch, Call, Outcome, Outcomes, Reads, StoreOptions, Writes } from './store.ts'
import { recordUnavailable, unavailableCode } from './unavailable.ts'

/**
 * The database's side in the main thread. Group commit: calls that come while a batch is under way make up the next
 * one; its writes share one transaction and one fsync, and each caller is answered when it is on the disk.
 */
export class Database {
  readonly #worker: Worker
  #writes: Pending[] = []
  #reads: Pending[] = []
  #isScheduled = false
  #underWay: readonly Pending[] | undefined
  #writesUnderWay = 0
  #failure: Error | undefined
  #isWritable = true
  #isProbing = false
  #closed: Promise<void> | undefined
  #whenIdle: (() => void) | undefined

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (outcomes: Outcomes) => this.#answer(outcomes))
    worker.on('error', error => this.#fail(recordUnavailable('the database has failed', error)))
    worker.on('exit', () => this.#fail(recordUnavailable('the database is closed')))
  }

  /** Opens or makes the database; rejects when the file is not ours, damaged, or of a newer version. */
  static async open(options: StoreOptions): Promise<Database> {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: options })
    try {
      await once(worker, 'message')
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw recordUnavailable(`${options.file} can't be opened: ${reason}`, error)
    }
    return new Database(worker)
  }

  /** Durable when it resolves; rejects with `RECORD_UNAVAILABLE` when the disk did not take it. */
  write<Name extends keyof Writes>(name: Name, ...args: Parameters<Writes[Name]>) {
    return this.#call<ReturnType<Writes[Name]>>(this.#writes, [name, ...args])
  }

  /** Sees every write that was answered before. */
  read<Name extends keyof Reads>(name: Name, ...args: Parameters<Reads[Name]>) {
    return this.#call<ReturnType<Reads[Name]>>(this.#reads, [name, ...args])
  }

  /** Whether the last write reached the disk; while not, each question makes a new attempt. */
  isHealthy(): boolean {
    if (!this.#failure && !this.#isWritable && !this.#isProbing) this.#probe()
    return !this.#failure && this.#isWritable
  }

  /** Finishes what has been asked for, then closes the file. */
  close(): Promise<void> {
    this.#closed ??= this.#finish()
    return this.#closed
  }

  #call<Value>(queue: Pending[], call: Call): Promise<Value> {
    if (this.#failure) return Promise.reject(this.#failure)
    if (this.#closed !== undefined)
      return Promise.reject(recordUnavailable('the database is closed'))
    return new Promise<Value>((resolve, reject) => {
      queue.push({ call, resolve: resolve as (value: unknown) => void, reject })
      this.#schedule()
    })
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
    const writes = this.#writes.splice(0, maxCalls)
    const reads = this.#reads.splice(0, maxCalls)
    if (writes.length + reads.length === 0) {
      this.#whenIdle?.()
      return
    }
    this.#underWay = [...writes, ...reads]
    this.#writesUnderWay = writes.length
    const batch: Batch = {
      writes: writes.map(({ call }) => call),
      reads: reads.map(({ call }) => call)
    }
    this.#worker.postMessage(batch)
  }

  #answer(outcomes: Outcomes) {
    const calls = this.#underWay ?? []
    const writes = outcomes.slice(0, this.#writesUnderWay)
    if (writes.length > 0) this.#isWritable = !writes.some(isRefused)
    this.#underWay = undefined
    this.#send()
    for (const [index, outcome] of outcomes.entries()) {
      const call = calls[index]
      if (call) this.#settle(call, outcome)
    }
  }

  #settle({ resolve, reject }: Pending, outcome: Outcome) {
    if (outcome[0]) {
      resolve(outcome[1])
      return
    }
    const [, message, code] = outcome
    reject(code === unavailableCode ? recordUnavailable(message) : new Error(message))
  }

  #fail(error: Error) {
    this.#failure ??= error
    const calls = [...(this.#underWay ?? []), ...this.#writes, ...this.#reads]
    this.#underWay = undefined
    this.#writes = []
    this.#reads = []
    for (const { reject } of calls) reject(this.#failure)
    this.#whenIdle?.()
  }

  #probe() {
    this.#isProbing = true
    const done = () => {
      this.#isProbing = false
    }
    this.write('probe', Date.now()).then(done, done)
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

const isRefused = (outcome: Outcome) => !outcome[0] && outcome[2] === unavailableCode

interface Pending {
  readonly call: Call
  readonly resolve: (value: unknown) => void
  readonly reject: (reason: Error) => void
}
