/** The code of every error that means: nothing was stored, try again later. */
export const unavailableCode = 'RECORD_UNAVAILABLE'

/** An error that says why nothing could be stored or read; never thrown after an acknowledgement. */
export const recordUnavailable = (message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, cause === undefined ? undefined : { cause }), {
    code: unavailableCode
  })

/** Whether SQLite failed for reasons outside of the statement: disk full, file gone, lock held, damaged. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  outside.has(error.errcode & 0xff)

// Primary result codes of SQLite (sqlite.org/rescode.html): busy, locked, out of memory, read-only,
// I/O error, corrupt, full, cannot open, protocol, not a database.
const outside = new Set([5, 6, 7, 8, 10, 11, 13, 14, 15, 26])
