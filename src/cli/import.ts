import { stat } from 'node:fs/promises'
import { clientConfig } from '../config.ts'
import { readers } from '../watchlist/import/formats.ts'
import { type ImportOutcome, importList } from '../watchlist/import/import-list.ts'
import type { Finding } from '../watchlist/import/import-row.ts'
import type { ListService } from '../watchlist/import/list-service.ts'
import { summaryOf, summaryTable } from '../watchlist/import/summary.ts'
import { type ImportArguments, importUsage, readImportArguments } from './arguments.ts'
import { type NotToDo, type Outputs, runCommand } from './command.ts'
import { type Progress, showProgress } from './progress.ts'
import { connectService } from './service-client.ts'

/** What the command needs of the world around it. */
export interface ImportSurroundings extends Outputs {
  readonly config: {
    readonly url?: string | undefined
    readonly token?: string | undefined
    readonly dataDir: string
  }
  readonly localToken: (
    dataDir: string,
    request: { readonly role: 'agency_editor'; readonly agency: string }
  ) => Promise<string>
  readonly signal?: AbortSignal
}

/** Runs the import that the arguments ask for; resolves to the exit code: 0 all well, 1 not all, 2 bad usage. */
export const runImport = (
  argv: readonly string[],
  surroundings: ImportSurroundings
): Promise<number> => {
  const work = (asked: ImportArguments) => bringInAll(asked, surroundings)
  return runCommand({ usage: importUsage, read, work }, argv, surroundings)
}

const read = async (argv: readonly string[]): Promise<ImportArguments | NotToDo> => {
  const asked = readImportArguments(argv, Object.keys(readers))
  const problem = 'paths' in asked ? await missingFile(asked.paths) : undefined
  return problem === undefined ? asked : { problem }
}

/** Brings in all files; resolves to whether every row of them is in the list. */
const bringInAll = async (asked: ImportArguments, surroundings: ImportSurroundings) => {
  const { stdout, stderr } = surroundings
  const progress = showProgress(stderr)
  const startedAt = performance.now()
  try {
    const service = asked.dryRun ? nowhere : await openList(asked, surroundings, progress)
    const outcome = await bringIn(asked, service, progress, surroundings.signal)
    const seconds = (performance.now() - startedAt) / 1_000
    progress.done()
    if (outcome.keptBecause) stderr.write(`nothing was withdrawn: ${outcome.keptBecause}\n`)
    stdout.write(
      asked.json
        ? `${JSON.stringify({ list: asked.list, format: asked.format, dryRun: asked.dryRun, ...summaryOf(outcome, seconds) })}\n`
        : `${summaryTable(outcome, seconds, asked.dryRun)}\n`
    )
    return outcome.isComplete && outcome.statistics.rejected === 0
  } catch (error) {
    progress.say(error instanceof Error ? error.message : String(error))
    return false
  }
}

const missingFile = async (paths: readonly string[]) => {
  for (const path of paths) {
    const isThere = await stat(path).then(
      () => true,
      () => false
    )
    if (!isThere) return `there is no file ${path}`
  }
  return undefined
}

/** The list in the running service, made when it is not there yet. */
const openList = async (
  { list, agency, title, ...asked }: ImportArguments,
  { config, localToken }: ImportSurroundings,
  progress: Progress
): Promise<ListService> => {
  const url = asked.url ?? config.url ?? 'http://127.0.0.1:8080'
  const token =
    asked.token ??
    config.token ??
    (await localToken(config.dataDir, { role: 'agency_editor', agency }))
  const onRetry = (reason: string) => progress.say(`${reason}: trying again`)
  const service = connectService({ url, token, onRetry })
  const owner = await service.ownerOf(list)
  if (owner === undefined) {
    const purposes = ['border_control']
    await service.createList(list, { agency, title, purposes, instruction: 'refer_second_line' })
    progress.say(`made the list ${list}`)
  } else if (owner !== agency) {
    throw new Error(`the list ${list} belongs to the agency ${owner}, not to ${agency}`)
  }
  return service.list(list)
}

/** Takes everything and holds nothing. */
const nowhere: ListService = {
  stored: async function* () {},
  find: async () => undefined,
  send: async lines => lines.map(({ entry: { id } }) => ({ id, status: 200 }))
}

const maxShown = 1_000

const bringIn = (
  { format, paths, replace, maxVanish }: ImportArguments,
  service: ListService,
  progress: Progress,
  signal: AbortSignal | undefined
): Promise<ImportOutcome> => {
  const read = readers[format]
  if (!read) throw new Error(`there is no reader for ${format}`)
  const shown = { rejected: 0, warning: 0, incomplete: 0 }
  const onFinding = (kind: keyof typeof shown, { file, line, reason }: Finding) => {
    shown[kind] += 1
    if (shown[kind] > maxShown) return
    const place = [file, line || undefined].filter(Boolean).join(':')
    const word = { rejected: 'rejected: ', warning: 'warning: ', incomplete: 'stopped: ' }[kind]
    progress.say(`${place ? `${place}: ` : ''}${word}${reason}`)
    if (shown[kind] === maxShown)
      progress.say(`further lines of the kind "${kind}" are only counted`)
  }
  const startedAt = performance.now()
  const onRow = ({ statistics, created, changed, unchanged }: ImportOutcome) =>
    progress.update(() => {
      const { entries, skipped, rejected, warnings } = statistics
      const rate = (entries + skipped + rejected) / ((performance.now() - startedAt) / 1_000)
      return `${entries} entries, ${created} new, ${changed} changed, ${unchanged} unchanged, ${skipped} skipped, ${rejected} rejected, ${warnings} warnings, ${Math.round(rate)} rows/s`
    })
  return importList(read(paths), service, {
    replace,
    maxVanish,
    today: new Date().toISOString().slice(0, 10),
    onFinding,
    onRow,
    ...(signal && { signal })
  })
}

if (import.meta.main) {
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  process.exitCode = await runImport(process.argv.slice(2), {
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
