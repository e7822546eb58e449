import { contentDigest } from '../../domain/content-digest.ts'
import type { EntryContent } from '../../domain/entry.ts'
import type { BatchLine, BatchResult, ListService, StoredEntry } from './list-service.ts'

interface Known {
  readonly revision: number
  readonly isActive: boolean
  readonly digest: string | undefined
  /** The mark of the row that names it; 0 as long as none does. */
  seen: number
}

/** Where a row stands. */
export interface Place {
  readonly file: string
  readonly line: number
}

/** What a row asks for, held against what the list holds. */
export type Change = BatchLine | { readonly same: true } | { readonly seenAt: Place }

/** What the list holds and what the files have named so far; it grows with the number of ids, not of details. */
export interface Changes {
  put(entry: EntryContent, at: Place): Change
  withdraw(id: string, at: Place): Change
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
    listed.set(id, { revision, isActive, digest: isActive ? digest : undefined, seen: 0 })
    if (isActive) activeBefore += 1
  }
  const marks = createMarks()
  /** The row that named the id before; undefined when this one is the first. */
  const see = (id: string, at: Place) => {
    const known = listed.get(id)
    const seen = known?.seen ?? others.get(id) ?? 0
    if (seen > 0) return marks.placeOf(seen)
    if (known) known.seen = marks.of(at)
    else others.set(ownCopy(id), marks.of(at))
    return undefined
  }
  return {
    activeBefore,
    put: (entry, at) => {
      const seenAt = see(entry.id, at)
      if (seenAt) return { seenAt }
      const known = listed.get(entry.id)
      if (known?.digest !== undefined && known.digest === contentDigest(entry))
        return { same: true }
      return { op: 'put', entry: { ...entry, revision: (known?.revision ?? 0) + 1 } }
    },
    withdraw: (id, at) => {
      const seenAt = see(id, at)
      if (seenAt) return { seenAt }
      const known = listed.get(id)
      return known?.isActive ? withdrawal(id, known.revision) : { same: true }
    },
    vanished: () =>
      [...listed].flatMap(([id, { isActive, seen, revision }]) =>
        isActive && seen === 0 ? [withdrawal(id, revision)] : []
      )
  }
}

/** Places as numbers above 0, since there may be millions of them. */
const createMarks = () => {
  const files: string[] = []
  const linesInFile = 2 ** 32
  return {
    of: ({ file, line }: Place) => {
      const known = files.lastIndexOf(file)
      return (known < 0 ? files.push(file) : known + 1) * linesInFile + line
    },
    placeOf: (mark: number): Place => ({
      file: files[Math.floor(mark / linesInFile) - 1] ?? '',
      line: mark % linesInFile
    })
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
