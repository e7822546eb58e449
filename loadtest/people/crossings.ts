import { createRandom } from './random.ts'
import { asRealLifeSpells } from './real-life-spelling.ts'
import { travellers } from './travellers.ts'
import type { ListedEntry, SyntheticTraveller } from './types.ts'

/** Who crosses, when and where. */
export interface CrossingsOptions {
  readonly seed: number
  /** The listed persons and documents of whom some turn up. */
  readonly entries: readonly ListedEntry[]
  /** Share of crossings by somebody listed. */
  readonly listedShare?: number
  /** The time of the first crossing (RFC 3339). */
  readonly startsAt: string
  readonly perSecond?: number
  readonly checkpoints?: readonly string[]
}

/** What a checkpoint sends to POST /v1/screenings or to the topic of crossings. */
export interface CrossingEvent {
  readonly id: string
  readonly purpose: 'border_control'
  readonly traveller: SyntheticTraveller
  readonly journey: {
    readonly kind: 'crossing'
    readonly checkpoint: string
    readonly direction: 'entry' | 'exit'
    readonly at: string
  }
}

/** An event and, apart from it, the truth. */
export interface Crossing {
  readonly event: CrossingEvent
  /** Who it really is, kept apart from the event; undefined for a stranger. */
  readonly truth?: { readonly entryId: string; readonly differences: readonly string[] }
}

const usualCheckpoints = [
  'LHR-T5-12',
  'LHR-T5-13',
  'CDG-2E-04',
  'FRA-T1-B7',
  'CALAIS-R3',
  'DOVER-02'
]

/** Crossings in the order of time, without end; a few per thousand are made by somebody listed. */
export function* crossings({
  seed,
  entries,
  listedShare = 0.003,
  startsAt,
  perSecond = 50,
  checkpoints = usualCheckpoints
}: CrossingsOptions): Generator<Crossing, never> {
  const random = createRandom(seed, 'crossings')
  const strangers = travellers({ seed })
  let atMs = Date.parse(startsAt)
  for (let count = 1; ; count += 1) {
    const journey = {
      kind: 'crossing',
      checkpoint: random.pick(checkpoints),
      direction: random.chance(0.55) ? 'entry' : 'exit',
      at: new Date(Math.floor(atMs)).toISOString()
    } as const
    const head = { id: `evt-${seed}-${count}`, purpose: 'border_control' } as const
    if (entries.length > 0 && random.chance(listedShare)) {
      const entry = random.pick(entries)
      const { traveller, differences } = asRealLifeSpells(entry, random)
      yield { event: { ...head, traveller, journey }, truth: { entryId: entry.id, differences } }
    } else {
      yield { event: { ...head, traveller: strangers.next().value, journey } }
    }
    atMs += (random.fraction() * 2000) / perSecond
  }
}
