import type { Ids } from '../domain/ids.ts'
import type { Record, RecordEvent } from '../domain/ports.ts'
import { type AcknowledgementDeps, keepStatusChange } from './acknowledgements.ts'
import type { Authority, BoardingDecision } from './authority.ts'
import type { CarrierReply } from './carrier-reply.ts'
import { interchangeReference } from './cusres/interchange-reference.ts'
import { answerAbout, replyTo } from './cusres/reply-to.ts'
import { writeCusres } from './cusres/write-cusres.ts'
import type { Person } from './person.ts'
import type { ReceivedManifest } from './received.ts'

/** A person of whom the carrier is told something else than before. */
export interface ChangedPerson {
  /** Of the message in the manifest. */
  readonly at: number
  readonly person: Person
  readonly decision: BoardingDecision
}

/** Which manifest, in whose codes, and why. */
export interface StatusChangeContext {
  readonly ids: Ids
  readonly received: ReceivedManifest
  readonly authority: Authority
  /** What the change comes from: the same again is the same event. */
  readonly cause: unknown
  readonly prepared: string
}

/** Tells carriers, durably: what is told is kept first, so that its acknowledgement is recognised. */
export const tellOfChanges = async (
  deps: Pick<AcknowledgementDeps, 'ids' | 'manifests'> & { readonly record: Record },
  context: Omit<StatusChangeContext, 'ids'>,
  changed: readonly ChangedPerson[]
): Promise<void> => {
  const events = statusChangeEvents({ ...context, ids: deps.ids }, changed)
  if (events.length === 0) return
  await keepStatusChanges(deps, events)
  await deps.record.append('carrier-replies', events)
}

/** Keeps status changes that are about to be told; the same again changes nothing. */
export const keepStatusChanges = async (
  deps: Pick<AcknowledgementDeps, 'ids' | 'manifests'>,
  events: readonly RecordEvent<CarrierReply>[]
): Promise<void> => {
  const keep = ({ time, data }: RecordEvent<CarrierReply>) => {
    const { transaction, manifestId, carriers, persons } = data
    if (transaction === undefined || manifestId === undefined) return
    const change = { transaction, manifestId, carriers, ...(persons && { persons }) }
    return keepStatusChange(deps, change, time)
  }
  await Promise.all(events.map(keep))
}

/** What carriers are told without having asked, as events: a CUSRES 132 for each message of the manifest that is concerned. */
export const statusChangeEvents = (
  { ids, received, authority, cause, prepared }: StatusChangeContext,
  changed: readonly ChangedPerson[]
): readonly RecordEvent<CarrierReply>[] =>
  [...new Set(changed.map(({ at }) => at))].map(at => {
    const { id: manifestId, receivedAt, carriers, manifest } = received
    const persons = changed.filter(one => one.at === at)
    const decisions = persons.map(({ person, decision }) => [person.ordinal, decision])
    const id = ids.digest(['status change', manifestId, receivedAt, at, decisions, cause])
    const reference = interchangeReference(id)
    const about = {
      persons: persons.map(({ person, decision }) => answerAbout(person, { decision }))
    }
    const reply = replyTo(manifest.interchange, manifest.messages[at], {
      prepared: prepared.slice(0, 16),
      reference,
      about
    })
    const change = { ...reply, kind: 'status_change' as const, transaction: reference }
    const cusres = writeCusres(change, authority)
    const places = persons.map(({ person }) => ({ message: at + 1, person: person.ordinal }))
    return {
      id,
      type: 'portcullis.carrier.status',
      source: 'portcullis/manifests',
      time: prepared,
      data: { manifestId, carriers, transaction: reference, persons: places, cusres }
    }
  })
