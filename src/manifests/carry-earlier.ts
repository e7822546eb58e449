import { isOpen } from '../domain/access.ts'
import type { EarlierPerson } from './earlier.ts'
import type { Person } from './person.ts'
import {
  caseOf,
  casesOf,
  type DescribedOutcome,
  foundOf,
  type PersonOutcome,
  standingOf
} from './received.ts'
import { tellApart } from './tell-apart.ts'

/** The outcome of somebody who is described anew, with the screening that it replaces, and all cases of the person before. */
export const superseding = (
  outcome: PersonOutcome,
  earlier: readonly EarlierPerson[]
): PersonOutcome => {
  const own = caseOf(outcome)
  const [latest] = earlier.flatMap(one => caseOf(one.outcome) ?? [])
  if (!own || !latest || outcome.kind === 'noted' || outcome.kind === 'duplicate') return outcome
  const earlierCases = casesBeside([own.caseId], earlier)
  return { ...outcome, supersedes: latest.screening, earlierCases }
}

/** The same of somebody whom a message only confirms: what carriers were told of open hits stays beside it. */
export const confirming = (
  outcome: PersonOutcome,
  earlier: readonly EarlierPerson[]
): PersonOutcome => {
  const described = superseding(outcome, earlier)
  if (described.kind === 'noted' || described.kind === 'duplicate') return described
  const standing = newestOfEach(earlier).filter(one =>
    standingOf(one).some(other => foundOf(other)?.hits.some(isOpen))
  )
  return standing.length > 0 ? { ...described, standing } : described
}

/** Makes the function that gives what was found earlier of a person, and of whoever is the same person by now. */
export const withDuplicates = (
  outcomes: readonly PersonOutcome[],
  earlierOf: (person: number) => readonly EarlierPerson[]
) => {
  const same = Map.groupBy(outcomes, outcome =>
    outcome.kind === 'duplicate' ? outcome.of : outcome.person
  )
  return (person: number): readonly EarlierPerson[] =>
    (same.get(person) ?? []).flatMap(one => earlierOf(one.person))
}

/**
 * Makes the function that gives the outcomes of persons whom a message only names: the newest of everybody who may be meant,
 * and all their cases. Who is named by the same as somebody before has the same outcome, which is kept once: a message may name
 * a large reservation as often as it has persons.
 */
export const answersToNamed = (earlierOf: (person: number) => readonly EarlierPerson[]) => {
  const first = new Map<string, number>()
  return (person: Person): PersonOutcome => {
    const { ordinal } = person
    const sameAs = first.get(namingOf(person))
    if (sameAs !== undefined) return { person: ordinal, kind: 'noted', sameAs }
    first.set(namingOf(person), ordinal)
    const earlier = earlierOf(ordinal)
    const standing = newestOfEach(earlier)
    if (standing.length === 0) return { person: ordinal, kind: 'noted' }
    const earlierCases = casesBeside(standing.flatMap(casesOf), earlier)
    return { person: ordinal, kind: 'noted', standing, earlierCases }
  }
}

const namingOf = ({ reference, locator, names, birth, documents }: Person) =>
  JSON.stringify([reference, locator, names, birth, documents])

const casesBeside = (own: readonly string[], earlier: readonly EarlierPerson[]) => {
  const all = new Set(earlier.flatMap(({ outcome }) => casesOf(outcome)))
  return [...all.difference(new Set(own))]
}

/** Of each person the latest list that describes them decides. */
const newestOfEach = (earlier: readonly EarlierPerson[]): readonly DescribedOutcome[] => {
  const people = tellApart(earlier.flatMap(asDescribed))
  return [...new Set(people.flatMap(([newest]) => newest?.outcome ?? []))]
}

const asDescribed = ({ outcome, ...earlier }: EarlierPerson) =>
  outcome.kind === 'screened' || outcome.kind === 'unscreened' ? [{ ...earlier, outcome }] : []
