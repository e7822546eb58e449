import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tempFolder } from './temp-folder.ts'

const preload = fileURLToPath(new URL('clock-of-its-own.ts', import.meta.url))

/** A wall clock for one process: what it must be started with, and a hand on the clock. */
export const wallClock = async () => {
  const file = join(await tempFolder(), 'shift')
  const put = async (shiftMs: number) => {
    await writeFile(`${file}.next`, String(shiftMs))
    await rename(`${file}.next`, file) // at no moment half a number
  }
  await put(0)
  return {
    env: { NODE_OPTIONS: `--import ${preload}`, CLOCK_SHIFT_FILE: file },
    /** So far from the true time, from here on. */
    put
  }
}
