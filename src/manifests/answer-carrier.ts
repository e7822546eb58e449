import type { Authority, BoardingDecision } from './authority.ts'
import { missingOf } from './boarding-decision.ts'
import { interchangeReference } from './cusres/interchange-reference.ts'
import { answerAbout, replyTo } from './cusres/reply-to.ts'
import { writeCusres } from './cusres/write-cusres.ts'
import { everybodyOn, type Manifest, type Message, screenedOn } from './manifest.ts'
import type { ReceivedManifest } from './received.ts'
import type { Statuses } from './statuses.ts'

/** Which reply it is: the same manifest is answered with the same bytes. */
export interface Answering {
  readonly authority: Authority
  /** Of the manifest, or of the request where it could not be read. */
  readonly id: string
  readonly at: string
}

/** The CUSRES reply to a manifest: one interchange for each of its messages. */
export const answerReceived = (
  { id, receivedAt: at, manifest }: ReceivedManifest,
  authority: Authority,
  statuses: Statuses
): readonly string[] =>
  answer(manifest, { authority, id, at }, message => person => statuses(message, person))

/** The reply to a manifest whose persons were not all screened in time: for each the authority's own fallback. */
export const answerUnscreened = (manifest: Manifest, answering: Answering): readonly string[] =>
  answer(manifest, answering, () => () => answering.authority.onTimeout)

/** The reply to a transmission that could not be read. */
export const answerUnreadable = (manifest: Manifest, answering: Answering): readonly string[] =>
  manifest.messages.length > 0
    ? answer(manifest, answering, () => () => 'error')
    : [write(manifest, undefined, answering, 0, 'message_not_processed')]

type DecisionOf = (ordinal: number) => BoardingDecision

const answer = (
  manifest: Manifest,
  answering: Answering,
  decisionsOf: (message: number) => DecisionOf
): readonly string[] =>
  manifest.messages.map((message, at) => {
    const about = message.isRejected
      ? 'message_not_processed'
      : { persons: personsOf(message, decisionsOf(at)) }
    return write(manifest, message, answering, at, about)
  })

const personsOf = (message: Message, decisionOf: DecisionOf) => {
  const screened = new Set(screenedOn(message))
  return everybodyOn(message).map(person => {
    const missing = screened.has(person) ? missingOf(person) : undefined
    const decision = decisionOf(person.ordinal)
    return answerAbout(person, { decision, ...(missing && { missing }) })
  })
}

const write = (
  { interchange }: Manifest,
  message: Message | undefined,
  { authority, id, at }: Answering,
  index: number,
  about: Parameters<typeof replyTo>[2]['about']
): string => {
  const details = {
    prepared: at.slice(0, 16),
    reference: interchangeReference(`${id}/${index}`),
    about
  }
  return writeCusres(replyTo(interchange, message, details), authority)
}
