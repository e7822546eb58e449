import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Makes a folder that only the service's own user may enter. */
export const makeFolder = (folder: string): Promise<unknown> =>
  mkdir(folder, { recursive: true, mode: 0o700 })

/** Makes an empty file for its owner only, where there is none; SQLite gives the files beside it the same rights. */
export const makePrivate = (file: string): Promise<void> => write(file, '', 'a')

/**
 * The file's content; when there is none yet, made now, complete or not at all. Of processes that start at once,
 * one makes it and all read the same.
 */
export const readOrMake = async (file: string, make: () => string): Promise<string> => {
  const found = await readIfThere(file)
  if (found !== undefined) return found
  const draft = `${file}.${randomBytes(6).toString('hex')}.tmp`
  await writeDurably(draft, make())
  try {
    // Unlike a rename, a link does not replace what another process has made meanwhile.
    await link(draft, file)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    await unlink(draft)
  }
  await syncFolder(dirname(file))
  return await readFile(file, 'utf8')
}

/** The file's content, or undefined when there is no such file. */
export const readIfThere = async (file: string): Promise<string | undefined> => {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

/** Adds to the end of a file, made for its owner only; on the disk when it resolves. */
export const appendDurably = (file: string, text: string): Promise<void> => write(file, text, 'a')

const writeDurably = (file: string, text: string) => write(file, text, 'wx')

const write = async (file: string, text: string, flags: string) => {
  const handle = await open(file, flags, 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes what was renamed or linked in a folder durable. */
export const syncFolder = async (folder: string) => {
  if (process.platform === 'win32') return // Windows has no fsync for folders
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether an error of the file system has this code. */
export const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code
