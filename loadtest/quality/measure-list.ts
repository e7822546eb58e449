import type { SearchResult, Traveller, WatchIndex } from '#matchers/index.ts'
import { take } from '../people/people.ts'
import { createRandom } from '../people/random.ts'
import { asRealLifeSpells, type WantedDifferences } from '../people/real-life-spelling.ts'
import { travellers } from '../people/travellers.ts'
import type { ListedEntry, SyntheticTraveller } from '../people/types.ts'
import { kinds, needsDocument, usual } from './kinds.ts'
import { type Mode, modeNames, modes } from './modes.ts'
import { cutsFor, type Level, lowestScore, macroOf, type Recall, recallOf } from './recall.ts'
import { type Share, shareOf } from './statistics.ts'

/** What is measured on one list. */
export interface ListTask {
  readonly seed: number
  /** Listed persons of the sample that are asked for with each kind of difference. */
  readonly perKind: number
  readonly strangers: number
  readonly threshold: number
}

/** Anything that gives scores by entry id: the index, or a baseline. */
export type Searcher = (traveller: Traveller) => readonly Scored[]

export interface Scored {
  readonly id: string
  readonly score: number
  /** Shown to an officer as not specific enough. */
  readonly asked?: boolean
}

export interface ModeResult {
  readonly mode: Mode
  readonly falseAlertsPer10000: Share
  readonly insufficientPer10000: Share
  /** Recall by kind of difference at the threshold, and where so many in 10,000 strangers are alarmed. */
  readonly recall: Readonly<Record<string, Recall>>
  readonly macro: Readonly<Record<Level, number>>
}

/** An index as a searcher. */
export const searcherOf =
  (index: WatchIndex, threshold: number): Searcher =>
  traveller => {
    const { matches, insufficient }: SearchResult = index.search(traveller, {
      threshold: lowestScore,
      limit: 200
    })
    const found = matches.map(({ id, score }) => ({ id, score }))
    if (found.some(({ score }) => score >= threshold)) return found
    return [...found, ...insufficient.map(({ id, score }) => ({ id, score, asked: true }))]
  }

/** Recall by kind of difference and false alerts, in every mode. */
export const measureList = (
  search: Searcher,
  sample: readonly ListedEntry[],
  task: ListTask,
  wantedModes: readonly Mode[] = modeNames
): ModeResult[] => {
  const strangers = [...take(travellers({ seed: task.seed, withoutBirthDate: 0 }), task.strangers)]
  const asked = askedFor(sample, task)
  return wantedModes.map(mode => {
    const reduce: (traveller: SyntheticTraveller) => Traveller | undefined = modes[mode]
    const best: number[] = []
    let insufficient = 0
    for (const stranger of strangers) {
      const traveller = reduce(stranger)
      if (traveller === undefined) continue
      const found = search(traveller)
      const score = found.reduce(
        (most, each) => (each.asked ? most : Math.max(most, each.score)),
        0
      )
      best.push(score)
      if (score < task.threshold && found.some(each => each.asked)) insufficient++
    }
    const cuts = cutsFor(best)
    const recall: Record<string, Recall> = {}
    for (const [kind, persons] of asked) {
      if (needsDocument(kind) && mode !== 'with document') continue
      const scores = persons.flatMap(({ id, traveller: full }) => {
        const traveller = reduce(full)
        if (traveller === undefined) return []
        return search(traveller).find(each => each.id === id && !each.asked)?.score ?? 0
      })
      if (scores.length > 0) recall[kind] = recallOf(scores, task.threshold, cuts)
    }
    return {
      mode,
      falseAlertsPer10000: shareOf(best.filter(s => s >= task.threshold).length, best.length),
      insufficientPer10000: shareOf(insufficient, best.length),
      recall,
      macro: macroOf(Object.entries(recall).flatMap(([kind, row]) => (kind === usual ? [] : row)))
    }
  })
}

/** Listed persons by kind of difference, where the kind applies to them. */
const askedFor = (sample: readonly ListedEntry[], { seed, perKind }: ListTask) => {
  const asked = new Map<string, { readonly id: string; readonly traveller: SyntheticTraveller }[]>()
  const persons = sample.filter(({ kind }) => kind === 'person')
  const wanted: [string, WantedDifferences][] = [[usual, {}], ...Object.entries(kinds)]
  for (const [kind, differences] of wanted) {
    const random = createRandom(seed, `quality ${kind}`)
    const people: { id: string; traveller: SyntheticTraveller }[] = []
    for (const entry of persons) {
      if (people.length >= (kind === usual ? perKind * 4 : perKind)) break
      const { traveller, differences: made } = asRealLifeSpells(entry, random, differences)
      if (applies(kind, made)) people.push({ id: entry.id, traveller })
    }
    asked.set(kind, people)
  }
  return asked
}

const applies = (kind: string, made: readonly string[]): boolean => {
  if (kind === usual) return true
  const isDated = !made.some(each => each.startsWith('list has'))
  const asked = /^(?:birth date|document): (.*)/.exec(kind)?.[1]
  if (asked !== undefined) return made.includes(asked)
  if (kind === 'as listed') return isDated
  if (kind.includes(' and a ')) {
    return made.includes('one digit off') && made.includes('one typing error')
  }
  return isDated && made.includes(kind)
}
