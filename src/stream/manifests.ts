import type { Cases, Positions, RecordedEvent } from '../domain/ports.ts'
import { codeOf, isPassing } from '../domain/set-aside.ts'
import { type AcknowledgementDeps, takeAcknowledgements } from '../manifests/acknowledgements.ts'
import { answerReceived, answerUnreadable, answerUnscreened } from '../manifests/answer-carrier.ts'
import { type Authorities, authorityFor } from '../manifests/authority.ts'
import type { CarrierReply } from '../manifests/carrier-reply.ts'
import type { Manifest } from '../manifests/manifest.ts'
import type { Receiver, Submission, Taking } from '../manifests/receive.ts'
import { readStatuses } from '../manifests/statuses.ts'
import { readManifestEvent } from './read-manifest-event.ts'
import { type SetAsideDeps, setAside } from './set-aside.ts'

/** What the consumer of manifests works with. */
export interface ManifestConsumer extends SetAsideDeps, AcknowledgementDeps {
  readonly positions: Positions
  readonly cases: Cases
  readonly authorities: Authorities
  readonly receive: Receiver['receive']
}

const group = 'take-manifests'
/** So many are screened while the next are taken. */
const maxUnderWay = 8

/**
 * Takes every manifest of the record, in order, until the signal aborts, and answers each with a CUSRES in `carrier-replies`. A
 * position moves on only when all before it are answered, or are dead letters; what comes twice is recognised by its content.
 */
export const consumeManifests = (deps: ManifestConsumer, signal: AbortSignal): Promise<void> =>
  deps.record.follow({
    topic: 'manifests',
    group,
    after: () => deps.positions.load(group, 'manifests'),
    handle: async batch => {
      const underWay: Promise<void>[] = []
      for (const recorded of batch) {
        const { answered } = await take(deps, recorded)
        answered.catch(() => undefined) // its failure is awaited below
        underWay.push(answered)
        if (underWay.length >= maxUnderWay) await underWay.shift()
      }
      await Promise.all(underWay)
      const last = batch.at(-1)
      if (last) await deps.positions.save(group, last.position)
    },
    signal
  })

/** Resolves once the manifest is kept, or set aside: only then may the next one be taken. */
const take = async (
  deps: ManifestConsumer,
  recorded: RecordedEvent
): Promise<{ readonly answered: Promise<void> }> => {
  const event = readManifestEvent(recorded.event, deps.authorities)
  if ('fault' in event) {
    await setAside(deps, recorded, event.fault)
    return { answered: refuse(deps, recorded, event.manifest) }
  }
  if ('acknowledges' in event) {
    await takeAcknowledgements(deps, event.caller, event.acknowledges)
    return { answered: Promise.resolve() }
  }
  const { submission, faults } = event
  const { purpose, caller } = submission
  const { agency } = caller
  try {
    const taking = deps.receive(submission)
    await taking.kept
    await Promise.all(faults.map(fault => setAside(deps, recorded, fault, { agency, purpose })))
    return { answered: answer(deps, recorded, submission, taking) }
  } catch (error) {
    if (isPassing(error)) throw error
    const code = codeOf(error)
    await setAside(deps, recorded, { code, reason: `could not be taken: ${code}` }, { agency })
    return { answered: refuse(deps, recorded, submission.manifest) }
  }
}

/**
 * One that is kept is taken up again by itself: where it can not be screened now, its carrier has the fallback until then. Of one that
 * is screened nobody tells the carrier later: where its cases can not be read now, it waits.
 */
const answer = async (
  deps: ManifestConsumer,
  recorded: RecordedEvent,
  { manifest }: Submission,
  { finished }: Taking
) => {
  const answering = answeringOf(deps, recorded, manifest)
  const received = await finished.catch(error => {
    if (holdsUpAll.has(codeOf(error))) throw error
    return fallBack(deps, recorded, manifest, codeOf(error))
  })
  if (!received) return
  try {
    const statuses = await readStatuses(deps.cases, received, answering.authority)
    const { id: manifestId, carriers } = received
    const cusres = answerReceived(received, answering.authority, statuses)
    await reply(deps, recorded, { manifestId, carriers }, cusres)
  } catch (error) {
    if (isPassing(error)) throw error
    await fallBack(deps, recorded, manifest, codeOf(error))
  }
}

/** Under an id of its own: the true answer may come yet, when the batch is taken again. */
const fallBack = async (
  deps: ManifestConsumer,
  recorded: RecordedEvent,
  manifest: Manifest,
  code: string
): Promise<undefined> => {
  deps.metrics.manifests.inc({ outcome: 'failed' })
  deps.log.error({ code }, 'manifest not screened')
  const cusres = answerUnscreened(manifest, answeringOf(deps, recorded, manifest))
  await reply(deps, recorded, { carriers: [] }, cusres, 'fallback')
}

/** Nothing could be answered at all; a list that can not be searched is no reason to leave carriers without an answer. */
const holdsUpAll = new Set(['OVERLOADED', 'RECORD_UNAVAILABLE'])

/** Nobody can be answered who named nobody. */
const refuse = async (
  deps: ManifestConsumer,
  recorded: RecordedEvent,
  manifest: Manifest | undefined
) => {
  if (!manifest) return
  const cusres = answerUnreadable(manifest, answeringOf(deps, recorded, manifest))
  await reply(deps, recorded, { carriers: [] }, cusres)
}

const answeringOf = (
  { authorities }: ManifestConsumer,
  { event: { id, time: at } }: RecordedEvent,
  { interchange }: Manifest
) => ({ authority: authorityFor(authorities, interchange?.recipient), id, at })

/** In one event, or in several where Kafka would not take so much as one. */
const reply = async (
  { record, now }: ManifestConsumer,
  { event, position: { partition, offset } }: RecordedEvent,
  about: Pick<CarrierReply, 'manifestId' | 'carriers'>,
  interchanges: readonly string[],
  as?: 'fallback'
) => {
  const inReplyTo = { source: event.source, id: event.id }
  const id = ['manifests', partition, offset, ...(as ? [as] : [])].join('-')
  for (const [at, cusres] of inEvents(interchanges).entries()) {
    await record.append('carrier-replies', [
      {
        id: at === 0 ? id : `${id}-${at + 1}`,
        type: 'portcullis.carrier.reply',
        source: 'portcullis/manifests',
        time: now().toISOString(),
        data: { inReplyTo, ...about, cusres } satisfies CarrierReply
      }
    ])
  }
}

const mostCharacters = 1024 * 1024

/** Interchanges one after another, as many as fit. */
const inEvents = (interchanges: readonly string[]): readonly string[] => {
  const events: string[] = []
  for (const interchange of interchanges) {
    const last = events.at(-1)
    if (last !== undefined && last.length + interchange.length <= mostCharacters) {
      events[events.length - 1] = last + interchange
    } else events.push(interchange)
  }
  return events
}
