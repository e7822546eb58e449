import type { Ids } from '#src/domain/ids.ts'
import type { RecordEvent, Topic } from '#src/domain/ports.ts'
import type { Traveller } from '#src/domain/traveller.ts'

/**
 * What orders an event with others: the traveller, the list, the case. Derived ids and names of lists, never a person.
 * What can't be read is ordered with nothing.
 */
export const partitionKey =
  (ids: Ids) =>
  (topic: Topic, { id, data }: RecordEvent): string => {
    const fields = data as Partial<{ list: string; caseId: string; data: unknown }> | undefined
    if (topic === 'watchlist') return fields?.list ?? id
    if (ofCases.includes(topic)) return fields?.caseId ?? id
    if (topic === 'crossings') return travellerKey(ids, fields?.data) ?? id
    return id
  }

const ofCases: readonly Topic[] = ['screenings', 'case-commands', 'alerts']

const travellerKey = (ids: Ids, crossing: unknown) => {
  const traveller = (crossing as { traveller?: Traveller } | undefined)?.traveller
  if (!traveller) return undefined
  const { names, birthDate, documents, mrz } = traveller
  if (!names && !documents && mrz) return ids.digest(mrz)
  return ids.traveller({
    ...(names && { names }),
    ...(birthDate && { birthDate }),
    ...(documents && { documents })
  })
}
