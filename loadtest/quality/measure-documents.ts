import { createWatchIndex, type IndexEntry, type Model, type WatchIndex } from '#matchers/index.ts'
import { toIndexEntry } from '#src/watchlist/index-entry.ts'
import { tell } from '../machine.ts'
import { misreadDocument } from '../people/document-differences.ts'
import { passportNumber } from '../people/passports.ts'
import { take } from '../people/people.ts'
import { createRandom, type Random } from '../people/random.ts'
import { travellers } from '../people/travellers.ts'
import type { SyntheticTraveller } from '../people/types.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import type { ListTask } from './measure-list.ts'
import { type Share, shareOf } from './statistics.ts'
import { wrongNumbers } from './wrong-numbers.ts'

/** How a list of lost and stolen documents fares: nobody but bearers of its numbers should be referred. */
export interface DocumentsResult {
  readonly listed: number
  readonly issuers: 'all issuers' | 'one issuer'
  /** Honest travellers, each with a document of their own, who are referred. */
  readonly falseAlertsPer10000: Share
  /** Bearers of listed numbers who are referred, by how the number is shown; under another name than any listed. */
  readonly found: Readonly<Record<string, Share>>
}

/** An issuer with nine-digit numbers, so that a million listed ones crowd them. */
const crowded = 'GBR'

/** Lost documents of all issuers, then as many of one. */
export const measureDocuments = (
  listed: number,
  model: Model,
  task: ListTask
): DocumentsResult[] => {
  const { seed } = task
  tell(`  ${listed} documents listed`)
  const mixed = [...watchlistEntries({ seed, persons: 0, documents: listed })].map(entry =>
    toIndexEntry('documents', entry)
  )
  const strangers = [...take(travellers({ seed, withDocument: 1 }), task.strangers)]
  const ofOne = Array.from({ length: listed }, (_, at) => lostDocument(seed, at))
  const strangersOfOne = strangers.map((stranger, at) => ({
    ...stranger,
    nationalities: [crowded],
    documents: [{ type: 'P', number: passportNumber(seed, crowded, 1, at), issuer: crowded }]
  }))
  return [
    { issuers: 'all issuers', ...measure(mixed, strangers, model, task) },
    { issuers: 'one issuer', ...measure(ofOne, strangersOfOne, model, task) }
  ]
}

const lostDocument = (seed: number, at: number): IndexEntry => ({
  list: 'documents',
  id: `D${at}`,
  subject: {
    kind: 'document',
    names: [],
    documents: [{ type: 'P', number: passportNumber(seed, crowded, 2, at), issuer: crowded }]
  },
  payload: undefined
})

const asked = 1000

const measure = (
  entries: readonly IndexEntry[],
  strangers: readonly SyntheticTraveller[],
  model: Model,
  { seed, threshold }: ListTask
): Omit<DocumentsResult, 'issuers'> => {
  const index = createWatchIndex(model)
  index.apply(entries.map(entry => ({ op: 'put', entry }) as const))
  const options = { threshold, limit: 200 }
  const referred = strangers.filter(each => index.search(each, options).matches.length > 0).length
  const random = createRandom(seed, 'wrong numbers')
  const found = Object.entries(shownAs).map(([kind, show]) => {
    const hits = Array.from({ length: asked }, (_, at) =>
      isFound(
        random.pick(entries),
        strangers[at % strangers.length],
        show,
        index,
        threshold,
        random
      )
    ).filter(hit => hit !== undefined)
    return [kind, shareOf(hits.filter(hit => hit).length, hits.length)] as const
  })
  return {
    listed: entries.length,
    falseAlertsPer10000: shareOf(referred, strangers.length),
    found: Object.fromEntries(found)
  }
}

type ShowNumber = (number: string, random: Random) => string | undefined

const shownAs: Readonly<Record<string, ShowNumber>> = {
  'as listed': number => number,
  'one look-alike': (number, random) => {
    const [misread] = misreadDocument({ type: 'P', number, issuer: '' }, random)
    return misread?.number === number ? undefined : misread?.number
  },
  ...wrongNumbers
}

/** Whether somebody with the listed number, as it is shown, is referred to its entry; undefined where it can't be shown so. */
const isFound = (
  { id, subject }: IndexEntry,
  bearer: SyntheticTraveller | undefined,
  show: ShowNumber,
  index: WatchIndex,
  threshold: number,
  random: Random
): boolean | undefined => {
  const [listed] = subject.documents ?? []
  const number = listed && show(listed.number, random)
  if (number === undefined || bearer === undefined) return undefined
  const traveller = { ...bearer, documents: [{ ...listed, number }] }
  return index.search(traveller, { threshold, limit: 200 }).matches.some(match => match.id === id)
}
