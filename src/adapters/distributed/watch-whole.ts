import type { Offsets } from '#src/domain/ports.ts'

export interface WatchWhole {
  /** How far the view holds each partition of the record. */
  readonly offsets: () => Promise<Offsets>
  /** How far each reaches now. */
  readonly ends: () => Promise<Offsets>
}

/**
 * Notices, whenever somebody looks, that the view holds less of the record than it did, or nothing: from then on it is not whole
 * until it holds all that the record held when that was noticed. So at the beginning too, since nobody knows what went before.
 */
export const watchWhole = ({ offsets, ends }: WatchWhole) => {
  let seen: Offsets = new Map()
  const ask = () => ends().catch(() => undefined)
  let missing: Promise<Offsets | undefined> | undefined = ask()

  const look = async () => {
    const holds = await offsets()
    if (holds.size === 0 || isLess(holds, seen)) missing = ask()
    seen = holds
    return { holds, isWhole: missing === undefined || (await hasAll(holds, missing)) }
  }
  const hasAll = async (holds: Offsets, asked: ReturnType<typeof ask>) => {
    const all = await asked
    const isAll = all !== undefined && !isLess(holds, all)
    // With the record away nobody can tell: it is asked again.
    if (missing === asked && (isAll || !all)) missing = isAll ? undefined : ask()
    return isAll
  }
  return {
    /** As given, looking on the way. */
    offsets: async (): Promise<Offsets> => (await look()).holds,
    isWhole: async (): Promise<boolean> => (await look()).isWhole
  }
}

const isLess = (offsets: Offsets, than: Offsets) =>
  [...than].some(([partition, offset]) => (offsets.get(partition) ?? 0) < offset)
