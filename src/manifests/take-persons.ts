import type { Actor } from '../domain/access.ts'
import type { Unscreened } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { Record } from '../domain/ports.ts'
import type { RecordedHit, Screened } from '../domain/screening.ts'
import type { OnManifest } from '../domain/traveller.ts'
import type { InLanes } from '../lanes.ts'
import { unscreenedEvent } from '../screening/event.ts'
import type { Screen } from '../screening/screen.ts'
import { dayOf, everybodyOn, type Manifest, type Message, screenedOn } from './manifest.ts'
import { needsIdentity } from './message-function.ts'
import type { Person } from './person.ts'
import type { Found, FoundHit, PersonOutcome } from './received.ts'
import { isDescribed } from './sort-out.ts'
import { toLeg } from './to-leg.ts'
import { toTraveller } from './to-traveller.ts'

/** What persons are screened with. */
export interface PersonDeps {
  readonly screen: Screen
  readonly inLanes: InLanes
  readonly record: Record
  readonly ids: Ids
  /** Who looks at persons that could not be screened, beside the sender's own agency. */
  readonly unscreenedAgencies: readonly string[]
  readonly now: () => Date
}

/** Which manifest, from whom, and what for. */
export interface ManifestOrigin {
  readonly manifestId: string
  readonly receivedAt: string
  readonly source: string
  readonly purpose: string
  readonly by: Actor
  /** Nobody on it was screened before, not even by a node that ended meanwhile. */
  readonly isFirst: boolean
  /** Nothing is recorded of anybody before. */
  readonly kept: Promise<unknown>
}

/**
 * Screens every person that a manifest describes, once, and opens a case for each that can not be screened, or one for many
 * whom nobody has described; durable when it resolves. Gives the outcomes of each message; none for other persons who are named only.
 */
export const takePersons = async (
  deps: PersonDeps,
  manifest: Manifest,
  origin: ManifestOrigin
): Promise<readonly (readonly PersonOutcome[])[]> => {
  const tasks = manifest.messages.flatMap((message, at) => tasksOf(message, at, manifest, origin))
  const outcomes = await deps.inLanes(tasks, task => take(deps, origin, task))
  return manifest.messages.map((_, at) => outcomes.filter((_, index) => tasks[index]?.at === at))
}

interface Task {
  /** Of the message in the manifest. */
  readonly at: number
  readonly person: Person
  readonly journey: ReturnType<typeof toLeg> | undefined
  /** Why the person can not be screened. */
  readonly fault?: string
  /** The case is about others too: whatever becomes of it says nothing about any of them. */
  readonly isShared?: true
}

const tasksOf = (
  message: Message,
  at: number,
  { interchange }: Manifest,
  { receivedAt }: ManifestOrigin
): readonly Task[] => {
  const ordinals = new Set(screenedOn(message).map(({ ordinal }) => ordinal))
  const { sectors, undescribed = [] } = message
  if (ordinals.size + undescribed.length === 0) return []
  const persons = message.persons.filter(({ ordinal }) => ordinals.has(ordinal))
  const unreadable = message.unreadable.filter(({ person }) => ordinals.has(person.ordinal))
  const sector = sectors.find(({ isBorder }) => isBorder) ?? sectors.at(-1)
  const journey = sector && toLeg(sector, dayOf({ interchange, receivedAt }))
  // Of whom a message names only nothing can be compared.
  const described = needsIdentity(message.function) ? persons : persons.filter(isDescribed)
  const named = persons.filter(person => person.isUnlisted && !isDescribed(person))
  const first = everybodyOn(message).find(({ ordinal }) => undescribed.includes(ordinal))
  const fault = `${notDescribed} (${undescribed.length} persons)`
  return [
    ...described.map(person => ({ at, person, journey })),
    ...named.map(person => ({ at, person, journey, fault: notDescribed })),
    ...(first ? [{ at, person: first, journey, fault, isShared: true as const }] : []),
    ...unreadable.map(({ person, reason }) => ({
      at,
      person,
      journey,
      fault: person.findings.find(({ code }) => code === reason)?.words ?? reason
    }))
  ]
}

const notDescribed = 'not described, and on no earlier list of this flight'

const take = async (
  deps: PersonDeps,
  origin: ManifestOrigin,
  task: Task
): Promise<PersonOutcome> => {
  const { ordinal: person, duplicateOf } = task.person
  if (duplicateOf !== undefined) return { person, kind: 'duplicate', of: duplicateOf }
  if (task.fault) {
    const outcome = await openCase(deps, origin, task, task.fault)
    return task.isShared ? { person, kind: 'noted' } : outcome
  }
  try {
    return { person, kind: 'screened', found: await screenOne(deps, origin, task) }
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'INTERNAL'
    if (nobodysFault.has(code)) throw error
    return openCase(deps, origin, task, code)
  }
}

/** What a later try can heal, or an operator; everything else is this person's own. */
const nobodysFault = new Set([
  'WATCHLIST_NOT_READY',
  'WATCHLIST_TOO_OLD',
  'NO_LIST',
  'DEADLINE_PASSED',
  'OVERLOADED',
  'RECORD_UNAVAILABLE'
])

const screenOne = async (
  { screen }: PersonDeps,
  { manifestId, receivedAt, source, purpose, by, isFirst, kept }: ManifestOrigin,
  { at, person, journey }: Task
): Promise<Found> => {
  const traveller = toTraveller(person)
  // Of all that is asked: the same manifest, read by a later version, may ask something else. Kept as a digest only.
  // When it came is part of it: one that comes again after its retention is screened anew, and that is recorded anew.
  const place = [manifestId, receivedAt, at, person.ordinal, person.reference]
  const id = JSON.stringify([...place, traveller, journey])
  const request = { id, ...(journey && { journey }), purpose, traveller }
  const onManifest = placeOf(manifestId, at, person)
  const { isCenturyGuessed = false } = person.birth ?? {}
  const asked = { source, channel: 'manifest', by, isFirst, isCenturyGuessed } as const
  return toFound(await screen(request, { ...asked, onManifest, after: kept }))
}

const placeOf = (
  manifestId: string,
  at: number,
  { ordinal, reference, locator, seat }: Person
): OnManifest => ({
  manifestId,
  message: at + 1,
  person: ordinal,
  ...(reference && { reference }),
  ...(locator && { locator }),
  ...(seat && { seat })
})

const toFound = (screened: Screened): Found => {
  const { id, caseId, hits, candidates, cutShort, warnings, degraded } = screened
  return {
    screening: id,
    caseId,
    hits: hits.map(toFoundHit),
    candidates: candidates.map(toFoundHit),
    isCutShort: cutShort,
    warnings,
    degraded
  }
}

const toFoundHit = ({ list, entryId, agency, releasableTo, covert }: RecordedHit): FoundHit => ({
  list,
  entryId,
  agency,
  releasableTo,
  covert
})

/** Nobody is lost: a person that can not be screened goes to the officers as a case of its own. */
const openCase = async (
  { record, ids, unscreenedAgencies, now }: PersonDeps,
  { manifestId, source, purpose, by, kept }: ManifestOrigin,
  { at, person, journey }: Task,
  fault: string
): Promise<PersonOutcome> => {
  await kept
  const id = ids.screening(source, `${manifestId}/${at}/${person.ordinal}/unscreened`)
  const message: Unscreened = {
    id,
    caseId: id,
    purpose,
    reason: `could not be screened: ${fault}`,
    agencies: [...new Set([...(by.agency ? [by.agency] : []), ...unscreenedAgencies])],
    screenedAt: now().toISOString(),
    by,
    ...(journey && { journey }),
    person: { traveller: toTraveller(person), onManifest: placeOf(manifestId, at, person) }
  }
  await record.append('screenings', [unscreenedEvent(message, source)])
  const { caseId, agencies, reason } = message
  return { person: person.ordinal, kind: 'unscreened', caseId, agencies, reason }
}
