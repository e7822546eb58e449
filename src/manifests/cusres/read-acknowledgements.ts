import { codeAt, textAt } from '../edifact/segment.ts'
import { findInterchange } from '../edifact/service-characters.ts'
import { tokenize } from '../edifact/tokenize.ts'

/** The transactions of the status changes that a carrier acknowledges (CUSRES 312); none where it sent anything else. */
export const readAcknowledgements = (bytes: Uint8Array): readonly string[] => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const start = findInterchange(text)
  const found = new Set<string>()
  let isAcknowledgement = false
  if (!start) return []
  tokenize(text, start, segment => {
    const { tag } = segment
    if (tag === 'UNH') isAcknowledgement = false
    if (tag === 'BGM') isAcknowledgement = codeAt(segment, 1) === '312'
    const transaction = codeAt(segment, 1) === 'TN' ? textAt(segment, 1, 2) : undefined
    if (tag === 'RFF' && isAcknowledgement && transaction) found.add(transaction)
  })
  return [...found]
}
