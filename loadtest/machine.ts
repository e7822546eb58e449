import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** Where and when something was measured. */
export interface Circumstances {
  readonly commit: string
  readonly date: string
  readonly machine: {
    readonly cpu: string
    readonly cores: number
    readonly memoryGiB: number
    readonly platform: string
    readonly node: string
  }
}

/** The commit, the machine and the time, to be kept with every result. */
export const circumstances = (): Circumstances => ({
  commit: currentCommit(),
  date: new Date().toISOString(),
  machine: {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version
  }
})

/** Writes a result beside the others; returns the path. */
export const saveResult = (name: string, result: object): string => {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.json`)
  writeFileSync(path, `${inOneLine(JSON.stringify(result, undefined, 2))}\n`)
  return path
}

/** Rows of numbers in one line, as the formatter of the repository wants them. */
const inOneLine = (json: string): string =>
  json.replaceAll(
    /\[([-\d.,\s]+)\]/g,
    (_, numbers: string) => `[${numbers.trim().split(/,\s+/).join(', ')}]`
  )

/** A line for the person who watches; results go to standard output. */
export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** The commit, with "+" when the tree differs from it; "none" outside of git or before a first commit. */
const currentCommit = (): string => {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore']
    }).trim()
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD')
    return git('status', '--porcelain') === '' ? commit : `${commit}+`
  } catch {
    return 'none'
  }
}
