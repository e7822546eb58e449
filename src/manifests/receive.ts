import { actorOf, type Caller } from '../domain/access.ts'
import type { KeptManifest } from '../domain/ports.ts'
import { Overloaded } from '../errors.ts'
import { createLanes } from '../lanes.ts'
import { LightMap } from '../light-map.ts'
import { countedFrom } from './counted-from.ts'
import { type FinisherDeps, finishManifest } from './finish.ts'
import { acceptedMessages, type Manifest, type Message } from './manifest.ts'
import { carriersOf, keysFor, keysOf, type ManifestKeys, senderOf } from './manifest-keys.ts'
import { isAboutEarlier } from './message-function.ts'
import { minuteOf, partsReceivedKey } from './parts-received.ts'
import { createPatience, type Patience } from './patience.ts'
import type { ReceivedManifest, TakenManifest } from './received.ts'

/** What manifests are taken with. */
export type ReceiverDeps = Omit<FinisherDeps, 'inLanes' | 'finishFirst'>

/** A manifest that was read and may be taken, and who sends it. */
export interface Submission {
  readonly caller: Pick<Caller, 'sub' | 'agency' | 'roles' | 'carrier'>
  readonly purpose: string
  readonly manifest: Manifest
  /** Of everything that was sent. */
  readonly contentDigest: string
}

/** A manifest on its way. */
export interface Taking {
  /** Resolves when it is durable: from here on nobody on it is lost. */
  readonly kept: Promise<unknown>
  /**
   * Resolves when all its persons are screened, durably, and their cases can be read. Rejects when somebody could not be
   * screened for no fault of their own: once it is kept, it is taken up again all the same.
   */
  readonly finished: Promise<ReceivedManifest>
  /**
   * Whether the caller may stop waiting: then the carrier is told later of everybody who has another status than the
   * authority's fallback. False once it is about to finish.
   */
  giveUp(): boolean
}

/** The way of every manifest. */
export interface Receiver {
  /** Takes one manifest. What was taken before is answered from what was kept. */
  receive(submission: Submission): Taking
  /** Goes on with a manifest that was kept and is not finished; one that is under way is waited for. */
  resume(id: string): Promise<ReceivedManifest>
}

/** One more is refused until one of them is done. */
const maxUnderWay = 50
/** So many persons of all manifests are screened at once; others take their turn between them. */
const lanes = 128

/** Makes the functions through which every manifest is taken. */
export const createReceiver = (deps: ReceiverDeps): Receiver => {
  const { ids, manifests, metrics } = deps
  const underWay = new LightMap<string, Taking>()

  const once = (id: string, take: () => Promise<Begun>, patience = createPatience()): Taking => {
    const running = underWay.get(id)
    if (running) return running
    if (underWay.size >= maxUnderWay) throw new Overloaded()
    const begun = take()
    const kept = begun.then(({ kept }) => kept)
    kept.catch(() => undefined) // it fails in `finished` too
    const finished = begun
      .then(({ content, isFinished, isFirst }) =>
        isFinished
          ? (content as ReceivedManifest)
          : finishManifest(finisher, content as TakenManifest, { patience, isFirst, kept })
      )
      .finally(() => underWay.delete(id))
    finished.catch(() => undefined) // whoever waits for it is told
    const taking = { kept, finished, giveUp: patience.giveUp }
    underWay.set(id, taking)
    return taking
  }

  const take = async (submission: Submission, id: string, keys: ManifestKeys): Promise<Begun> => {
    const { interchange } = submission.manifest
    const reference = interchange?.reference && keys.reference(interchange)
    const [before, [sameReference]] = await Promise.all([
      manifests.get(id),
      reference ? manifests.under(reference, 1) : []
    ])
    if (!before || isReduced(before)) {
      return keep(deps, submission, id, keys, sameReference !== undefined)
    }
    if (before.isFinished) await noteRepetition(deps, submission, id)
    return asKept(before)
  }

  const takeUp = async (id: string) => {
    const before = await manifests.get(id)
    if (!before) throw new Error('a manifest that is not kept can not be resumed')
    if (!before.isFinished) metrics.manifests.inc({ outcome: 'resumed' })
    return asKept(before)
  }
  const resume = async (id: string) => once(id, () => takeUp(id), noPatience).finished
  const finisher = { ...deps, inLanes: createLanes(lanes), finishFirst: resume }

  return {
    receive(submission) {
      const keys = keysFor(ids, senderOf(submission.caller))
      const { manifest, purpose, contentDigest } = submission
      const id = keys.manifest(manifest.interchange, purpose, contentDigest)
      return once(id, () => take(submission, id, keys))
    },
    resume
  }
}

/** A manifest as it stands. */
interface Begun extends Pick<KeptManifest, 'content' | 'isFinished'> {
  /** Whether it is kept now for the first time. */
  readonly isFirst: boolean
  /** Resolves when it is durable. */
  readonly kept: Promise<unknown>
}

const asKept = ({ content, isFinished }: KeptManifest): Begun => ({
  content,
  isFinished,
  isFirst: false,
  kept: Promise.resolve()
})

/** What is left after its retention answers nobody: that there is anything says that somebody has a case. */
const isReduced = ({ content }: KeptManifest) =>
  (content as Partial<ReceivedManifest>).isReduced === true

/** Nobody waits for what is taken up again: whoever sent it may have been given the fallback. */
const noPatience: Patience = { giveUp: () => true, isOver: () => true }

/** Begins to keep a manifest. */
const keep = (
  { ids, manifests, now }: ReceiverDeps,
  { caller, purpose, manifest }: Submission,
  id: string,
  keys: ManifestKeys,
  isReused: boolean
): Begun => {
  const { interchange, messages } = manifest
  const receivedAt = now().toISOString()
  const isOfNoFlight = (message: Message) =>
    isAboutEarlier(message.function) && !keys.onFlight({ interchange, receivedAt }, message)
  const taken: TakenManifest = {
    id,
    receivedAt,
    by: actorOf(caller),
    sender: senderOf(caller),
    purpose,
    carriers: carriersOf(caller, manifest),
    manifest,
    partsKeys: messages.map(message =>
      message.isRejected ? '' : (keys.parts(interchange, message) ?? '')
    ),
    warnings: [
      ...(isReused ? ['this reference was used before for other content: taken as new'] : []),
      ...(interchange?.isTest ? ['marked as a test: screened like any other'] : []),
      ...(acceptedMessages(manifest).some(isOfNoFlight) ? [flightNotNamed] : [])
    ]
  }
  const asTaken = { content: taken, isFinished: false }
  const hasParts = taken.partsKeys.some(key => key !== '')
  const kept = manifests.put({
    id,
    at: countedFrom(manifest, receivedAt),
    keys: [
      ...keysOf(keys, manifest, receivedAt),
      ...(hasParts ? [partsReceivedKey(ids, minuteOf(Date.parse(receivedAt)))] : [])
    ],
    ...asTaken
  })
  return { ...asTaken, isFirst: true, kept }
}

const flightNotNamed = 'the flight is not named: nobody was looked for on earlier lists'

const noteRepetition = async (
  { audit, metrics, now }: ReceiverDeps,
  { caller, purpose }: Submission,
  id: string
) => {
  const [by, about] = [actorOf(caller), { manifest: id }]
  await audit.append([{ at: now().toISOString(), by, action: 'manifest_repeated', purpose, about }])
  metrics.manifests.inc({ outcome: 'repeated' })
}
