import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { IndexSnapshots } from '#src/domain/ports.ts'
import { type Sealing, sealingUnder } from '../sealing.ts'
import { isCode, syncFolder } from './files.ts'

/**
 * A snapshot in one file. Each piece is sealed by itself, bound to its place in the file and to the database that it was taken of:
 *
 *   length │ sealed piece 0 │ length │ sealed piece 1 │ …
 */
export const indexSnapshotsIn = (
  file: string,
  fieldKey: Uint8Array,
  identity: string
): IndexSnapshots => {
  const sealing = sealingUnder(fieldKey)
  const about = (nth: number) => `index snapshot|${identity}|${nth}`
  const draft = `${file}.tmp`

  return {
    async load() {
      try {
        return piecesOf(await open(file, 'r'), sealing, about)
      } catch (error) {
        if (isCode(error, 'ENOENT')) return undefined
        throw error
      }
    },
    async save(pieces) {
      try {
        const handle = await open(draft, 'w', 0o600)
        try {
          await write(handle, pieces, sealing, about)
        } finally {
          await handle.close()
        }
        await rename(draft, file)
        await syncFolder(dirname(file))
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async discard() {
      await rm(file, { force: true })
    }
  }
}

const lengthBytes = 4
const longestPiece = 1 << 24
// What waits to be written would keep the record's own fsync waiting.
const syncedAtOnce = 1 << 24

const write = async (
  handle: FileHandle,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  sealing: Sealing,
  about: (nth: number) => string
) => {
  let [nth, unsynced] = [0, 0]
  for await (const piece of pieces) {
    const sealed = sealing.seal(piece, about(nth++))
    const length = Buffer.alloc(lengthBytes)
    length.writeUInt32LE(sealed.length)
    await handle.writev([length, sealed])
    unsynced += sealed.length
    if (unsynced < syncedAtOnce) continue
    await handle.datasync()
    unsynced = 0
  }
  await handle.sync()
}

async function* piecesOf(
  handle: FileHandle,
  sealing: Sealing,
  about: (nth: number) => string
): AsyncGenerator<Uint8Array> {
  try {
    const length = Buffer.alloc(lengthBytes)
    for (let nth = 0; (await fill(handle, length)) > 0; nth++) {
      const size = length.readUInt32LE()
      if (size > longestPiece) throw new Error('the snapshot file is damaged')
      const sealed = Buffer.alloc(size)
      await fill(handle, sealed)
      yield sealing.openBytes(sealed, about(nth))
    }
  } finally {
    await handle.close()
  }
}

/** Reads until the buffer is full or the file ends. */
const fill = async (handle: FileHandle, buffer: Buffer): Promise<number> => {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}
