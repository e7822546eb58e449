import { Compile } from 'typebox/compile'
import type { RecordEvent } from '../domain/ports.ts'
import { fieldProblems } from '../domain/validation.ts'
import type { Authorities } from '../manifests/authority.ts'
import type { Finding } from '../manifests/findings.ts'
import { acceptedMessages, type Manifest } from '../manifests/manifest.ts'
import { ManifestEvent } from '../manifests/manifest-event.ts'
import { readTransmission } from '../manifests/read-transmission.ts'
import type { Submission } from '../manifests/receive.ts'
import type { Fault } from './set-aside.ts'

/**
 * A message of the stream: a manifest that can be taken, with the faults of those of its messages that can not, or
 * acknowledgements; or why not, with what could be read of it.
 */
export type ReadEvent =
  | { readonly submission: Submission; readonly faults: readonly Fault[] }
  | { readonly acknowledges: readonly string[]; readonly caller: Submission['caller'] }
  | { readonly fault: Fault; readonly manifest?: Manifest }

const checker = Compile(ManifestEvent)

/** Reads a message as a manifest, sent by whoever the event's source names. */
export const readManifestEvent = (
  { source, time, data: message }: RecordEvent,
  authorities: Authorities
): ReadEvent => {
  if (!checker.Check(message)) {
    const fields = fieldProblems(checker.Errors(message)).map(({ field }) => field)
    const reason = `invalid: ${[...new Set(fields)].join(', ')}`
    return { fault: { code: 'INVALID', reason } }
  }
  const { purpose = 'border_control', agency } = message
  const caller = { sub: source, roles: [], ...(agency && { agency }) }
  const { manifest, contentDigest, acknowledges } = readTransmission(
    sentIn(message),
    time,
    authorities
  )
  if (acknowledges.length > 0) return { acknowledges, caller }
  if (acceptedMessages(manifest).length === 0) {
    return { fault: faultOf(manifest.findings), manifest }
  }
  return { submission: { caller, purpose, manifest, contentDigest }, faults: faultsIn(manifest) }
}

const faultsIn = ({ messages, findings }: Manifest): readonly Fault[] =>
  messages.flatMap(({ isRejected }, at) => {
    if (!isRejected) return []
    const part = at + 1
    const own = findings.filter(({ message }) => message === at)
    return { ...faultOf(own, `message ${part} of ${messages.length} `), part }
  })

const faultOf = (findings: readonly Finding[], what = ''): Fault => {
  const found = findings.filter(({ severity }) => severity === 'reject')
  const words = [...new Set(found.map(({ words }) => words))].join('; ')
  return { code: 'MANIFEST_REJECTED', reason: `${what}could not be read: ${words}` }
}

const sentIn = (message: ManifestEvent) =>
  'data_base64' in message ? Buffer.from(message.data_base64, 'base64') : message.data
