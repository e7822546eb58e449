import { setTimeout as pause } from 'node:timers/promises'
import type { Audit, Cases, Manifests } from '../domain/ports.ts'
import { createLanes } from '../lanes.ts'
import { readManifest } from './earlier.ts'
import {
  casesOf,
  foundOf,
  outcomesByPerson,
  type PersonOutcome,
  type ReceivedManifest,
  standingOf
} from './received.ts'
import type { CasesById } from './status.ts'
import { readCases } from './statuses.ts'
import { withOnly } from './with-only.ts'

/** What travellers of manifests are erased with. */
export interface RetentionDeps {
  readonly manifests: Manifests
  readonly cases: Cases
  readonly audit: Audit
  readonly keepHours: number
  readonly now: () => Date
}

const hourMs = 60 * 60_000
const maxAtOnce = 100
/** Whole manifests: others get their turn between them. */
const readAtOnce = 4

/** Erases, hour by hour until the signal aborts, travellers without a case from manifests that are old enough. */
export const sweepManifests = async (deps: RetentionDeps, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    while (!signal.aborted && (await sweepOnce(deps)) > 0);
    await pause(hourMs, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Erases from the next manifests that are old enough, as many as are done at once, and says how many they were. Audited, counts
 * only, before anything is erased; done again after a kill, it comes to the same.
 */
export const sweepOnce = async ({
  manifests,
  cases,
  audit,
  keepHours,
  now
}: RetentionDeps): Promise<number> => {
  const at = now()
  // One that is put back may have been sent again since: what is reduced must be its newest state.
  if (!(await manifests.isWhole())) return 0
  const before = new Date(at.getTime() - keepHours * hourMs).toISOString()
  const ids = await manifests.due(before, maxAtOnce)
  if (ids.length === 0) return 0
  const inLanes = createLanes(readAtOnce)
  const sweeping = await inLanes(ids, async id => {
    const received = await readManifest(manifests, id)
    // A status change of a manifest goes with it.
    const erased = received ? await erase(cases, received) : nothing
    return { id, isKnown: received !== undefined, erased }
  })
  const sum = (of: 'gone' | 'kept') => sweeping.reduce((all, { erased }) => all + erased[of], 0)
  const known = sweeping.filter(({ isKnown }) => isKnown)
  const about = { manifests: known.length, travellers: sum('gone'), kept: sum('kept') }
  const by = { sub: 'portcullis' }
  await audit.append([{ at: at.toISOString(), by, action: 'travellers_erased', about }])
  await Promise.all(sweeping.map(({ id, erased }) => manifests.reduce(id, erased.left)))
  return ids.length
}

interface Erased {
  /** What is left of the manifest; undefined where nobody on it has a case. */
  readonly left?: ReceivedManifest
  readonly gone: number
  readonly kept: number
}

const nothing: Erased = { gone: 0, kept: 0 }

const erase = async (cases: Cases, received: ReceivedManifest): Promise<Erased> => {
  const { outcomes } = received
  const known = await readCases(cases, outcomes.flat().flatMap(casesOf))
  const staying = outcomes.map(of => withCase(of, known))
  const kept = staying.reduce((sum, { size }) => sum + size, 0)
  const gone = outcomes.flat().length - kept
  if (kept === 0) return { gone, kept }
  return { left: { ...withOnly(received, staying), isReduced: true }, gone, kept }
}

/** Ordinals of the persons of a message that have a case. */
const withCase = (
  outcomes: ReceivedManifest['outcomes'][number],
  cases: CasesById
): ReadonlySet<number> => {
  const meant = outcomesByPerson(outcomes)
  const hasCase = (person: number) => {
    const outcome = meant.get(person)
    if (!outcome) return false
    // Who has hits has a case, also where it is being put back just now.
    return isHit(outcome) || casesOf(outcome).some(id => cases.has(id))
  }
  return new Set(outcomes.flatMap(({ person }) => (hasCase(person) ? person : [])))
}

const isHit = (outcome: PersonOutcome) =>
  standingOf(outcome).some(one => one.kind === 'unscreened' || (foundOf(one)?.hits.length ?? 0) > 0)
