import { access, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { SentManifest } from './service-client.ts'

/** What is done with the files of a folder. */
export interface FolderTask {
  readonly folder: string
  readonly send: (body: Uint8Array, type: string) => Promise<SentManifest>
  /** Told of each file that was dealt with. */
  readonly onFile: (file: string, outcome: SentManifest) => void
  /** Told, once for the same, why a file can not be dealt with; it is tried again at the next look. */
  readonly onTrouble: (file: string, problem: string) => void
  /** Larger files are refused unsent. */
  readonly maxBytes: number
}

/** A look at the folder; gives the number of files that were not taken. */
export type Look = (signal?: AbortSignal) => Promise<number>

/**
 * Makes the function that sends every manifest that lies in a folder, in the order of names, and moves it to `done/`, or
 * to `failed/` beside a file with the reason. What the service did not decide stays where it is: the function rejects. A file that
 * can not be read or moved holds up no other; one that somebody took away meanwhile is let go.
 */
export const createLook = (
  task: FolderTask,
  { onlySettled }: { readonly onlySettled: boolean }
): Look => {
  const { folder, onFile, onTrouble } = task
  let before = new Map<string, string>()
  const troubles = new Map<string, string>()
  const decided = new Map<string, SentManifest>()
  const settled = async () => {
    const now = new Map<string, string>()
    for (const file of await filesIn(folder)) now.set(file, await shapeOf(join(folder, file)))
    const same = [...now.keys()].filter(file => before.get(file) === now.get(file))
    before = now
    return onlySettled ? same : [...now.keys()]
  }
  const dealWith = async (file: string) => {
    const path = join(folder, file)
    // What was decided and could not be moved is not sent again.
    const key = `${file} ${await shapeOf(path)}`
    const outcome = decided.get(key) ?? (await decide(task, path))
    decided.set(key, outcome)
    await putAway(folder, file, outcome)
    decided.delete(key)
    troubles.delete(file)
    onFile(file, outcome)
    return 'refused' in outcome ? 1 : 0
  }
  return async signal => {
    let failures = 0
    for (const file of await settled()) {
      if (signal?.aborted) break
      try {
        failures += await dealWith(file)
      } catch (error) {
        if (!isOfFile(error)) throw error
        if (error.code === 'ENOENT') continue
        failures++
        if (troubles.get(file) !== error.message) onTrouble(file, error.message)
        troubles.set(file, error.message)
      }
    }
    return failures
  }
}

const decide = async ({ send, maxBytes }: FolderTask, path: string): Promise<SentManifest> => {
  const { size } = await stat(path)
  return size > maxBytes
    ? { refused: `the file is larger than ${maxBytes} bytes: it was not sent` }
    : send(await readFile(path), typeOf(path))
}

/** A fault of a file or of the disk; the service's have no system call. */
const isOfFile = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'syscall' in error

const typeOf = (file: string) =>
  extname(file).toLowerCase() === '.json' ? 'application/json' : 'application/edifact'

/** Names that begin with a dot or end so are files in the making. */
const inTheMaking = /^\.|\.(tmp|part)$/i

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isFile() && !inTheMaking.test(entry.name))
    .map(({ name }) => name)
    .sort()

/** The same twice, and nobody writes to it any more; what keeps it from being read is found when it is dealt with. */
const shapeOf = (path: string): Promise<string> =>
  stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    ({ code }) => `${code}`
  )

const putAway = async (folder: string, file: string, outcome: SentManifest) => {
  const target = join(folder, 'refused' in outcome ? 'failed' : 'done')
  await mkdir(target, { recursive: true })
  const name = await freeName(target, file)
  // The reason first: a file in failed/ always has one.
  if ('refused' in outcome) {
    await writeFile(join(target, `${name}.reason.txt`), `${outcome.refused}\n`)
  }
  await rename(join(folder, file), join(target, name))
}

const freeName = async (folder: string, file: string) => {
  for (let copy = 1; ; copy++) {
    const name = copy === 1 ? file : `${file}.${copy}`
    const isTaken = await access(join(folder, name)).then(
      () => true,
      () => false
    )
    if (!isTaken) return name
  }
}
