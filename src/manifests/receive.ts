import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { actorOf, type Caller } from '../domain/access.ts'
import type { Audit, Manifests, Verdicts } from '../domain/ports.ts'
import { Overloaded } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { screenedTypes } from '../screening/event.ts'
import { findEarlier, readManifest } from './earlier.ts'
import { createLanes } from './lanes.ts'
import type { Manifest, Message } from './manifest.ts'
import { carriersOf, keysFor, type ManifestKeys, senderOf } from './manifest-keys.ts'
import type { PersonOutcome, ReceivedManifest } from './received.ts'
import { describesPersons, type PersonDeps, takePersons } from './take-persons.ts'

/** What manifests are taken with. */
export interface ReceiverDeps extends Omit<PersonDeps, 'inLanes'> {
  readonly manifests: Manifests
  readonly verdicts: Verdicts
  readonly audit: Audit
  readonly metrics: Metrics
}

/** A manifest that was read and may be taken, and who sends it. */
export interface Submission {
  readonly caller: Caller
  readonly purpose: string
  readonly manifest: Manifest
  /** Of everything that was sent. */
  readonly contentDigest: string
}

/**
 * Takes one manifest: resolves when all its persons are screened, durably, and their cases can be read. What was taken
 * before is answered from what was kept. Rejects, and keeps nothing, when somebody could not be screened for no fault
 * of their own.
 */
export type ReceiveManifest = (submission: Submission) => Promise<ReceivedManifest>

/** One more is refused until one of them is done. */
const maxUnderWay = 50
/** So many persons of all manifests are screened at once; others take their turn between them. */
const lanes = 128
/** Longer than the projection of cases lags behind; after it the manifest is answered all the same. */
const casesTimeoutMs = 2_000
/** Longer than the projection takes, busy with cases of this manifest or not: nobody is answered sooner. */
const settlingMs = 25

/** Makes the function through which every manifest is taken. */
export const createReceiver = (deps: ReceiverDeps): ReceiveManifest => {
  const { ids, manifests, audit, metrics, now } = deps
  const underWay = new Map<string, Promise<ReceivedManifest>>()
  const inLanes = createLanes(lanes)

  const receive = async (submission: Submission, keys: ManifestKeys, id: string) => {
    const earlier = await readManifest(manifests, id)
    if (!earlier) return receiveNew({ ...deps, inLanes }, submission, keys, id)
    const { caller, purpose } = submission
    const about = { manifest: id }
    await audit.append([
      { at: now().toISOString(), by: actorOf(caller), action: 'manifest_repeated', purpose, about }
    ])
    metrics.manifests.inc({ outcome: 'repeated' })
    return earlier
  }

  return async submission => {
    const { caller, purpose, manifest, contentDigest } = submission
    const keys = keysFor(ids, senderOf(caller))
    const id = keys.manifest(manifest.interchange, purpose, contentDigest)
    const running = underWay.get(id)
    if (running) return running
    if (underWay.size >= maxUnderWay) throw new Overloaded()
    const receiving = receive(submission, keys, id).finally(() => underWay.delete(id))
    underWay.set(id, receiving)
    return receiving
  }
}

const receiveNew = async (
  deps: ReceiverDeps & PersonDeps,
  { caller, purpose, manifest }: Submission,
  keys: ManifestKeys,
  id: string
): Promise<ReceivedManifest> => {
  const { manifests, audit, metrics, now } = deps
  const { interchange, messages } = manifest
  const stop = metrics.manifestSeconds.startTimer()
  const receivedAt = now().toISOString()
  const by = actorOf(caller)
  const source = `manifest/${caller.sub}/${interchange?.sender ?? ''}`
  const reference = interchange?.reference === undefined ? [] : [keys.reference(interchange)]
  const isReused =
    (await Promise.all(reference.map(key => manifests.under(key, 1)))).flat().length > 0
  const taken = await takePersons(deps, manifest, { manifestId: id, source, purpose, by })
  const outcomes = await Promise.all(
    messages.map((message, at) => withEarlier(deps, keys, manifest, message, taken[at] ?? []))
  )
  const received: ReceivedManifest = {
    id,
    receivedAt,
    by,
    purpose,
    carriers: carriersOf(caller, manifest),
    manifest,
    outcomes,
    partsKeys: messages.map(message => partsKeyOf(keys, manifest, message)),
    warnings: warningsOf(manifest, isReused)
  }
  const found = [
    ...reference,
    ...messages.flatMap((message, at) => personKeysOf(keys, manifest, message, outcomes[at] ?? [])),
    ...received.partsKeys.filter(key => key !== '')
  ]
  await Promise.all([
    manifests.put({ id, at: receivedAt, keys: [...new Set(found)], content: received }),
    audit.append([
      { at: receivedAt, by, action: 'manifest_received', purpose, about: countsOf(received) }
    ]),
    casesAreReadable(deps, id, source)
  ])
  stop()
  metrics.manifests.inc({ outcome: 'received' })
  for (const { kind } of outcomes.flat()) metrics.manifestPersons.inc({ outcome: kind })
  return received
}

/** Outcomes with what stands from earlier manifests of the flight, for changes and for persons who are named only. */
const withEarlier = async (
  { manifests }: ReceiverDeps,
  keys: ManifestKeys,
  { interchange }: Manifest,
  message: Message,
  taken: readonly PersonOutcome[]
): Promise<readonly PersonOutcome[]> => {
  if (message.isRejected) return []
  const isChange = message.function === 'change'
  if (describesPersons(message) && !isChange) return taken
  const earlier = await findEarlier(manifests, keys, interchange, message)
  const persons = [...message.persons, ...message.unreadable.map(({ person }) => person)]
  const references = new Map(persons.map(({ ordinal, reference = '' }) => [ordinal, reference]))
  const earlierOf = (person: number) => earlier.get(references.get(person) ?? '')
  if (isChange) {
    return taken.map(outcome => {
      const supersedes = earlierOf(outcome.person)?.screening
      return outcome.kind === 'screened' && supersedes ? { ...outcome, supersedes } : outcome
    })
  }
  return persons.map(({ ordinal: person }) => {
    const stands = earlierOf(person)
    return { person, kind: 'noted', ...(stands && { stands }) }
  })
}

const personKeysOf = (
  keys: ManifestKeys,
  { interchange }: Manifest,
  message: Message,
  outcomes: readonly PersonOutcome[]
): readonly string[] => {
  const screened = new Set(
    outcomes.flatMap(({ kind, person }) => (kind === 'screened' ? person : []))
  )
  return message.persons.flatMap(({ ordinal, reference }) =>
    reference && screened.has(ordinal) ? keys.person(interchange, message, reference) : []
  )
}

const partsKeyOf = (keys: ManifestKeys, { interchange }: Manifest, message: Message) =>
  (message.isRejected ? undefined : keys.parts(interchange, message)) ?? ''

const warningsOf = ({ interchange, messages }: Manifest, isReused: boolean) => [
  ...(isReused ? ['this reference was used before for other content: taken as new'] : []),
  ...(interchange?.isTest ? ['marked as a test: screened like any other'] : []),
  ...new Set(
    messages.flatMap(message => (message.isRejected ? [] : (notes[message.function] ?? [])))
  )
]

const cancelled = 'cancellation noted: open cases stay with their officers'
const notes: { readonly [asked in Message['function']]?: string } = {
  cancel: cancelled,
  reduction: cancelled,
  flight_cancelled: cancelled,
  change_of_flight: 'change of flight noted: send the persons again for the new flight'
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
  { record, verdicts, now }: ReceiverDeps,
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
