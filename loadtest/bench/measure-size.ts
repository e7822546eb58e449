import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Model } from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { tell } from '../machine.ts'
import { crossings } from '../people/crossings.ts'
import { take } from '../people/people.ts'
import { createRandom } from '../people/random.ts'
import { asRealLifeSpells } from '../people/real-life-spelling.ts'
import { travellers } from '../people/travellers.ts'
import type { SyntheticTraveller } from '../people/types.ts'
import { buildIndex } from './build-index.ts'
import { hardTravellers } from './hard-travellers.ts'
import { measureBruteForce } from './measure-brute-force.ts'
import { measureSearch, type Searching } from './measure-search.ts'
import { measureSnapshot } from './measure-snapshot.ts'
import { measureUpdates } from './measure-updates.ts'
import {
  type ListedOutcome,
  listedOutcome,
  type StrangerOutcome,
  strangerOutcome,
  type Thresholds,
  tallyQuality
} from './tally.ts'
import type { BenchResult, BenchTask, SearchCost } from './types.ts'

/** Warm-up and each split search for this share of the ordinary mix's travellers. */
const splitShare = 0.15
const hardShare = 0.05
const bruteForced = 100
const maxHits = 50
const startsAt = '2026-11-22T08:00:00Z'

/** Builds the index of one size, searches it and reports; runs in a process of its own. */
export const measureSize = (task: BenchTask): BenchResult => {
  const thresholds: Thresholds = configured('policy').thresholds
  const model = configured('matching-model')
  const { index, sample, build } = buildIndex(model, task)
  tell(`  built in ${build.seconds} s, ${build.bytesPerEntry} bytes an entry; searching`)
  const searching = { index, threshold: thresholds.possible, limit: maxHits }
  const splitSize = Math.ceil(task.crossings * splitShare)
  // As the service does after a start.
  for (const _ of index.learning());
  const persons = [...take(travellers({ seed: task.seed + 1 }), splitSize * 2)]
  measureSearch(searching, persons.slice(0, splitSize))
  globalThis.gc?.()
  const search: Record<string, SearchCost> = {}
  const strangers: StrangerOutcome[] = []
  const mix = [...take(crossings({ seed: task.seed, entries: sample, startsAt }), task.crossings)]
  search['ordinary'] = measureSearch(
    searching,
    mix.map(({ event }) => event.traveller),
    (result, at) => {
      if (!mix[at]?.truth) strangers.push(strangerOutcome(result))
    }
  )
  tell(`  ordinary: p99 ${search['ordinary'].p99} ms; now ${sample.length} listed persons`)
  const listed: ListedOutcome[] = []
  const random = createRandom(task.seed, 'bench listed')
  const spelled = sample.map(entry => ({ entry, ...asRealLifeSpells(entry, random) }))
  search['listed'] = measureSearch(
    searching,
    spelled.map(({ traveller }) => traveller),
    (result, at) => {
      const who = spelled[at]
      if (who) listed.push(listedOutcome(result, who.entry.id, who.differences))
    }
  )
  Object.assign(search, measureSplits(searching, persons.slice(splitSize)))
  const hard = hardTravellers(sample, Math.ceil(task.crossings * hardShare), task.seed)
  for (const [kind, those] of Object.entries(hard)) search[kind] = measureSearch(searching, those)
  tell('  hard ones searched; now brute force, snapshot and changes')
  const entries = sample.map(entry => toIndexEntry('synthetic', entry))
  const bruteForce = measureBruteForce(model, searching, entries, persons.slice(0, bruteForced))
  const snapshot = measureSnapshot(index, model)
  const quality = tallyQuality(listed, strangers, thresholds)
  const measured = { task, build, snapshot, search, bruteForce, quality }
  if (task.updateSeconds === 0) return measured
  const changing = { entries, travellers: mix.map(({ event }) => event.traveller) }
  return { ...measured, updates: measureUpdates(searching, changing, task.updateSeconds) }
}

/** The same strangers described more and less fully. */
const measureSplits = (
  searching: Searching,
  persons: readonly SyntheticTraveller[]
): Record<string, SearchCost> => {
  const dated = persons.filter(({ birthDate }) => birthDate !== undefined)
  return {
    'name and birth date': measureSearch(
      searching,
      dated.map(({ documents: _, ...rest }) => rest)
    ),
    'without birth date': measureSearch(
      searching,
      dated.map(({ documents: _, birthDate: __, ...rest }) => rest)
    ),
    'with document': measureSearch(
      searching,
      dated.filter(({ documents }) => documents !== undefined)
    )
  }
}

const configured = (name: string): Model & { readonly thresholds: Thresholds } =>
  JSON.parse(readFileSync(new URL(`../../config/${name}.json`, import.meta.url), 'utf8'))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const task: BenchTask = JSON.parse(process.argv[2] ?? '{}')
  process.stdout.write(JSON.stringify(measureSize(task)))
}
