import { stat } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { clientConfig } from '../config.ts'
import { limits } from '../manifests/limits.ts'
import { type NotToDo, type Outputs, readArguments, runCommand } from './command.ts'
import type { Output } from './progress.ts'
import { connectService, type SentManifest, ServiceUnreachable } from './service-client.ts'
import { createLook } from './watched-folder.ts'

const usage = `npm run watch -- [options] DIR
  Sends every manifest that is put into DIR, and moves it to DIR/done, or to DIR/failed with the reason beside it.
  --once     deal with what is there, then end
  --purpose  the purpose of the manifests; border_control without it
  --url      the service; PORTCULLIS_URL or http://127.0.0.1:8080 without it
  --token    a token with the role carrier or checkpoint; PORTCULLIS_TOKEN without it, else one made with the keys under DATA_DIR
  --json     print one JSON object for each file, and nothing else, on standard output`

/** What the command needs of the world around it. */
export interface WatchSurroundings extends Outputs {
  readonly config: {
    readonly url?: string | undefined
    readonly token?: string | undefined
    readonly dataDir: string
  }
  readonly localToken: (
    dataDir: string,
    request: { readonly role: 'checkpoint' }
  ) => Promise<string>
  readonly signal?: AbortSignal
  /** Between two looks at the folder. */
  readonly intervalMs?: number
  readonly firstPauseMs?: number
}

/** Watches the folder that the arguments name; resolves to the exit code: 0 all well, 1 not all, 2 bad usage. */
export const runWatch = (
  argv: readonly string[],
  surroundings: WatchSurroundings
): Promise<number> => {
  const work = (asked: Asked) => watch(asked, surroundings)
  return runCommand({ usage, read, work }, argv, surroundings)
}

const watch = async (asked: Asked, surroundings: WatchSurroundings) => {
  const { stderr, signal, intervalMs = 1_000 } = surroundings
  const look = await openLook(asked, surroundings)
  if (asked.once) return (await look(signal)) === 0
  while (!signal?.aborted) {
    await look(signal).catch(error => sayIfPassing(error, stderr))
    await pause(intervalMs, undefined, signal && { signal }).catch(() => undefined)
  }
  return true
}

interface Asked {
  readonly folder: string
  readonly once: boolean
  readonly json: boolean
  readonly purpose?: string | undefined
  readonly url?: string | undefined
  readonly token?: string | undefined
}

const read = async (argv: readonly string[]): Promise<Asked | NotToDo> => {
  const given = readArguments(
    argv,
    {
      once: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      purpose: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' }
    },
    { allowPositionals: true }
  )
  if (!('values' in given)) return given
  const [folder, ...more] = given.positionals
  if (folder === undefined || more.length > 0) return { problem: 'name one folder' }
  const isFolder = await stat(folder).then(
    found => found.isDirectory(),
    () => false
  )
  return isFolder ? { ...given.values, folder } : { problem: `there is no folder ${folder}` }
}

const openLook = async (
  { folder, once, json, purpose, url, token }: Asked,
  { config, localToken, stdout, stderr, firstPauseMs }: WatchSurroundings
) => {
  const service = connectService({
    url: url ?? config.url ?? 'http://127.0.0.1:8080',
    token: token ?? config.token ?? (await localToken(config.dataDir, { role: 'checkpoint' })),
    onRetry: reason => stderr.write(`${reason}: trying again\n`),
    ...(firstPauseMs !== undefined && { firstPauseMs })
  })
  return createLook(
    {
      folder,
      maxBytes: limits.maxBytes,
      send: (body, type) => service.sendManifest(body, type, purpose),
      onFile: (file, outcome) =>
        stdout.write(`${json ? JSON.stringify({ file, ...outcome }) : inWords(file, outcome)}\n`),
      onTrouble: (file, problem) => stderr.write(`${file}: left where it is: ${problem}\n`)
    },
    { onlySettled: !once }
  )
}

const inWords = (file: string, outcome: SentManifest) => {
  if ('refused' in outcome) return `${file}: failed: ${outcome.refused}`
  return 'acknowledged' in outcome
    ? `${file}: done: ${outcome.acknowledged} status changes acknowledged, ${outcome.unknown} unknown`
    : `${file}: done: manifest ${outcome.manifestId}, ${outcome.travellers} travellers, ${outcome.warnings} warnings`
}

/** The service may come back; what it refused to everybody will not be granted later. */
const sayIfPassing = (error: unknown, stderr: Output) => {
  const { code, message } = error as { code?: string; message: string }
  if (code !== new ServiceUnreachable().code) throw error
  stderr.write(`${message}\n`)
}

if (import.meta.main) {
  const interruption = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => interruption.abort())
  }
  process.exitCode = await runWatch(process.argv.slice(2), {
    // Read when needed only: to say how the command is called, nothing is.
    get config() {
      return clientConfig()
    },
    // Loaded when needed only: it opens the embedded platform's keys.
    localToken: async (...request) => (await import('./local-token.ts')).localToken(...request),
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal
  })
}
