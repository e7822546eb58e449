import type { KeyObject } from 'node:crypto'
import type { AuditVerdict } from '#src/domain/ports.ts'
import { type Checkpoint, emptyHead, type Head, isGenuine, isSigned } from './audit-chain.ts'
import { readCheckpoints } from './audit-checkpoints.ts'
import type { StoredHead } from './audit-table.ts'
import type { Database } from './database.ts'

/** Follows the chain from its first line to its signed head, and compares it with every checkpoint. */
export const verifyAudit = async (
  database: Database,
  checkpointFile: string,
  publicKey: KeyObject
): Promise<AuditVerdict> => {
  // Checkpoints first: lines that come meanwhile are then never missed by the head.
  const checkpoints = await readCheckpoints(checkpointFile)
  const { head, last } = await database.read('auditHead')
  const chain = await walk(database, Math.max(last, head?.number ?? 0), numbersOf(checkpoints))
  const lines = chain.end.number
  const broken =
    chain.broken ??
    headProblem(head, chain.end, publicKey) ??
    checkpointProblem(checkpoints, chain, publicKey)
  return broken
    ? { intact: false, lines, brokenAt: broken.at, reason: broken.reason }
    : { intact: true, lines }
}

interface Problem {
  readonly at: number
  readonly reason: string
}

interface Chain {
  /** The last line that fits. */
  readonly end: Head
  readonly marks: ReadonlyMap<number, string>
  readonly broken: Problem | undefined
}

const walk = async (
  database: Database,
  upTo: number,
  marksAt: readonly number[]
): Promise<Chain> => {
  const marks = new Map<number, string>()
  let end = emptyHead
  while (end.number < upTo) {
    const ahead = marksAt.filter(number => number > end.number)
    const stretch = await database.read('followChain', end, upTo, ahead.slice(0, marksAtOnce))
    for (const [number, hash] of stretch.marks) marks.set(number, base64(hash))
    end = stretch
    if (stretch.broken) return { end, marks, broken: stretch.broken }
  }
  return { end, marks, broken: undefined }
}

// A page of the chain has 2,000 lines, so it never passes more marks than that.
const marksAtOnce = 2_000

const headProblem = (
  head: StoredHead | undefined,
  end: Head,
  publicKey: KeyObject
): Problem | undefined => {
  if (!head) {
    return end.number > 0 ? { at: 1, reason: 'the signed head is missing' } : undefined
  }
  if (!isSigned(head, head.signature, publicKey)) {
    return { at: head.number, reason: `the signature of the head at line ${head.number} is forged` }
  }
  if (end.number > head.number) {
    const at = head.number + 1
    return { at, reason: `line ${at} was added after the signed head` }
  }
  if (base64(end.hash) !== base64(head.hash)) {
    return { at: head.number, reason: `the signed head differs from line ${head.number}` }
  }
  return undefined
}

const checkpointProblem = (
  checkpoints: readonly (Checkpoint | undefined)[],
  { end, marks }: Chain,
  publicKey: KeyObject
): Problem | undefined => {
  for (const [index, checkpoint] of checkpoints.entries()) {
    if (!checkpoint) return { at: end.number, reason: `checkpoint ${index + 1} can't be read` }
    const { number, hash, time } = checkpoint
    if (marks.get(number) === hash) continue
    if (!isGenuine(checkpoint, publicKey)) {
      return { at: number, reason: `the signature of checkpoint ${index + 1} is forged` }
    }
    return number > end.number
      ? { at: end.number + 1, reason: `cut off: the checkpoint of ${time} knows line ${number}` }
      : { at: number, reason: `line ${number} differs from the checkpoint of ${time}` }
  }
  return undefined
}

const numbersOf = (checkpoints: readonly (Checkpoint | undefined)[]) =>
  [...new Set(checkpoints.flatMap(checkpoint => checkpoint?.number ?? []))].sort((a, b) => a - b)

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
