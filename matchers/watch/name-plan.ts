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
 * Which words of an entry agree, and how well, is a level of two bits for each word, of one bit where there are
 * more than eight:
 *
 *   0 not at all   1 a little   2 fairly   3 well        JOHN 3, SZCZEPANIAK 1 → 01 00 11
 */
export interface NamePlan {
  readonly units: readonly PlannedUnit[]
  /** Words taken for granted, of a name that has too many. */
  readonly granted: readonly Unit[]
  /** The most that the name can weigh when words agree at these levels. */
  readonly reach: (levels: number) => number
  /** The same where other words may agree as initials. */
  readonly reachWithInitials: (levels: number) => number
  /** More than one word agrees, or there is only one. */
  readonly isEnoughToAsk: (levels: number) => boolean
}

export interface PlannedUnit extends Unit {
  /** The bits of its level. */
  readonly mask: number
  /** The level of a gain, in its place. */
  readonly levelOf: (gain: number) => number
  /** The level of a single letter that stands for it, in its place. */
  readonly initialLevel: number
  /** The most that it gains at each level. */
  readonly most: readonly number[]
  /** The most that the name can weigh when this is its rarest word that agrees, with this gain. */
  readonly reachLast: (gain: number) => number
}

const unitsMost = 16
const twofoldMost = 8
// Shares of a word's weight from which on it agrees fairly, and well.
const shares = [0.55, 0.8] as const

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
  // Beyond sixteen units the commonest are taken for granted.
  const granted = ranked.slice(0, Math.max(0, ranked.length - unitsMost))
  const planned = ranked.slice(granted.length)
  const small = smallGains(name)
  const isOneWord = units.filter(({ positions }) => positions.length === 1).length < 2
  const alwaysGains = [...small.gains, ...granted.map(({ weight }) => weight)]
  const initialGain = Math.max(model.word.initial, model.word.particle)
  const levelBits = planned.length > twofoldMost ? 1 : 2
  const highest = (1 << levelBits) - 1
  const levels = planned.map((unit, rank) => levelsOf(unit, rank * levelBits, highest, initialGain))

  const reachOf = (found: number, withInitials: boolean): number => {
    const gains = [...alwaysGains]
    let agreeing = small.initials + granted.length
    const covered = new Set<number>()
    planned.forEach((unit, rank) => {
      const level = (found >>> (rank * levelBits)) & highest
      if (level === 0) return
      gains.push(levels[rank]?.most[level] ?? 0)
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
  const remembering = (withInitials: boolean): ((found: number) => number) => {
    const known = new Map<number, number>()
    return found => {
      const value = known.get(found)
      if (value !== undefined) return value
      const reach = reachOf(found, withInitials)
      known.set(found, reach)
      return reach
    }
  }
  return {
    granted,
    units: planned.map((unit, rank): PlannedUnit => {
      const others = [
        ...alwaysGains,
        ...planned.slice(0, rank).map(({ weight }) => weight),
        ...planned.slice(rank + 1).map(() => initialGain)
      ].sort((a, b) => b - a)
      return {
        ...unit,
        ...(levels[rank] ?? levelsOf(unit, rank * levelBits, highest, initialGain)),
        reachLast: gain => sumWith(others, gain, model) + Math.max(0, model.name.complete)
      }
    }),
    reach: remembering(false),
    reachWithInitials: remembering(true),
    isEnoughToAsk: found => {
      let agreeing = small.initials + granted.length
      for (const { mask } of levels) if ((found & mask) !== 0) agreeing++
      return agreeing > 1 || isOneWord
    }
  }
}

/** Of each word of a plan the higher of two levels. */
export const higherLevels = (levels: number, others: number, { units }: NamePlan): number => {
  let higher = levels
  for (const { mask } of units) {
    if ((others & mask) > (higher & mask)) higher = (higher & ~mask) | (others & mask)
  }
  return higher
}

const levelsOf = (
  { weight, gains }: Unit,
  place: number,
  highest: number,
  initialGain: number
): Pick<PlannedUnit, 'mask' | 'levelOf' | 'initialLevel' | 'most'> => {
  const [fairly, well] = [weight * shares[0], weight * shares[1]]
  const level = (gain: number): number =>
    gain >= well ? highest : gain >= fairly ? Math.min(2, highest) : 1
  const most = [0, initialGain, initialGain]
  most[highest] = weight
  // The first of a level gains the most.
  for (let at = gains.length - 1; at >= 0; at--) {
    const gain = gains[at] ?? 0
    if (level(gain) < highest) most[level(gain)] = Math.max(gain, initialGain)
  }
  return {
    mask: highest << place,
    levelOf: gain => level(gain) << place,
    initialLevel: 1 << place,
    most
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
  const extra = left * Math.max(name.extraTravellerWord, name.resembling)
  const oneContradicts = name.contradiction + (left - 1) * name.extraTravellerWord
  const allContradict = name.contradiction + (left - 1) * name.furtherContradiction
  const penalty = Math.max(extra, oneContradicts, allContradict)
  return penalty + (agreeing > 1 ? Math.max(0, name.contained) : Math.min(0, name.oneWordOnly))
}
