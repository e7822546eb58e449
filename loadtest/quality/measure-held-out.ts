import type { IndexEntry, Model } from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { tell } from '../machine.ts'
import { take } from '../people/people.ts'
import { createRandom } from '../people/random.ts'
import { travellers } from '../people/travellers.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import type { HeldOut, HeldOutCase, Loading } from './held-out-cases.ts'
import { type ListTask, type Searcher, searcherOf } from './measure-list.ts'
import { indexOf } from './measure-real.ts'
import { modes } from './modes.ts'
import { type Cuts, cutsFor, macroOf, type Recall, recallOf } from './recall.ts'
import { type Share, shareOf } from './statistics.ts'

/** What was measured on real lists, filled up to one size by people who do not exist. */
export interface HeldOutResult {
  readonly persons: number
  readonly strangers: number
  /** At the policy's threshold, by what was loaded. */
  readonly falseAlertsPer10000: Readonly<Record<Loading, Share>>
  readonly rows: readonly HeldOutRow[]
  readonly macro: ReturnType<typeof macroOf>
}

export interface HeldOutRow {
  readonly kind: string
  readonly recall: Recall
}

const perKind = 400

/** Recall of travellers made from real lists, all fields known, where strangers are alarmed so and so often. */
export const measureHeldOut = (
  lists: readonly HeldOut[],
  persons: number,
  model: Model,
  task: ListTask
): HeldOutResult => {
  const byKind = Map.groupBy(
    lists.flatMap(({ cases }) => cases),
    ({ kind }) => kind
  )
  const rows: HeldOutRow[] = []
  const measure = (loading: Loading): Share => {
    tell(`  real lists filled to ${persons}, ${loading}`)
    const real = lists.flatMap(({ loaded }) => loaded[loading])
    const index = indexOf([...real, ...filler(persons - real.length, task.seed)], model)
    const search = searcherOf(index, task.threshold)
    const best = strangersScores(search, task)
    const cuts = cutsFor(best)
    for (const [kind, cases] of byKind) {
      const own = cases.filter(each => each.loading === loading)
      if (own.length > 0) rows.push({ kind, recall: recallOfCases(own, search, task, cuts) })
    }
    return shareOf(best.filter(score => score >= task.threshold).length, best.length)
  }
  const falseAlertsPer10000 = {
    'primary only': measure('primary only'),
    'all but one': measure('all but one')
  }
  return {
    persons,
    strangers: task.strangers,
    falseAlertsPer10000,
    rows: rows.sort((a, b) => (a.kind < b.kind ? -1 : 1)),
    macro: macroOf(rows.map(({ recall }) => recall))
  }
}

const filler = (persons: number, seed: number): IndexEntry[] =>
  [...watchlistEntries({ seed, persons: Math.max(0, persons), documents: 0 })].map(entry =>
    toIndexEntry('synthetic', entry)
  )

/** The score that each stranger, known by all fields, is alarmed with. */
const strangersScores = (search: Searcher, { seed, strangers }: ListTask): number[] =>
  [...take(travellers({ seed, withoutBirthDate: 0 }), strangers)].map(stranger =>
    search(modes['all fields'](stranger)).reduce(
      (most, { score, asked }) => (asked ? most : Math.max(most, score)),
      0
    )
  )

const recallOfCases = (
  cases: readonly HeldOutCase[],
  search: Searcher,
  { seed, threshold }: ListTask,
  cuts: Cuts
): Recall => {
  const random = createRandom(seed, `sample of ${cases[0]?.kind}`)
  const left = [...cases]
  const sample = Array.from({ length: Math.min(perKind, cases.length) }, () =>
    left.splice(random.below(left.length), 1)
  ).flat()
  const scores = sample.map(
    ({ id, traveller }) => search(traveller).find(each => each.id === id && !each.asked)?.score ?? 0
  )
  return recallOf(scores, threshold, cuts)
}
