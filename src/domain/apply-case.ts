import { underLaterDefaults } from './apply-defaults.ts'
import { stillTold, underLaterRelease } from './apply-release.ts'
import { canonicalJson } from './canonical.ts'
import {
  agenciesOf,
  type CaseHit,
  type CaseState,
  type Desk,
  hitsFor,
  isOver,
  moved,
  restsOnHits,
  storedDesk,
  type TrailStep,
  type Unscreened
} from './case.ts'
import { isStanding, urgencyAmong } from './entry-notice.ts'
import type { Screened } from './screening.ts'
import type { Instruction } from './vocabulary.ts'

/** Screenings and notices that a case remembers, to recognise what comes twice. */
export const remembered = 50

/**
 * The case after a screening with hits: made by the first, completed by later ones. Each entry stands in it once. A desk
 * is opened by a hit that its agency sees, and changes only when such hits do, or a list puts the traveller elsewhere: a repeated
 * event, or news for others, leaves it as it is. One that was withdrawn is reopened as soon as its agency has a hit again, of an
 * entry that stands.
 */
export const applyScreening = (
  stored: CaseState | undefined,
  screened: Screened,
  hitId: (list: string, entryId: string) => string,
  urgencyOf: (instruction: Instruction) => number
): CaseState | undefined => {
  if (screened.hits.length === 0 || stored?.screenings.includes(screened.id)) return undefined
  const before = stored?.hits ?? []
  const found = screened.hits.map(hit => ({ ...hit, id: hitId(hit.list, hit.entryId) }))
  const hits = completed(before, found).map(hit => {
    const known = before.find(({ id }) => id === hit.id)
    return stored && known && known !== hit ? stillTold(stored, known, hit) : hit
  })
  const ofScreening = new Set(found.map(({ id }) => id))
  const desks = { ...stored?.desks }
  for (const agency of agenciesOf(hits)) {
    const [sawBefore, seesNow] = [hitsFor(before, agency), hitsFor(hits, agency)]
    const stands = stored && storedDesk(stored, agency)
    const own = seesNow.filter(({ id }) => ofScreening.has(id))
    const desk = stands && own.length > 0 ? counted(stands, screened) : stands
    if (desk) desks[agency] = desk
    const isFound = own.some(isStanding)
    const returns = desk?.state === 'withdrawn' && isFound
    const concerns = desk ? returns || hasChanged(sawBefore, seesNow) : isFound
    const move = stands && desk && moveOf(stands, desk)
    if (!concerns && !move) continue
    const urgency = urgencyAmong(seesNow, urgencyOf)
    const reopens = returns || isNews(sawBefore, seesNow)
    desks[agency] = desk
      ? screenedAgain(desk, screened, urgency, reopens, move)
      : opened(screened, urgency)
  }
  return {
    ...(stored ?? { id: screened.caseId, createdAt: screened.screenedAt }),
    ...(screened.keys && { traveller: screened.keys.traveller }),
    hits,
    screenings: [...(stored?.screenings ?? []), screened.id].slice(-remembered),
    desks
  }
}

/** The case of a traveller that could not be screened; a repeated message changes nothing. */
export const applyUnscreened = (
  stored: CaseState | undefined,
  message: Unscreened,
  urgency: number
): CaseState | undefined => {
  if (stored) return undefined
  const { id, caseId, reason, agencies, screenedAt } = message
  const desk = opened(message, urgency, { action: 'not_screened', reason })
  return {
    id: caseId,
    hits: [],
    unscreened: { reason, agencies },
    screenings: [id],
    desks: Object.fromEntries(agencies.map(agency => [agency, desk])),
    createdAt: screenedAt
  }
}

/** Each entry once. */
const completed = (stored: readonly CaseHit[], found: readonly CaseHit[]): readonly CaseHit[] => {
  const hits = new Map(stored.map(hit => [hit.id, hit]))
  for (const hit of found) {
    const known = hits.get(hit.id)
    hits.set(hit.id, known ? better(known, hit) : hit)
  }
  return [...hits.values()].sort((a, b) => b.score - a.score)
}

/**
 * An entry in its newest revision, and of that the better comparison, with what its list said last. One that was found in an
 * earlier revision than its owner has changed or withdrawn since, says so still, and is seen by whom the owner lets see it since; one
 * that had lapsed is valid where it is found.
 */
const better = (known: CaseHit, hit: CaseHit): CaseHit => {
  const since = known.entrySince
  const isBetter =
    known.isOutdated ||
    (since?.as === 'lapsed' && hit.entryRevision >= since.revision) ||
    hit.entryRevision > known.entryRevision ||
    (hit.entryRevision === known.entryRevision && hit.score > known.score)
  if (!isBetter) return underLaterRelease(underLaterDefaults(known, hit), known)
  const isLate = since && hit.entryRevision < since.revision
  const found = isLate ? { ...hit, entrySince: since } : hit
  return underLaterRelease(underLaterDefaults(found, known), known)
}

/** Whether an agency sees other hits than before: more, better, newer, or fewer. */
const hasChanged = (before: readonly CaseHit[], after: readonly CaseHit[]) =>
  after.length !== before.length ||
  after.some(hit => !before.includes(hit) && !before.some(one => isSameToOfficers(one, hit)))

/** Nobody sees which revisions of its entry and its list a hit goes by, where they say the same. */
const isSameToOfficers = (one: CaseHit, other: CaseHit) =>
  one.id === other.id && canonicalJson(seenOf(one)) === canonicalJson(seenOf(other))

const seenOf = ({ ofList: _, release: __, ...seen }: CaseHit) => seen

/** Whether an agency sees an entry that it did not see before, a newer revision of one, or another instruction; what was withdrawn is none. */
const isNews = (before: readonly CaseHit[], after: readonly CaseHit[]) =>
  after.some(
    hit =>
      isStanding(hit) &&
      !before.some(
        ({ id, entryRevision, instruction }) =>
          id === hit.id && entryRevision >= hit.entryRevision && instruction === hit.instruction
      )
  )

const opened = (
  { id, screenedAt: at, by, journey, purpose, person, keys }: Screened | Unscreened,
  urgency: number,
  step: Pick<TrailStep, 'action' | 'reason'> = { action: 'opened' }
): Desk => ({
  revision: 1,
  state: 'new',
  urgency,
  traveller: person.traveller,
  ...(journey && { journey }),
  ...(person.onManifest && { onManifest: person.onManifest }),
  purpose,
  ...(keys?.person && { person: keys.person }),
  ...(person.knownUntil && { knownUntil: person.knownUntil }),
  trail: [{ at, by, ...step, ...placeOf(journey) }],
  screenings: [id],
  createdAt: at,
  updatedAt: at
})

/** The desk with one more screening to its hits, and where that found the traveller, if officers would look elsewhere: in another seat, or on a list at all. */
const counted = (desk: Desk, { id, person: { onManifest } }: Screened): Desk => {
  const isElsewhere = desk.onManifest
    ? onManifest?.seat && onManifest.seat !== desk.onManifest.seat
    : onManifest
  return {
    ...desk,
    ...(isElsewhere && { onManifest }),
    screenings: [...new Set([...(desk.screenings ?? []), id])].slice(-remembered)
  }
}

/** What officers are told of a new place of somebody whom they wait for, as of who is confirmed; undefined where there is nothing to tell. */
const moveOf = (before: Desk, after: Desk): string | undefined => {
  const isWaitedFor = !isOver(after.state) || after.state === 'confirmed'
  if (after.onManifest === before.onManifest || !isWaitedFor) return undefined
  return before.onManifest ? 'now in another seat' : 'now on a list of the flight'
}

const screenedAgain = (
  desk: Desk,
  { screenedAt: at, by, journey }: Screened,
  urgency: number,
  reopens: boolean,
  reason: string | undefined
): Desk => ({
  ...moved(desk, reopens && restsOnHits(desk.state) ? 'reopened' : desk.state),
  revision: desk.revision + 1,
  urgency,
  trail: [
    ...desk.trail,
    { at, by, action: 'screened_again', ...(reason && { reason }), ...placeOf(journey) }
  ],
  updatedAt: at
})

const placeOf = (journey: Screened['journey']) =>
  journey?.kind === 'crossing' ? { checkpoint: journey.checkpoint } : {}
