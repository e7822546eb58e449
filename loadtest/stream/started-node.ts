import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inheritedEnvironment } from '#src/config.ts'
import { freePort } from '#test/servers/free-port.ts'
import { startArguments } from '../start-arguments.ts'

const root = join(import.meta.dirname, '../..')
const results = join(import.meta.dirname, '../results')
const startDeadlineMs = 300_000

/** One node in a process of its own, over a folder and a port that stay when it is started again; its log is kept beside the results. */
export class StartedNode {
  readonly name: string
  readonly #env: NodeJS.ProcessEnv
  readonly #log: number
  #port = 0
  #process: ChildProcess | undefined

  constructor(name: string, env: NodeJS.ProcessEnv) {
    this.name = name
    this.#env = env
    mkdirSync(results, { recursive: true })
    this.#log = openSync(join(results, `stream-${name.replaceAll(' ', '-')}.log`), 'w')
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Starts it; gives the seconds until it is ready. */
  async start(): Promise<number> {
    this.#port ||= await freePort()
    const startedAt = performance.now()
    this.#process = spawn(process.execPath, startArguments, {
      cwd: root,
      env: inheritedEnvironment({ ...this.#env, HOST: '127.0.0.1', PORT: String(this.#port) }),
      stdio: ['ignore', this.#log, this.#log]
    })
    while (!(await this.isReady())) {
      if (!this.#isRunning()) throw new Error(`${this.name} ended by itself`)
      if (performance.now() - startedAt > startDeadlineMs) {
        throw new Error(`${this.name} was not ready in time`)
      }
      await pause(50)
    }
    return (performance.now() - startedAt) / 1_000
  }

  /** What /readyz says; undefined when nothing is answered. */
  async readiness(): Promise<Readiness | undefined> {
    try {
      const reply = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(2_000) })
      return (await reply.json()) as Readiness
    } catch {
      return undefined
    }
  }

  async isReady(): Promise<boolean> {
    return (await this.readiness())?.ready === true
  }

  /** Stops it where it stands (SIGSTOP). */
  pause(): void {
    this.#process?.kill('SIGSTOP')
  }

  resume(): void {
    this.#process?.kill('SIGCONT')
  }

  /** Ends it at once (SIGKILL). */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  /** Ends it as an operator does; at once, when that takes longer than it may. */
  async stop(): Promise<void> {
    this.resume()
    const forced = setTimeout(() => this.#process?.kill('SIGKILL'), 15_000)
    await this.#end('SIGTERM')
    clearTimeout(forced)
  }

  async #end(signal: NodeJS.Signals) {
    const running = this.#process
    if (!running || !this.#isRunning()) return
    const exited = once(running, 'exit')
    running.kill(signal)
    await exited
  }

  #isRunning() {
    return this.#process?.exitCode === null && this.#process.signalCode === null
  }
}

/** The part of the reply of /readyz that is looked at. */
export interface Readiness {
  readonly ready: boolean
  readonly listVersion?: number
  readonly listChecksum?: string
}
