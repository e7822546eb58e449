import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ids } from '../domain/ids.ts'
import type { Audit, Cases, Verdicts } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { noticeEvent, screenedTypes } from '../screening/event.ts'
import { type Authorities, authorityFor } from './authority.ts'
import { type CompletionDeps, completeMessage } from './complete-message.ts'
import { countedFrom } from './counted-from.ts'
import { describeMoved } from './describe-moved.ts'
import { acceptedMessages, describesPersons, everybodyOn, hasUnlisted } from './manifest.ts'
import { caseKey, keysFor, keysOf } from './manifest-keys.ts'
import { markUnlisted } from './mark-unlisted.ts'
import { confirmingFunctions, isAboutEarlier, travellingFunctions } from './message-function.ts'
import type { Patience } from './patience.ts'
import {
  casesOf,
  type PersonOutcome,
  type ReceivedManifest,
  type TakenManifest
} from './received.ts'
import { tellOfChanges } from './status-change.ts'
import { readStatuses } from './statuses.ts'
import { type PersonDeps, takePersons } from './take-persons.ts'
import { untilWhole } from './until-whole.ts'

/** What manifests are finished with. */
export interface FinisherDeps extends PersonDeps, CompletionDeps {
  readonly cases: Cases
  readonly verdicts: Verdicts
  readonly authorities: Authorities
  readonly audit: Audit
  readonly metrics: Metrics
}

/** Who waits for it, and whether it is the first attempt. */
export interface Attempt {
  readonly patience: Patience
  readonly isFirst: boolean
  /** Resolves when the manifest is durable; meanwhile its persons are compared, but nothing about them is told to anybody. */
  readonly kept: Promise<unknown>
}

/** Longer than the projection of cases lags behind; after it the manifest is answered all the same. */
const casesTimeoutMs = 2_000
/** Longer than the projection takes on a machine that keeps up, with cases of this manifest (about 1 ms more) or without: nobody is answered sooner. */
const settlingMs = 10

/**
 * Screens everybody on a manifest, tells the cases of persons whom it names what became of them, and keeps
 * all that. May be done again after a failure or a kill: what is done already is recognised.
 */
export const finishManifest = async (
  deps: FinisherDeps,
  asSent: TakenManifest,
  { patience, isFirst, kept }: Attempt
): Promise<ReceivedManifest> => {
  const { ids, manifests, record, audit, metrics } = deps
  const { id, by, purpose, receivedAt } = asSent
  const stop = metrics.manifestSeconds.startTimer()
  const isMove = asSent.manifest.messages.some(({ former }) => former !== undefined)
  const mayBeUnlisted = asSent.manifest.messages.some(
    one => confirmingFunctions.has(one.function) || travellingFunctions.has(one.function)
  )
  // Only what is kept has a place among those that came before; of two moves that cross, one finds the other.
  if (isMove || mayBeUnlisted) {
    await kept
    await untilWhole(manifests)
  }
  const taken = await markUnlisted(deps, await describeMoved(deps, asSent))
  const { manifest } = taken
  const source = `manifest/${by.sub}/${manifest.interchange?.sender ?? ''}`
  const screened = await takePersons(deps, manifest, {
    manifestId: id,
    receivedAt,
    source,
    purpose,
    by,
    isFirst,
    kept
  })
  await kept
  if (acceptedMessages(manifest).some(one => isAboutEarlier(one.function))) {
    await untilWhole(manifests)
  }
  const told = await Promise.all(
    screened.map((outcomes, at) => completeMessage(deps, taken, at, outcomes))
  )
  const notices = told.flatMap(one => one.notices)
  await record.append(
    'screenings',
    notices.map(notice => noticeEvent(notice, source))
  )
  const received: ReceivedManifest = {
    ...taken,
    outcomes: told.map(({ outcomes }) => outcomes),
    warnings: [...new Set([...taken.warnings, ...told.flatMap(({ warnings }) => warnings)])]
  }
  const about = { ...countsOf(received), notices: notices.length }
  const isListing = manifest.messages.some(hasUnlisted)
  const people = isMove || isListing ? keysOf(keysFor(ids, taken.sender), manifest, receivedAt) : []
  const caseKeys = caseKeysOf(ids, received)
  const at = countedFrom(manifest, receivedAt)
  const keep = (isFinished: boolean) => {
    // Whoever confirms a list waits for others to be finished: until it is itself, nobody waits for it.
    const keys = isMove || isFinished ? [...people, ...caseKeys] : caseKeys
    return manifests.put({ id, at, keys, content: received, isFinished })
  }
  const isLate = patience.isOver()
  await Promise.all([
    keep(!isLate),
    audit.append([{ at: receivedAt, by, action: 'manifest_received', purpose, about }]),
    casesAreReadable(deps, id, source)
  ])
  // Another node that finished it meanwhile has told whoever it left waiting.
  if (isLate && !(await manifests.get(id))?.isFinished) {
    await tellLate(deps, received)
    await keep(true)
  }
  stop()
  metrics.manifests.inc({ outcome: 'received' })
  for (const { kind } of received.outcomes.flat()) metrics.manifestPersons.inc({ outcome: kind })
  return received
}

/** Found by their cases from here on, so that what officers decide is told to the carrier. */
const caseKeysOf = (ids: Ids, { manifest, outcomes }: ReceivedManifest): readonly string[] => {
  const own = outcomes.flatMap((told, at) => {
    const message = manifest.messages[at]
    const isAll = message !== undefined && describesPersons(message)
    return isAll ? told : told.filter(({ kind }) => kind !== 'noted')
  })
  return [...new Set(own.flatMap(casesOf))].map(caseId => caseKey(ids, caseId))
}

/** Who waits no longer has the fallback: everybody with another status is told of now. */
const tellLate = async (
  { record, ids, manifests, cases, authorities, now }: FinisherDeps,
  received: ReceivedManifest
) => {
  const authority = authorityFor(authorities, received.manifest.interchange?.recipient)
  const statuses = await readStatuses(cases, received, authority)
  const changed = received.manifest.messages.flatMap((message, at) =>
    everybodyOn(message)
      .map(person => ({ at, person, decision: statuses(at, person.ordinal) }))
      .filter(({ decision }) => !message.isRejected && decision !== authority.onTimeout)
  )
  const prepared = now().toISOString()
  const context = { received, authority, cause: 'late', prepared }
  await tellOfChanges({ ids, manifests, record }, context, changed)
}

const countsOf = ({ id, manifest, outcomes }: ReceivedManifest) => {
  const all = outcomes.flat()
  const count = (kind: PersonOutcome['kind']) => all.filter(outcome => outcome.kind === kind).length
  return {
    manifest: id,
    messages: manifest.messages.length,
    persons: all.length,
    screened: count('screened'),
    unscreened: count('unscreened')
  }
}

/**
 * Resolves when the projection of cases has passed all that was appended so far, in each partition. Events of its own go
 * the same way for every manifest, with hits or without, and none is answered sooner than that
 * takes where there are hits: the time tells nothing.
 */
const casesAreReadable = async (
  { record, verdicts, now }: FinisherDeps,
  manifestId: string,
  source: string
) => {
  const settled = pause(settlingMs)
  const passed = Array.from({ length: record.partitions ?? 1 }, async (_, partition) => {
    const id = randomUUID()
    const done = verdicts.wait(id, casesTimeoutMs)
    const { manifest: type } = screenedTypes
    const event = { id, type, source, time: now().toISOString(), data: { manifestId } }
    await record.append('screenings', [event], partition)
    await done
  })
  await Promise.all([...passed, settled])
}
