import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Audit, Verdicts } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { noticeEvent, screenedTypes } from '../screening/event.ts'
import { type CompletionDeps, completeMessage } from './complete-message.ts'
import type { PersonOutcome, ReceivedManifest, TakenManifest } from './received.ts'
import { type PersonDeps, takePersons } from './take-persons.ts'

/** What manifests are finished with. */
export interface FinisherDeps extends PersonDeps, CompletionDeps {
  readonly verdicts: Verdicts
  readonly audit: Audit
  readonly metrics: Metrics
}

/** Longer than the projection of cases lags behind; after it the manifest is answered all the same. */
const casesTimeoutMs = 2_000
/** Longer than the projection takes, busy with cases of this manifest or not: nobody is answered sooner. */
const settlingMs = 25

/**
 * Screens everybody on a manifest that is kept, tells the cases of persons whom it names what became of them, and keeps
 * all that. May be done again after a failure or a kill: what is done already is recognised.
 */
export const finishManifest = async (
  deps: FinisherDeps,
  taken: TakenManifest
): Promise<ReceivedManifest> => {
  const { manifests, record, audit, metrics } = deps
  const { id, by, purpose, receivedAt, manifest } = taken
  const stop = metrics.manifestSeconds.startTimer()
  const source = `manifest/${by.sub}/${manifest.interchange?.sender ?? ''}`
  const screened = await takePersons(deps, manifest, {
    manifestId: id,
    receivedAt,
    source,
    purpose,
    by
  })
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
    warnings: [...taken.warnings, ...new Set(told.flatMap(({ warnings }) => warnings))]
  }
  const about = { ...countsOf(received), notices: notices.length }
  await Promise.all([
    manifests.put({ id, at: receivedAt, keys: [], content: received, isFinished: true }),
    audit.append([{ at: receivedAt, by, action: 'manifest_received', purpose, about }]),
    casesAreReadable(deps, id, source)
  ])
  stop()
  metrics.manifests.inc({ outcome: 'received' })
  for (const { kind } of received.outcomes.flat()) metrics.manifestPersons.inc({ outcome: kind })
  return received
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
 * Resolves when the projection of cases has passed all that was appended so far. One event of its own goes the same way
 * for every manifest, with hits or without, and none is answered sooner than that
 * takes where there are hits: the time tells nothing.
 */
const casesAreReadable = async (
  { record, verdicts, now }: FinisherDeps,
  manifestId: string,
  source: string
) => {
  const id = randomUUID()
  const passed = verdicts.wait(id, casesTimeoutMs)
  const settled = pause(settlingMs)
  const data = { manifestId }
  await record.append('screenings', [
    { id, type: screenedTypes.manifest, source, time: now().toISOString(), data }
  ])
  await Promise.all([passed, settled])
}
