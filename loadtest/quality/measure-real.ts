import {
  createWatchIndex,
  type IndexEntry,
  type Model,
  type PersonName,
  type WatchIndex
} from '#matchers/index.ts'
import { csvRows } from './csv-rows.ts'
import { type RealCase, realCases } from './real-cases.ts'
import { type Share, shareOf } from './statistics.ts'

/** How the searches for one kind of traveller made from a real list ended. */
export interface RealRow {
  readonly kind: string
  readonly half: 'development' | 'test'
  /** Found as they must be: first, referred, or by document. */
  readonly right: Share
  /** Shown as not specific enough. */
  readonly asked: number
  /** Found, but another entry agrees better: a namesake, or the same person listed twice. */
  readonly behind: number
  readonly lost: number
}

type Ending = 'right' | 'asked' | 'behind' | 'lost'

/** Searches for the persons of a real list. */
export const measureReal = (
  entries: readonly IndexEntry[],
  model: Model,
  threshold: number,
  seed: number
): RealRow[] => {
  const index = indexOf(entries, model)
  const tallies = new Map<string, { kind: string; half: RealRow['half']; ends: Ending[] }>()
  for (const real of realCases(entries, seed)) {
    const half = real.isDevelopment ? 'development' : 'test'
    const key = `${real.kind} ${half}`
    const tally = tallies.get(key) ?? { kind: real.kind, half, ends: [] }
    tally.ends.push(endingOf(real, index, threshold))
    tallies.set(key, tally)
  }
  return [...tallies.values()]
    .map(({ kind, half, ends }) => {
      const count = (ending: Ending): number => ends.filter(each => each === ending).length
      return {
        kind,
        half,
        right: shareOf(count('right'), ends.length),
        asked: count('asked'),
        behind: count('behind'),
        lost: count('lost')
      } as const
    })
    .sort((a, b) => a.kind.localeCompare(b.kind) || a.half.localeCompare(b.half))
}

const endingOf = (
  { entry, expected, traveller }: RealCase,
  index: WatchIndex,
  threshold: number
): Ending => {
  const { matches, insufficient } = index.search(traveller, { threshold, limit: 50 })
  const own = matches.find(({ id }) => id === entry.id)
  if (expected === 'document') return own?.documentExact ? 'right' : 'lost'
  if (expected === 'refer' && own) return 'right'
  if (own && own.score >= (matches[0]?.score ?? 0) - 1e-9) return 'right'
  const shown = insufficient.find(({ id }) => id === entry.id)
  if (own || (shown && matches.length > 0)) return 'behind'
  if (!shown) return 'lost'
  // Of equal ones any may stand first.
  const isFirst = shown.score >= (insufficient[0]?.score ?? 0) - 1e-9
  return expected === 'refer' || isFirst ? 'asked' : 'behind'
}

/** How strangers fare who are known by name and birth date, and by name only. */
export interface Strangers {
  readonly file: number
  readonly withBirthDate: { readonly referred: Share; readonly insufficient: Share }
  readonly nameOnly: { readonly referred: Share; readonly insufficient: Share }
}

/** Searches for the travellers of a file with the columns full_name and date_of_birth. */
export const measureStrangers = async (
  path: string,
  entries: readonly IndexEntry[],
  model: Model,
  threshold: number
): Promise<Strangers> => {
  const index = indexOf(entries, model)
  const people: { readonly names: PersonName[]; readonly birthDate: string }[] = []
  for await (const { at } of csvRows(path, ['full_name', 'date_of_birth'])) {
    people.push({ names: [{ full: at('full_name') }], birthDate: at('date_of_birth') })
  }
  const tally = (isDated: boolean) => {
    const results = people.map(({ names, birthDate }) =>
      index.search(isDated ? { names, birthDate } : { names }, { threshold, limit: 5 })
    )
    const referred = results.filter(({ matches }) => matches.length > 0).length
    const asked = results.filter(r => r.matches.length === 0 && r.insufficient.length > 0).length
    return {
      referred: shareOf(referred, people.length),
      insufficient: shareOf(asked, people.length)
    }
  }
  return { file: people.length, withBirthDate: tally(true), nameOnly: tally(false) }
}

/** An index over entries that are at hand. */
export const indexOf = (entries: readonly IndexEntry[], model: Model): WatchIndex => {
  const index = createWatchIndex(model)
  index.apply(entries.map(entry => ({ op: 'put', entry }) as const))
  for (const _ of index.compaction() ?? []);
  return index
}
