import { DatabaseThread } from './database-thread.ts'
import type { Reads, StoreOptions, Writes } from './store.ts'

/**
 * The database's side in the main thread. Group commit: calls that come while a batch is under way make up the next
 * one; its writes share one transaction and one fsync, and each caller is answered when it is on the disk. Reads go on
 * in a thread of their own meanwhile: none waits for an fsync.
 */
export class Database {
  readonly #writer: DatabaseThread
  readonly #reader: DatabaseThread
  #isProbing = false

  private constructor(writer: DatabaseThread, reader: DatabaseThread) {
    this.#writer = writer
    this.#reader = reader
  }

  /** Opens or makes the database; rejects when the file is not ours, damaged, or of a newer version. */
  static async open(options: StoreOptions): Promise<Database> {
    const writer = await DatabaseThread.open('writes', options)
    try {
      return new Database(writer, await DatabaseThread.open('reads', options))
    } catch (error) {
      await writer.close()
      throw error
    }
  }

  /** Durable when it resolves; rejects with `RECORD_UNAVAILABLE` when the disk did not take it. */
  write<Name extends keyof Writes>(name: Name, ...args: Parameters<Writes[Name]>) {
    return this.#writer.call([name, ...args]) as Promise<ReturnType<Writes[Name]>>
  }

  /** Sees every write that was answered before, and all of it or nothing of any other. */
  read<Name extends keyof Reads>(name: Name, ...args: Parameters<Reads[Name]>) {
    return this.#reader.call([name, ...args]) as Promise<ReturnType<Reads[Name]>>
  }

  /** Whether the last write reached the disk; while not, each question makes a new attempt. */
  isHealthy(): boolean {
    if (this.#writer.failure ?? this.#reader.failure) return false
    if (this.#writer.isRefused && !this.#isProbing) this.#probe()
    return !this.#writer.isRefused
  }

  /** Finishes what has been asked for, then closes the file. */
  async close(): Promise<void> {
    // The last one that closes tidies the log up.
    await this.#reader.close()
    await this.#writer.close()
  }

  #probe() {
    this.#isProbing = true
    const done = () => {
      this.#isProbing = false
    }
    this.write('probe', Date.now()).then(done, done)
  }
}
