import type { ChangedCase } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { Cases, Manifests, RecordEvent } from '../domain/ports.ts'
import { createLanes } from '../lanes.ts'
import { type Authorities, authorityFor } from './authority.ts'
import { screenedOn } from './manifest.ts'
import { caseKey, keysFor } from './manifest-keys.ts'
import type { Person } from './person.ts'
import { casesOf, outcomesByPerson, type ReceivedManifest } from './received.ts'
import { statusKey } from './status.ts'
import { type ChangedPerson, statusChangeEvents } from './status-change.ts'
import { readCases, statusesIn } from './statuses.ts'

/** What carriers are told of changes with. */
export interface AnnouncerDeps {
  readonly manifests: Manifests
  readonly cases: Cases
  readonly ids: Ids
  readonly authorities: Authorities
  readonly now: () => Date
}

const maxManifests = 200
/** Whole manifests, each with the cases of all its persons: the next is read when one has been told of. */
const readAtOnce = 4

/**
 * Makes the function that gives, as events for `carrier-replies`, what carriers are told of the persons whose status these
 * cases change. It is asked before the cases are stored; the same again has the same ids.
 */
export const createAnnouncer = (
  deps: AnnouncerDeps
): ((changes: readonly ChangedCase[]) => Promise<readonly RecordEvent[]>) => {
  const { manifests, ids } = deps
  const inLanes = createLanes(readAtOnce)
  return async changes => {
    const telling = changes.filter(({ before, after }) => statusKey(before) !== statusKey(after))
    const keys = telling.map(({ after }) => manifests.under(caseKey(ids, after.id), maxManifests))
    const concerned = [...new Set((await Promise.all(keys)).flat())]
    return (await inLanes(concerned, id => announceIn(deps, id, telling))).flat()
  }
}

const announceIn = async (
  deps: AnnouncerDeps,
  id: string,
  changes: readonly ChangedCase[]
): Promise<readonly RecordEvent[]> => {
  const { manifests, cases, ids, authorities, now } = deps
  const received = (await manifests.get(id))?.content as ReceivedManifest | undefined
  if (!received?.outcomes) return []
  const stored = await readCases(cases, received.outcomes.flat().flatMap(casesOf))
  const authority = authorityFor(authorities, received.manifest.interchange?.recipient)
  const [before, after] = [new Map(stored), new Map(stored)]
  for (const change of changes) {
    if (change.before) before.set(change.after.id, change.before)
    after.set(change.after.id, change.after)
  }
  const [was, is] = [
    statusesIn(received, before, authority),
    statusesIn(received, after, authority)
  ]
  const isNewest = newestFor(deps, received)
  const changed: ChangedPerson[] = []
  for (const [at, message] of received.manifest.messages.entries()) {
    const outcomes = outcomesByPerson(received.outcomes[at] ?? [])
    for (const person of screenedOn(message)) {
      const [outcome, decision] = [outcomes.get(person.ordinal), is(at, person.ordinal)]
      if (!outcome || decision === was(at, person.ordinal)) continue
      if (await isNewest(at, person)) changed.push({ at, person, decision })
    }
  }
  const cause = changes.map(({ after: { id: caseId, desks } }) => [
    caseId,
    Object.entries(desks).map(([agency, { revision }]) => [agency, revision])
  ])
  const prepared = now().toISOString()
  return statusChangeEvents({ ids, received, authority, cause, prepared }, changed)
}

/** Carriers go by the answer to what they sent last: a person's earlier manifests are not spoken of again. */
const newestFor = ({ manifests, ids }: AnnouncerDeps, received: ReceivedManifest) => {
  const { id, sender, receivedAt, manifest } = received
  const keys = keysFor(ids, sender)
  const sent = { interchange: manifest.interchange, receivedAt }
  const flights = manifest.messages.map(message => keys.onFlight(sent, message))
  return async (at: number, { reference }: Person) => {
    const flight = flights[at]
    if (!reference || !flight) return true
    const [newest] = await manifests.under(flight.person(reference), 1)
    return newest === undefined || newest === id
  }
}
