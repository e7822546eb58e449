import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Role } from '#src/domain/vocabulary.ts'
import { type Call, callerOf } from './call.ts'
import { startChild } from './start-child.ts'

const script = fileURLToPath(new URL('../../src/cli/demo.ts', import.meta.url))

/** `npm run demo`, known by what it prints alone. */
export interface DemoProcess {
  readonly url: string
  /** Calls with the token that it printed for this role. */
  readonly asRole: (role: Role) => Call
  /** Waits for a line like this, and gives it. */
  readonly prints: (like: RegExp) => Promise<string>
  /** Ends it as `kill -9` does; resolves when nobody is left who could print: the service has ended too. */
  readonly kill: () => Promise<void>
}

/** Starts the demo on a free port over a folder of its own; it, and the service that it runs, end with the tests. */
export const startDemo = async (
  args: readonly string[],
  onEnd: (end: () => Promise<void>) => void
): Promise<DemoProcess> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'portcullis-demo-'))
  const child = startChild(process.execPath, [script, ...args], {
    env: { DATA_DIR: dataDir, PORT: '0' },
    onEnd: end => onEnd(() => end().then(() => rm(dataDir, { recursive: true }))),
    endBy: 'SIGTERM'
  })
  const prints = async (like: RegExp) => {
    const find = (lines: readonly string[]) => lines.find(line => like.test(line))
    await child.until(lines => find(lines) !== undefined)
    return find(child.lines) ?? ''
  }
  await prints(/^try: curl/)
  const token = (role: Role) => child.lines[child.lines.indexOf(`token for ${role}:`) + 1]
  const [, url = ''] = /runs at (\S+)/.exec(child.lines.join('\n')) ?? []
  return { url, asRole: role => callerOf(url, token(role)), prints, kill: () => child.kill() }
}
