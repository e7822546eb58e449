import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inheritedEnvironment } from '#src/config.ts'
import { startArguments } from '../start-arguments.ts'

const root = join(import.meta.dirname, '../..')
const startDeadlineMs = 60_000

/** The service in a process and a data folder of its own, gone when it is closed. */
export class StartedService {
  readonly url: string
  readonly #process: ChildProcess
  readonly #environment: NodeJS.ProcessEnv
  readonly #dataDir: string

  private constructor(url: string, child: ChildProcess, env: NodeJS.ProcessEnv, dataDir: string) {
    this.url = url
    this.#process = child
    this.#environment = env
    this.#dataDir = dataDir
  }

  /** Starts it on a free loopback port and waits until it answers. */
  static async open(): Promise<StartedService> {
    const dataDir = mkdtempSync(join(tmpdir(), 'portcullis-load-'))
    const port = await freePort()
    const env = inheritedEnvironment({
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      NULL_ROUTE: '1'
    })
    const child = spawn(process.execPath, startArguments, {
      cwd: root,
      env,
      stdio: ['ignore', 2, 2]
    })
    const service = new StartedService(`http://127.0.0.1:${port}`, child, env, dataDir)
    try {
      await service.untilReady()
      return service
    } catch (error) {
      await service.close()
      throw error
    }
  }

  /** A token for this role, made with the service's own keys. */
  async token(
    role: 'checkpoint' | 'agency_editor' | 'admin',
    agency = 'loadtest'
  ): Promise<string> {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['src/cli/token.ts', '--role', role, '--agency', agency],
      { cwd: root, env: this.#environment }
    )
    return stdout.trim()
  }

  /** Waits until /readyz answers 200: everything accepted so far can be found. */
  async untilReady(): Promise<void> {
    const giveUpAt = performance.now() + startDeadlineMs
    while (performance.now() < giveUpAt) {
      if (this.#process.exitCode !== null) throw new Error('the service ended by itself')
      const reply = await fetch(`${this.url}/readyz`).catch(() => undefined)
      await reply?.body?.cancel()
      if (reply?.status === 200) return
      await pause(50)
    }
    throw new Error(`the service was not ready within ${startDeadlineMs / 1000} s`)
  }

  /** Ends the process and removes its data. */
  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit')
      this.#process.kill('SIGTERM')
      const forced = setTimeout(() => this.#process.kill('SIGKILL'), 10_000)
      await exited
      clearTimeout(forced)
    }
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
