import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexPersons } from '#src/manifests/index-persons.ts'
import { readPerson, someone } from './build-paxlst.ts'

const { person: anybody } = readPerson(...someone())

/** The same, one by one. */
const isMeant = (named: typeof anybody, listed: typeof anybody): boolean => {
  if (named.reference) return named.reference === listed.reference
  const [name, other] = [nameOf(named), nameOf(listed)]
  return named.locator === listed.locator && (name === undefined || name === other)
}

const nameOf = ({ names: [name] }: typeof anybody) =>
  name && [name.family, name.given, name.full].join('/').toUpperCase()

const word = fc.constantFrom('A', 'a', '', '/', '","')
const name = fc.record({ family: word, given: word, full: word }, { requiredKeys: [] })
const parts = fc.record(
  { reference: word, locator: word, names: fc.array(name, { maxLength: 2 }) },
  { requiredKeys: ['names'] }
)
const { reference: _, locator: __, ...nobody } = anybody
const persons = fc.array(parts.map(part => ({ person: { ...nobody, ...part } })))

test('finds those of a list whom comparing with each finds, in the same order', () => {
  fc.assert(
    fc.property(persons, persons, (listed, sought) => {
      const find = indexPersons(listed)
      for (const { person } of sought) {
        expect(find(person)).toEqual(listed.filter(one => isMeant(person, one.person)))
      }
    }),
    { numRuns: 1_000 }
  )
})
