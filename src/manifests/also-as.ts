import type { Person } from './person.ts'

/**
 * Somebody who is described in a second way, with what the first says beside it: both names and all documents are compared, and what
 * only one of both says.
 */
export const alsoAs = (person: Person, listed: Person): Person => {
  const { duplicateOf: _, isUnlisted: __, ...described } = listed
  return {
    ...described,
    ...person,
    names: firstOfEach([...person.names, ...listed.names]),
    nationalities: firstOfEach([...person.nationalities, ...listed.nationalities]),
    // The listed first: by the first passport the case stays the same.
    documents: firstOfEach([...listed.documents, ...person.documents]),
    ...(!person.birth?.value && listed.birth && { birth: listed.birth }),
    // Whom a message only names is described all the same, by the list.
    ...(!isNamed(person) && { sent: listed.sent, isNameCut: listed.isNameCut })
  }
}

const isNamed = ({ sent }: Person) => sent.family !== undefined || sent.full !== undefined

const firstOfEach = <Item>(items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map(item => [JSON.stringify(item), item])).values()
]
