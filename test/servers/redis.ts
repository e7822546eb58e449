import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A Redis server of a test's own, on loopback, in a folder that goes with it. */
export interface RedisServer {
  readonly url: string
  readonly port: number
  /** Stops it as SIGSTOP does: connections stay open and nothing answers. */
  pause(): void
  resume(): void
  /** Ends it as `kill -9` does; what it held in memory only is gone. */
  kill(): Promise<void>
  /** Starts it again on the same port and folder, after `kill`. */
  restart(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

/**
 * Starts a redis-server or valkey-server of this machine; fails, never skips, when there is none. More arguments as on its
 * command line; a configuration as in its file.
 */
export const startRedis = async (
  args: readonly string[] = [],
  // No snapshots of its own accord, so that a killed server comes back empty unless a test asks for more.
  configuration = 'save ""'
): Promise<RedisServer> => {
  const program = installed()
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-redis-'))
  const file = join(folder, 'redis.conf')
  await writeFile(file, configuration)
  const port = await freePort()
  const isTls = args.includes('--tls-cert-file')
  const ports = isTls ? ['--port', '0', '--tls-port', String(port)] : ['--port', String(port)]
  const options = [file, ...ports, '--bind', '127.0.0.1', '--dir', folder]
  const start = () => launch(program, [...options, ...args])
  let server = await start()
  const kill = async () => {
    if (isRunning(server)) {
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    }
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    kill,
    restart: async () => {
      server = await start()
    },
    stop: async () => {
      await kill()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** The server that REDIS_URL names, for tests that leave it as it is; without it one that is started now. */
export const givenOrStartedRedis = async (): Promise<Pick<RedisServer, 'url' | 'stop'>> => {
  const url = givenUrl()
  return url ? { url, stop: async () => undefined } : startRedis()
}

// biome-ignore lint/style/noProcessEnv: tests are told by the environment which server to use
const givenUrl = () => process.env['REDIS_URL'] || undefined

const installed = () => {
  const found = ['valkey-server', 'redis-server'].find(
    program => spawnSync(program, ['--version']).status === 0
  )
  if (!found) {
    throw new Error('no redis-server and no valkey-server: install one, 7.0 or newer, to run these')
  }
  return found
}

const launch = async (program: string, args: readonly string[]): Promise<ChildProcess> => {
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: server.stdout })
  for await (const line of lines) {
    if (/ready to accept connections|sentinel id is/i.test(line)) {
      server.stdout.resume()
      return server
    }
  }
  throw new Error(`${program} ended before it was ready`)
}

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const isRunning = (server: ChildProcess) => server.exitCode === null && server.signalCode === null
