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
      const lines = ((await readIfThere(file)) ?? '').split('\n').filter(line => line.endsWith('}'))
      return new Map(
        lines.map(line => {
          const { tokenId, until } = JSON.parse(line) as { tokenId: string; until: number }
          return [tokenId, until]
        })
      )
    }
  }
}
