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

/** One that is kept is taken up again by itself: where it can not be screened now, its carrier has the fallback until then. */
const answer = async (
  deps: ManifestConsumer,
  recorded: RecordedEvent,
  { manifest }: Submission,
  { finished }: Taking
) => {
  const { cases, metrics, log } = deps
  const answering = answeringOf(deps, recorded, manifest)
  try {
    const received = await finished
    const statuses = await readStatuses(cases, received, answering.authority)
    const cusres = answerReceived(received, answering.authority, statuses)
    await reply(deps, recorded, { manifestId: received.id, carriers: received.carriers, cusres })
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'INTERNAL'
    if (holdsUpAll.has(code)) throw error
    metrics.manifests.inc({ outcome: 'failed' })
    log.error({ code }, 'manifest not screened')
    await reply(deps, recorded, { carriers: [], cusres: answerUnscreened(manifest, answering) })
  }
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
  await reply(deps, recorded, { carriers: [], cusres })
}

const answeringOf = (
  { authorities }: ManifestConsumer,
  { event: { id, time: at } }: RecordedEvent,
  { interchange }: Manifest
) => ({ authority: authorityFor(authorities, interchange?.recipient), id, at })

const reply = async (
  { record, now }: ManifestConsumer,
  { event, position }: RecordedEvent,
  answered: Omit<CarrierReply, 'inReplyTo'>
) => {
  const data: CarrierReply = { inReplyTo: { source: event.source, id: event.id }, ...answered }
  await record.append('carrier-replies', [
    {
      id: `manifests-${position.partition}-${position.offset}`,
      type: 'portcullis.carrier.reply',
      source: 'portcullis/manifests',
      time: now().toISOString(),
      data
    }
  ])
}
