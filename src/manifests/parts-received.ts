import type { Ids } from '../domain/ids.ts'

/** A minute, counted from 1970, in which something came. */
export const minuteOf = (ms: number): number => Math.floor(ms / 60_000)

/** What the manifests are found by, whoever sent them, that came in this minute and hold a part of a list. */
export const partsReceivedKey = (ids: Ids, minute: number): string =>
  ids.digest(['parts of lists received', minute])
