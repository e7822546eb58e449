import { contentDigest } from '../../domain/content-digest.ts'
import type { EntryContent } from '../../domain/entry.ts'
import type { BatchLine, BatchResult, ListService, StoredEntry } from './list-service.ts'

interface Known {
  readonly revision: number
  readonly isActive: boolean
  readonly digest: string | undefined
  /** The line of the file that names it; 0 as long as none does. */
  line: number
}

/** What a row asks for, held against what the list holds. */
export type Change = BatchLine | { readonly same: true } | { readonly seenAt: number }

/** What the list holds and what the files have named so far; it grows with the number of ids, not of details. */
export interface Changes {
  put(entry: EntryContent, line: number): Change
  withdraw(id: string, line: number): Change
  /** The active entries that no row has named. */
  vanished(): readonly BatchLine[]
  readonly activeBefore: number
}

/** Loads what the list holds, to find out what a run changes. */
export const loadChanges = async (stored: AsyncIterable<StoredEntry>): Promise<Changes> => {
  const listed = new Map<string, Known>()
  const others = new Map<string, number>()
  let activeBefore = 0
  for await (const { id, revision, state, digest } of stored) {
    const isActive = state === 'active'
    listed.set(id, { revision, isActive, digest: isActive ? digest : undefined, line: 0 })
    if (isActive) activeBefore += 1
  }
  /** The line that named the id before, 0 when this one is the first. */
  const see = (id: string, line: number) => {
    const known = listed.get(id)
    const seenAt = known?.line ?? others.get(id) ?? 0
    if (seenAt > 0) return seenAt
    if (known) known.line = line
    else others.set(ownCopy(id), line)
    return 0
  }
  return {
    activeBefore,
    put: (entry, line) => {
      const seenAt = see(entry.id, line)
      if (seenAt > 0) return { seenAt }
      const known = listed.get(entry.id)
      if (known?.digest !== undefined && known.digest === contentDigest(entry))
        return { same: true }
      return { op: 'put', entry: { ...entry, revision: (known?.revision ?? 0) + 1 } }
    },
    withdraw: (id, line) => {
      const seenAt = see(id, line)
      if (seenAt > 0) return { seenAt }
      const known = listed.get(id)
      return known?.isActive ? withdrawal(id, known.revision) : { same: true }
    },
    vanished: () =>
      [...listed].flatMap(([id, { isActive, line, revision }]) =>
        isActive && line === 0 ? [withdrawal(id, revision)] : []
      )
  }
}

/** A part of a string keeps the whole of it in memory, here the line that it was read from. */
const ownCopy = (id: string) => Buffer.from(id, 'latin1').toString('latin1')

const withdrawal = (id: string, revision: number): BatchLine => ({
  op: 'withdraw',
  entry: { id, revision: revision + 1 }
})

/**
 * Whether the change is made. A conflict may be our own doing, when the answer to a first try was lost:
 * then the list holds what we sent.
 */
export const isMade = async (
  line: BatchLine,
  { status }: BatchResult,
  service: ListService
): Promise<boolean> => {
  if (status !== 409) return status >= 200 && status < 300
  const stored = await service.find(line.entry.id)
  return line.op === 'put'
    ? stored?.state === 'active' && stored.digest === contentDigest(line.entry)
    : stored?.state === 'withdrawn'
}
