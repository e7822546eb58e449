import { truncate } from 'node:fs/promises'
import type { Checkpoint } from './audit-chain.ts'
import { appendDurably, readIfThere } from './files.ts'

/** Adds a checkpoint to the file beside the database; one line of JSON each. */
export const addCheckpoint = (file: string, checkpoint: Checkpoint): Promise<void> =>
  appendDurably(file, `${JSON.stringify(checkpoint)}\n`)

/** The checkpoints in the file, oldest first; undefined for a line that can't be read. */
export const readCheckpoints = async (
  file: string
): Promise<readonly (Checkpoint | undefined)[]> => {
  const text = (await readIfThere(file)) ?? ''
  return text.split('\n').slice(0, -1).map(parse)
}

/** Drops a last line that was cut off while it was being written. */
export const dropTornCheckpoint = async (file: string): Promise<void> => {
  const text = (await readIfThere(file)) ?? ''
  const complete = text.lastIndexOf('\n') + 1
  if (complete < text.length) await truncate(file, Buffer.byteLength(text.slice(0, complete)))
}

const parse = (line: string): Checkpoint | undefined => {
  try {
    const { number, hash, time, signature } = JSON.parse(line) as { [field: string]: unknown }
    if (typeof number !== 'number' || typeof hash !== 'string') return undefined
    if (typeof time !== 'string' || typeof signature !== 'string') return undefined
    return { number, hash, time, signature }
  } catch {
    return undefined
  }
}
