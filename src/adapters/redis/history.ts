import type { ChainableCommander } from 'ioredis'

/** Where a store stands: its epoch, its version, and the random id of the commit that made that version. */
export interface Standing {
  readonly epoch: string
  readonly version: number
  readonly commit: string
}

/** The standing of a store in which nothing was seen yet. */
export const nothing: Standing = { epoch: '', version: 0, commit: '' }

/** Adds to a transaction the two questions that `standingOf` reads the replies of. */
export const askStanding = (
  multi: ChainableCommander,
  keys: { readonly meta: string; readonly changes: string },
  before: Standing
): ChainableCommander =>
  multi
    .hmget(keys.meta, 'epoch', 'version', 'commit')
    .xrange(keys.changes, `${before.version}-0`, `${before.version}-0`)

/**
 * Where the store stands now; undefined when this is not a later state of what stood there before: when its epoch is
 * another, or that commit is not in its history (rolled back, or so long ago that it is not known any more).
 */
export const standingOf = (
  [values, found]: readonly unknown[],
  before: Standing
): Standing | undefined => {
  const [epoch, version, commit] = values as (string | null)[]
  const now = { epoch: epoch ?? '', version: Number(version ?? 0), commit: commit ?? '' }
  if (before.epoch !== '' && before.epoch !== now.epoch) return undefined
  if (before.version === 0 || now.commit === before.commit) return now
  const [message] = found as [id: string, fields: string[]][]
  return message?.[1][1] === before.commit ? now : undefined
}

/** A standing as one word, for who goes on from it later. */
export const toWord = ({ epoch, version, commit }: Standing): string =>
  `${epoch}.${version}.${commit}`

/** The standing that this word names. */
export const fromWord = (word: string | undefined): Standing => {
  if (word === undefined) return nothing
  const [epoch = '', version = '0', commit = ''] = word.split('.')
  return { epoch, version: Number(version), commit }
}
