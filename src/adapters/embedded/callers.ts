import type { Callers } from '#src/domain/ports.ts'
import { appendDurably, readIfThere } from './files.ts'
import { recordUnavailable } from './unavailable.ts'

/** Callers of one process: counts in memory; revoked tokens as lines of a file, one added for each. */
export const embeddedCallers = (file: string): Callers => {
  let minute = 0
  let counts = new Map<string, number>()
  return {
    async count(caller, inMinute) {
      if (inMinute !== minute) {
        minute = inMinute
        counts = new Map()
      }
      const count = (counts.get(caller) ?? 0) + 1
      counts.set(caller, count)
      return count
    },
    async revoke(tokenId, until) {
      try {
        await appendDurably(file, `${JSON.stringify({ tokenId, until })}\n`)
      } catch (error) {
        throw recordUnavailable('the revoked token can not be written', error)
      }
    },
    async revoked() {
      const text = (await readIfThere(file)) ?? ''
      return { tokens: new Map(text.split(lineStart).flatMap(readLine)), isWhole: true }
    }
  }
}

// Nowhere else in a line: quotes within texts are escaped. What a full disk has cut off may have no end of line.
const lineStart = /(?=\{"tokenId":)/

/** The token of a line; of one that was cut off none: whoever sent it was told that it was not taken. */
const readLine = (line: string): readonly (readonly [tokenId: string, until: number])[] => {
  try {
    const { tokenId, until } = JSON.parse(line) as { tokenId: string; until: number }
    return [[tokenId, until]]
  } catch {
    return []
  }
}
