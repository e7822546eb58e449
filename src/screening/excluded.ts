import type { Exclusions } from '../domain/case-ports.ts'
import { type Exclusion, exclusionFor } from '../domain/exclusion.ts'
import type { RecordedHit } from '../domain/screening.ts'

/** What is kept away, and by which exclusions. */
export interface Sifted {
  readonly hits: readonly RecordedHit[]
  readonly applied: readonly string[]
}

/** The exclusions as this node holds them in memory: a screening waits for no disk to ask. One not yet loaded keeps nothing away. */
export class Excluded {
  readonly #byPerson = new Map<string, readonly Exclusion[]>()

  /** Takes every exclusion, then what changes, until the signal aborts. */
  follow(exclusions: Exclusions, signal: AbortSignal): Promise<void> {
    return exclusions.follow(async changes => {
      for (const one of changes) this.#take(one)
    }, signal)
  }

  /** The hits without those that are excluded for this person on this day; every other one stays. */
  sift(person: string | undefined, hits: readonly RecordedHit[], day: string): Sifted {
    const known = person === undefined ? undefined : this.#byPerson.get(person)
    if (!known || person === undefined) return { hits, applied: [] }
    const applied: string[] = []
    const left = hits.filter(hit => {
      const exclusion = exclusionFor(known, person, hit, day)
      if (exclusion) applied.push(exclusion.id)
      return !exclusion
    })
    return { hits: left, applied }
  }

  #take(exclusion: Exclusion) {
    const { person, id } = exclusion
    const others = (this.#byPerson.get(person) ?? []).filter(one => one.id !== id)
    this.#byPerson.set(person, exclusion.revoked ? others : [...others, exclusion])
  }
}
