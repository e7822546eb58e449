import { access, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { SentManifest } from './service-client.ts'

/** What is done with the files of a folder. */
export interface FolderTask {
  readonly folder: string
  readonly send: (body: Uint8Array, type: string) => Promise<SentManifest>
  /** Told of each file that was dealt with. */
  readonly onFile: (file: string, outcome: SentManifest) => void
  /** Larger files are refused unsent. */
  readonly maxBytes: number
}

/** A look at the folder; gives the number of files that went to `failed/`. */
export type Look = (signal?: AbortSignal) => Promise<number>

/**
 * Makes the function that sends every manifest that lies in a folder, in the order of names, and moves it to `done/`, or
 * to `failed/` beside a file with the reason. What the service did not decide stays where it is: the function rejects.
 */
export const createLook = (
  { folder, send, onFile, maxBytes }: FolderTask,
  { onlySettled }: { readonly onlySettled: boolean }
): Look => {
  let before = new Map<string, string>()
  const settled = async () => {
    const found = await filesIn(folder)
    const now = new Map<string, string>()
    for (const file of found) now.set(file, await shapeOf(join(folder, file)))
    const same = found.filter(file => before.get(file) === now.get(file))
    before = now
    return onlySettled ? same : found
  }
  return async signal => {
    let failures = 0
    for (const file of await settled()) {
      if (signal?.aborted) break
      const body = await readFile(join(folder, file))
      const outcome =
        body.length > maxBytes
          ? { refused: `the file is larger than ${maxBytes} bytes: it was not sent` }
          : await send(body, typeOf(file))
      if ('refused' in outcome) failures++
      await putAway(folder, file, outcome)
      onFile(file, outcome)
    }
    return failures
  }
}

const typeOf = (file: string) =>
  extname(file).toLowerCase() === '.json' ? 'application/json' : 'application/edifact'

/** Names that begin with a dot or end so are files in the making. */
const inTheMaking = /^\.|\.(tmp|part)$/i

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter(entry => entry.isFile() && !inTheMaking.test(entry.name))
    .map(({ name }) => name)
    .sort()

/** The same twice, and nobody writes to it any more. */
const shapeOf = async (path: string) => {
  const { size, mtimeMs } = await stat(path)
  return `${size} ${mtimeMs}`
}

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
