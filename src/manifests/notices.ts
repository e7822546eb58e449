import type { Notice } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { EarlierPerson } from './earlier.ts'
import type { Message } from './manifest.ts'
import type { Person } from './person.ts'
import { caseOf, foundOf, type PersonOutcome } from './received.ts'
import { toTraveller } from './to-traveller.ts'

/** Which message of which manifest says it, and when it came. */
export interface NoticeSource extends Pick<Notice, 'at' | 'by'> {
  readonly ids: Ids
  readonly manifestId: string
  readonly message: number
}

const said: { readonly [asked in Message['function']]?: Pick<Notice, 'kind' | 'reason'> } = {
  cancel: { kind: 'withdrawn', reason: 'reservation cancelled' },
  change_of_flight: { kind: 'withdrawn', reason: 'moved to another flight' },
  reduction: { kind: 'withdrawn', reason: 'no longer in the party' },
  flight_cancelled: { kind: 'withdrawn', reason: 'flight cancelled: did not travel' },
  not_on_board: { kind: 'withdrawn', reason: 'not on board' },
  on_board: { kind: 'boarded', reason: 'on board' }
}

/** What a message says became of persons, as notices about their cases; one of each case, whether it has hits or not. */
export const noticesAbout = (
  { ids, manifestId, message, at, by }: NoticeSource,
  asked: Message['function'],
  persons: readonly EarlierPerson[]
): readonly Notice[] => {
  const says = said[asked]
  if (!says) return []
  return [...byCase(persons)].map(([caseId, screenings]) => ({
    id: ids.digest(['notice', manifestId, at, message, caseId]),
    ...says,
    caseId,
    screenings,
    at,
    by
  }))
}

/**
 * What a change says of one person: to each case of the person as described before, unless nothing that is compared differs. Where
 * the person could not be screened, hits are not told what was found: nothing was compared. A case without any, of somebody who
 * could not be screened before either, goes on in the new one.
 */
export const noticesOfChange = (
  { ids, manifestId, message, at, by }: NoticeSource,
  person: Person,
  outcome: PersonOutcome,
  earlier: readonly EarlierPerson[]
): readonly Notice[] => {
  const [latest] = earlier
  const now = caseOf(outcome)
  const traveller = toTraveller(person)
  if (!latest || !now || isSame(traveller, toTraveller(latest.person))) return []
  const isCompared = outcome.kind !== 'unscreened'
  const since = { caseId: now.caseId, found: foundOf(outcome)?.hits ?? [] }
  return [...byCase(earlier)].map(([caseId, screenings]) => ({
    id: ids.digest(['notice', manifestId, at, message, person.ordinal, caseId]),
    kind: 'changed' as const,
    reason: isCompared ? 'described anew' : 'described anew, could not be screened',
    caseId,
    screenings,
    ...((isCompared || screenings.includes(caseId)) && { since }),
    person: { traveller },
    at,
    by
  }))
}

const byCase = (persons: readonly EarlierPerson[]): ReadonlyMap<string, readonly string[]> => {
  const cases = new Map<string, readonly string[]>()
  for (const { outcome } of persons) {
    const known = caseOf(outcome)
    if (!known) continue
    const { caseId, screening } = known
    cases.set(caseId, [...new Set([...(cases.get(caseId) ?? []), screening])])
  }
  return cases
}

const isSame = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b)
