import type { Model } from '../model.ts'
import { wordKinds } from '../names/align-names.ts'
import type { ShapedName } from '../names/compare-names.ts'
import type { Unit } from './name-units.ts'

/**
 * What a name can weigh when only some of its words agree, and so which words need looking up (Turtle & Flood's MaxScore).
 * Words are ranked, the most frequent in the index first; an entry is found by the rarest of its words that agree.
 *
 *   JOHN MICHAEL SZCZEPANIAK, needed 12:   JOHN alone 5, JOHN MICHAEL 11 → only SZCZEPANIAK is looked up
 *
 * Which words of an entry agree is a set of bits, two for each word where there are few: "agrees" and "agrees well".
 */
export interface NamePlan {
  readonly units: readonly PlannedUnit[]
  /** Words taken for granted, of a name that has too many. */
  readonly granted: readonly Unit[]
  /** The most that the name can weigh when these words agree. */
  readonly reach: (bits: number) => number
  /** The same where other words may agree as initials. */
  readonly reachWithInitials: (bits: number) => number
  /** More than one word agrees, or there is only one. */
  readonly isEnoughToAsk: (bits: number) => boolean
}

export interface PlannedUnit extends Unit {
  readonly weak: number
  readonly strong: number
  /** Gains from this on agree well. */
  readonly strongFrom: number
  /** The most that the name can weigh when this is its rarest word that agrees, with this gain. */
  readonly reachLast: (gain: number) => number
}

const bitsMost = 8
const strongShare = 0.8

/** Plans the look-up of a name; `frequency` tells how many rows hold the words of a unit. */
export const planName = (
  name: ShapedName,
  units: readonly Unit[],
  frequency: (unit: Unit) => number,
  model: Model
): NamePlan => {
  const ranked = units
    .map(unit => ({ unit, frequency: frequency(unit) }))
    .sort((a, b) => b.frequency - a.frequency)
    .map(({ unit }) => unit)
  // Beyond eight words the commonest are taken for granted.
  const granted = ranked.slice(0, Math.max(0, ranked.length - bitsMost))
  const planned = ranked.slice(granted.length)
  const small = smallGains(name)
  const isOneWord = units.filter(({ positions }) => positions.length === 1).length < 2
  const alwaysGains = [...small.gains, ...granted.map(({ weight }) => weight)]
  const isTwofold = planned.length * 2 <= bitsMost
  const weakBit = (rank: number): number => (isTwofold ? 1 << (rank * 2) : 1 << rank)
  const strongBit = (rank: number): number => (isTwofold ? 2 << (rank * 2) : 1 << rank)
  const initialGain = Math.max(model.word.initial, model.word.particle)

  const reachOf = (bits: number, withInitials: boolean): number => {
    const gains = [...alwaysGains]
    let agreeing = small.initials + granted.length
    const covered = new Set<number>()
    planned.forEach((unit, rank) => {
      if ((bits & (weakBit(rank) | strongBit(rank))) === 0) return
      const isStrong = (bits & strongBit(rank)) !== 0
      gains.push(isStrong ? unit.weight : Math.max(unit.weight * strongShare, initialGain))
      agreeing++
      for (const position of unit.positions) covered.add(position)
    })
    let left = 0
    for (const { positions } of planned) {
      if (positions.length > 1 || covered.has(positions[0] ?? 0)) continue
      const unit = planned.find(other => other.positions[0] === positions[0])
      if (withInitials) {
        gains.push(initialGain)
        agreeing++
      } else if (unit?.meetsLight === true) gains.push(model.word.particle)
      else left++
    }
    return decayedSum(gains, model) + bonus(agreeing, left, model)
  }
  const remembering = (withInitials: boolean): ((bits: number) => number) => {
    const known = new Float64Array(1 << bitsMost).fill(Number.NaN)
    return bits => {
      const value = known[bits] ?? Number.NaN
      if (!Number.isNaN(value)) return value
      const reach = reachOf(bits, withInitials)
      known[bits] = reach
      return reach
    }
  }
  return {
    granted,
    units: planned.map((unit, rank) => {
      const others = [
        ...alwaysGains,
        ...planned.slice(0, rank).map(({ weight }) => weight),
        ...planned.slice(rank + 1).map(() => initialGain)
      ].sort((a, b) => b - a)
      return {
        ...unit,
        weak: weakBit(rank),
        strong: strongBit(rank),
        strongFrom: unit.weight * strongShare,
        reachLast: gain => sumWith(others, gain, model) + Math.max(0, model.name.complete)
      }
    }),
    reach: remembering(false),
    reachWithInitials: remembering(true),
    isEnoughToAsk: bits => {
      let agreeing = small.initials + granted.length
      planned.forEach((_, rank) => {
        if ((bits & (weakBit(rank) | strongBit(rank))) !== 0) agreeing++
      })
      return agreeing > 1 || isOneWord
    }
  }
}

const smallGains = ({
  shape
}: ShapedName): { readonly gains: readonly number[]; readonly initials: number } => {
  const gains: number[] = []
  let initials = 0
  for (let at = 0; at < shape.count; at++) {
    const kind = shape.kind[at]
    if (kind === wordKinds.full) continue
    gains.push(shape.weight[at] ?? 0)
    if (kind === wordKinds.initial) initials++
  }
  return { gains, initials }
}

const decayedSum = (gains: number[], { name }: Model): number => {
  gains.sort((a, b) => b - a)
  const last = name.decay.length - 1
  let sum = 0
  for (let rank = 0; rank < gains.length; rank++) {
    sum += (gains[rank] ?? 0) * (name.decay[Math.min(rank, last)] ?? 0)
  }
  return sum
}

/** The same for gains in descending order and one more. */
const sumWith = (gains: readonly number[], more: number, { name }: Model): number => {
  const last = name.decay.length - 1
  let sum = 0
  let rank = 0
  let isIn = false
  for (let at = 0; at <= gains.length; at++) {
    const gain = gains[at] ?? 0
    if (!isIn && (at === gains.length || more >= gain)) {
      sum += more * (name.decay[Math.min(rank++, last)] ?? 0)
      isIn = true
    }
    if (at < gains.length) sum += gain * (name.decay[Math.min(rank++, last)] ?? 0)
  }
  return sum
}

/** What completeness adds at best, less what is left over on the traveller's side at least. */
const bonus = (agreeing: number, left: number, { name }: Model): number => {
  if (agreeing === 0) return Number.NEGATIVE_INFINITY
  if (left === 0) return Math.max(0, name.complete)
  const extra = left * name.extraTravellerWord
  const oneContradicts = name.contradiction + (left - 1) * name.extraTravellerWord
  const allContradict = name.contradiction + (left - 1) * name.furtherContradiction
  const penalty = Math.max(extra, oneContradicts, allContradict)
  return penalty + (agreeing > 1 ? Math.max(0, name.contained) : Math.min(0, name.oneWordOnly))
}
