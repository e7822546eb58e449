import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { openKeys } from '#src/adapters/embedded/keys.ts'
import { issueToken, type TokenRequest } from '#src/cli/issue-token.ts'
import { inheritedEnvironment } from '#src/config.ts'
import type { Role } from '#src/domain/vocabulary.ts'
import { type Call, callerOf } from './call.ts'
import { until } from './until.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a finished process left. */
export interface Finished {
  readonly code: number | null
  readonly out: string
  readonly errors: string
}

/** A program of ours in a process of its own: its end, and its standard error as it comes. */
const start = (script: string, args: readonly string[], env: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: inheritedEnvironment({ HOST: '127.0.0.1', PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let out = ''
  let errors = ''
  child.stdout.on('data', text => {
    out += text
  })
  child.stderr.on('data', text => {
    errors += text
  })
  const ended = once(child, 'close').then(([code]): Finished => ({ code, out, errors }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, errors: () => errors }
}

/** Runs a program of ours to its end. */
export const run = (
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<Finished> => start(script, args, env).ended

/** The service as a user runs it. */
export interface ServiceProcess {
  readonly url: string
  readonly pid: number
  readonly as: (token?: string) => Call
  readonly token: (role: Role, claims?: Partial<TokenRequest>) => string
  readonly asRole: (role: Role | readonly Role[], claims?: Partial<TokenRequest>) => Call
  /** Ends it as an operator does; resolves with its exit code. */
  readonly stop: () => Promise<Finished>
  /** Ends it as `kill -9` does. */
  readonly kill: () => Promise<Finished>
  /** Stops it where it stands (SIGSTOP): connections stay open, nothing is answered. */
  readonly pause: () => void
  readonly resume: () => void
}

/** Starts `src/main.ts` over this folder and waits until it is ready; killed, if need be, as the test ends. */
export const startProcess = async (
  dataDir: string,
  env: NodeJS.ProcessEnv = {}
): Promise<ServiceProcess> => {
  const { child, ended, errors } = start('src/main.ts', [], { DATA_DIR: dataDir, ...env })
  const listening = new Promise<string>(resolve => {
    createInterface({ input: child.stderr }).on('line', line => {
      const url = /"url":"([^"]+)"/.exec(line)?.[1]
      if (url) resolve(url)
    })
  })
  const failed = ended.then(() => Promise.reject(new Error(`it did not start: ${errors()}`)))
  const url = await Promise.race([listening, failed])
  failed.catch(() => undefined) // from here on, its end is what the test asks for
  const { jwt } = await openKeys(dataDir)
  const token = (role: Role | readonly Role[], claims: Partial<TokenRequest> = {}) =>
    issueToken(jwt, {
      roles: [role].flat(),
      sub: 'somebody',
      purposes: ['border_control'],
      ttlSeconds: 600,
      ...claims
    }).token
  const as = (bearer?: string) => callerOf(url, bearer)
  await until(async () => ((await as()('GET', '/readyz')).status === 200 ? true : undefined))
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url,
    pid: child.pid ?? 0,
    as,
    token,
    asRole: (role, claims) => as(token(role, claims)),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT')
  }
}
