import { type Policy, thresholdsFor } from '../domain/policy.ts'
import { type Instruction, instructions } from '../domain/vocabulary.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'

/** The scores from which on entries are hits; plain values, since they go to threads. */
export interface NeededScores {
  /** The lowest of them. */
  readonly threshold: number
  /** Where they differ: by an entry's own instruction, or else by its list's. */
  readonly needed?: {
    readonly byInstruction: ReadonlyMap<Instruction, number>
    readonly byList: ReadonlyMap<string, number>
  }
}

/** What entries of these lists have to reach for a purpose. */
export const neededScores = (
  policy: Policy,
  purpose: string,
  lists: ReadonlySet<string>,
  watchlist: Pick<Watchlist, 'list'>
): NeededScores => {
  const scoreFor = (instruction?: Instruction) =>
    thresholdsFor(policy, purpose, instruction).possible
  const byInstruction = new Map(instructions.map(one => [one, scoreFor(one)]))
  const threshold = Math.min(...byInstruction.values())
  if (threshold === Math.max(...byInstruction.values())) return { threshold }
  const byList = new Map(
    [...lists].map(list => [list, scoreFor(watchlist.list(list)?.instruction)])
  )
  return { threshold, needed: { byInstruction, byList } }
}
