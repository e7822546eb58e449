import type { FindingCode, Report } from './findings.ts'
import { markDuplicates } from './mark-duplicates.ts'
import { type MessageFunction, needsIdentity } from './message-function.ts'
import type { Person, UnreadablePerson } from './person.ts'
import { isNumber } from './to-traveller.ts'

/** Every person of a message is in one of the two. */
export interface Sorted {
  readonly persons: readonly Person[]
  readonly unreadable: readonly UnreadablePerson[]
}

/** Tells the persons that can be taken from those that can not, for what the message asks or for a fault of their own. */
export const sortOut = (
  all: readonly Person[],
  asked: MessageFunction,
  report: Report,
  otherFault: (person: Person) => FindingCode | undefined = () => undefined
): Sorted => {
  const persons: Person[] = []
  const unreadable: UnreadablePerson[] = []
  for (const person of all) {
    const reason = otherFault(person) ?? faultOf(person, needsIdentity(asked))
    if (!reason) persons.push(person)
    else {
      const { ordinal, segment } = person
      const finding = report(reason, {
        person: ordinal,
        ...(segment !== undefined && { segment })
      })
      unreadable.push({ reason, person: { ...person, findings: [...person.findings, finding] } })
    }
  }
  return { persons: markDuplicates(persons, report), unreadable }
}

/** Whether a person is described well enough to be screened. */
export const isDescribed = ({ sent, names, documents }: Person): boolean =>
  ((sent.family !== undefined || sent.full !== undefined) && names.length > 0) ||
  documents.some(({ number }) => isNumber(number))

const faultOf = (person: Person, mustBeDescribed: boolean): FindingCode | undefined => {
  if (isDescribed(person)) return undefined
  if (mustBeDescribed) return 'person_without_identity'
  const { names, reference, locator } = person
  return reference || locator || names.length > 0 ? undefined : 'person_without_reference'
}
