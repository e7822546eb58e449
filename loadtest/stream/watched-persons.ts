import type { Ids } from '#src/domain/ids.ts'
import { describeTraveller } from '#src/screening/describe-traveller.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'
import { travellers } from '../people/travellers.ts'
import type { StreamOptions } from './options.ts'

/** Owns the list of those who must be found, and nothing else: its alerts are what the oracle counts. */
export const watchingAgency = 'watching'

const persons = 2_000

/** Entries of persons who resemble nobody else, as lines of a batch. */
export const watchedEntries = (): readonly object[] =>
  Array.from({ length: persons }, (_, at) => ({ id: `W${at}`, ...entryOf(watched(at)) }))

/** A crossing as a gate produces it; with `caseId`, one that must become this case. */
export interface StreamCrossing {
  readonly key: string
  readonly value: string
  readonly caseId?: string
}

/** Crossings without end: strangers, and so many in a thousand of the watched, each on a journey of its own. */
export function* streamCrossings(
  { seed, watchedShare }: Pick<StreamOptions, 'seed' | 'watchedShare'>,
  ids: Ids
): Generator<StreamCrossing, never> {
  const strangers = travellers({ seed: seed + 1 })
  const at = new Date().toISOString()
  const today = at.slice(0, 10)
  let due = 0
  let met = 0
  for (let number = 1; ; number++) {
    due += watchedShare
    const isWatched = due >= 1
    if (isWatched) due -= 1
    const known = isWatched ? travellerOf(watched(met++ % persons)) : undefined
    const traveller = known ?? strangers.next().value
    const journey = { ...crossing(`GATE-${number}`), at }
    const value = JSON.stringify({
      specversion: '1.0',
      id: `crossing-${number}`,
      source: 'gates',
      type: 'portcullis.crossing',
      data: { purpose: 'border_control', traveller, journey }
    })
    const caseId = known && ids.case(describeTraveller(known, today).traveller, journey, at)
    yield { key: String(number), value, ...(caseId && { caseId }) }
  }
}

const watched = (at: number) => someone(`watched ${at}`)
