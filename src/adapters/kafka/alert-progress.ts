import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Commit, HeldOffsets } from './questions.ts'

/** How far a partition of alerts was told. */
export interface Told {
  /** The offset of the next alert: all before it were told, but to those that are behind. */
  readonly through: number
  /** The agencies whose topic took less, each with the offset from which on it lacks its own. */
  readonly behind: ReadonlyMap<string, number>
}

/** After more was told, up to here, but for these agencies, each with its first alert in it. Who was behind stays where it was. */
export const toldMore = (
  { behind }: Told,
  through: number,
  refused: ReadonlyMap<string, number>
): Told => ({ through, behind: new Map([...refused, ...behind]) })

/** After one that was behind was told its own up to here; it is no longer behind where it has come as far as all others. */
export const caughtUp = ({ through, behind }: Told, agency: string, next: number): Told => {
  const from = behind.get(agency)
  if (from === undefined) return { through, behind }
  const others = [...behind].filter(([other]) => other !== agency)
  const own = [[agency, Math.max(from, next)] as const].filter(([, at]) => at < through)
  return { through, behind: new Map([...others, ...own]) }
}

/**
 * As Kafka keeps it: the offset before which nobody lacks anything, so that nothing is lost with the rest; and beside it, in
 * the few KB that there are for it, how far everybody has come. Where more agencies are behind than fit, all are told again
 * from that offset after a restart.
 */
export const toCommit = ({ through, behind }: Told): Commit => {
  const next = Math.min(through, ...behind.values())
  if (behind.size === 0) return { next }
  const remark = JSON.stringify({ through, behind: Object.fromEntries(behind) })
  return { next, ...(remark.length <= maxRemarkLength && { remark }) }
}

/** How far a partition was told by what Kafka keeps of it, and of it. What has expired nobody can be told. */
export const fromCommit = (
  commit: Commit | undefined,
  { low, high }: Pick<HeldOffsets, 'low' | 'high'>
): Told => {
  const { next, remark } = commit ?? { next: low }
  const { through, behind } = read(remark) ?? { through: next, behind: {} }
  // Another topic, or one that was restored to an earlier state: its alerts are new.
  if (through > high) return { through: low, behind: new Map() }
  const told: Told = { through: Math.max(through, low), behind: new Map(Object.entries(behind)) }
  return [...told.behind.keys()].reduce((sum, agency) => caughtUp(sum, agency, low), told)
}

// `offset.metadata.max.bytes` of the brokers is 4096. Names of agencies are plain letters: a character is a byte.
const maxRemarkLength = 4_000

const Remark = Type.Object({
  through: Type.Integer({ minimum: 0 }),
  behind: Type.Record(Type.String(), Type.Integer({ minimum: 0 }))
})
const remarks = Compile(Remark)

const read = (remark: string | undefined) => {
  try {
    const parsed: unknown = JSON.parse(remark ?? 'null')
    return remarks.Check(parsed) ? parsed : undefined
  } catch {
    return undefined // of another version: the offset beside it is enough
  }
}
