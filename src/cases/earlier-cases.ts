import { type CaseState, deskOf, hitsFor } from '../domain/case.ts'
import { type EarlierCase, type EarlierOfEntry, showEarlier } from '../domain/earlier-case.ts'
import type { Cases, SeenCase } from '../domain/ports.ts'

/** What an agency saw before a case of its own, each newest first, by when its own desk was opened. */
export interface EarlierCases {
  readonly ofTraveller: readonly EarlierCase[]
  /** Of other travellers who were found to be the same entries. */
  readonly ofEntries: readonly EarlierOfEntry[]
}

const atMost = 20
const ofEachEntryAtMost = 10
const entriesAtMost = 20
/** More than a traveller has: what is cut must not hang on cases that others see. */
const ofTravellerAtMost = 1_000

/** The earlier cases of a case's traveller, and of its entries as far as this agency sees them: nothing hangs on what only others see. */
export const earlierCases = async (
  cases: Pick<Cases, 'get' | 'ofTraveller' | 'seenOfEntry'>,
  state: CaseState,
  agency: string
): Promise<EarlierCases> => {
  const before = deskOf(state, agency)?.createdAt
  if (before === undefined) return { ofTraveller: [], ofEntries: [] }
  const { traveller } = state
  const own = traveller ? await cases.ofTraveller(traveller, ofTravellerAtMost) : []
  const ids = await idsOfEntries(cases, state, agency, before, new Set(own.map(({ id }) => id)))
  const others = ids.length > 0 ? await cases.get(ids) : []
  const show = (one: CaseState | undefined) => one && showEarlier(one, state, agency)
  return {
    ofTraveller: own
      .flatMap(one => show(one) ?? [])
      .filter(({ createdAt }) => createdAt < before)
      .sort(newestFirst)
      .slice(0, atMost)
      .map(({ traveller: _, ...one }) => one),
    ofEntries: others.flatMap(one => show(one) ?? []).filter(({ entries }) => entries.length > 0)
  }
}

/** The newest cases of each entry, but those of the traveller; of busy entries as well as of rare ones. */
const idsOfEntries = async (
  cases: Pick<Cases, 'seenOfEntry'>,
  { hits }: CaseState,
  agency: string,
  before: string,
  own: ReadonlySet<string>
): Promise<readonly string[]> => {
  const entries = hitsFor(hits, agency).slice(0, entriesAtMost)
  const found = await Promise.all(
    entries.map(async ({ list, entryId: id }) => {
      const limit = own.size + ofEachEntryAtMost
      const seen = await cases.seenOfEntry(agency, { list, id }, before, limit)
      return seen.filter(one => !own.has(one.id)).slice(0, ofEachEntryAtMost)
    })
  )
  const newest = found.flat().sort(newestFirst)
  return [...new Set(newest.map(({ id }) => id))].slice(0, atMost)
}

const newestFirst = (a: SeenCase, b: SeenCase) =>
  a.createdAt > b.createdAt ? -1 : a.createdAt < b.createdAt ? 1 : 0
