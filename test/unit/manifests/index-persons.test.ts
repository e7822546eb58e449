import fc from 'fast-check'
import { expect, test } from 'vitest'
import { indexPersons } from '#src/manifests/index-persons.ts'
import { readPerson, someone } from './build-paxlst.ts'

const { person: anybody } = readPerson(...someone())

/** The same, one by one. */
const isMeant = (named: typeof anybody, listed: typeof anybody): boolean => {
  if (named.reference) return named.reference === listed.reference
  if (named.locator !== listed.locator) return false
  const [name, numbers] = [nameOf(named), numbersOf(named)]
  if (name !== undefined) return name === nameOf(listed)
  return numbers.length === 0 || numbersOf(listed).some(number => numbers.includes(number))
}

const numbersOf = ({ documents }: typeof anybody) =>
  documents.flatMap(({ number = '' }) => (number === '0' ? [] : number.toUpperCase()))

const nameOf = ({ names: [name] }: typeof anybody) =>
  name && [name.family, name.given, name.full].join('/').toUpperCase()

const word = fc.constantFrom('A', 'a', '', '/', '","')
const name = fc.record({ family: word, given: word, full: word }, { requiredKeys: [] })
const documents = fc.array(fc.record({ number: fc.constantFrom('D1', 'd1', 'D2', '0') }), {
  maxLength: 2
})
const parts = fc.record(
  { reference: word, locator: word, names: fc.array(name, { maxLength: 2 }), documents },
  { requiredKeys: ['names', 'documents'] }
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
