import type { Report } from './findings.ts'
import type { Person } from './person.ts'
import { isNumber, toTraveller } from './to-traveller.ts'

/**
 * Reports persons with the name, birth date and document of an earlier one, and marks those who are the same in everything
 * that is compared: screening them again could find nothing else.
 */
export const markDuplicates = (persons: readonly Person[], report: Report): readonly Person[] => {
  const seen = new Map<string, Alike>()
  return persons.map(person => {
    const key = identityOf(person)
    const alike = key === undefined ? undefined : seen.get(key)
    if (key !== undefined && !alike) seen.set(key, { first: person, wholes: new Map() })
    if (!alike) return person
    const { first, wholes } = alike
    if (wholes.size === 0) wholes.set(wholeOf(first), first.ordinal)
    const whole = wholeOf(person)
    const same = wholes.get(whole)
    if (same === undefined) wholes.set(whole, person.ordinal)
    const finding = report('duplicate_person', {
      person: person.ordinal,
      ...(person.segment !== undefined && { segment: person.segment })
    })
    return {
      ...person,
      findings: [...person.findings, finding],
      ...(same !== undefined && { duplicateOf: same })
    }
  })
}

/** Persons with one name, birth date and document, by everything that is compared of them. */
interface Alike {
  readonly first: Person
  readonly wholes: Map<string, number>
}

const wholeOf = (person: Person) => JSON.stringify(toTraveller(person))

/** Name, birth date and document numbers with their issuers; undefined without any number. */
const identityOf = ({ names, birth, documents }: Person) => {
  const numbers = documents
    .filter(({ number }) => isNumber(number))
    .map(({ number = '', issuer }) => `${number.toUpperCase()} ${issuer?.value ?? ''}`)
  const { family = '', given = '', full = '' } = names[0] ?? {}
  return numbers.length === 0
    ? undefined
    : [family, given, full, birth?.value ?? '', ...numbers].join('|').toUpperCase()
}
