import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import type { ListedEntry } from '#loadtest/people/types.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { Entry, entryProblems } from '#src/domain/entry.ts'

const entries = [...watchlistEntries({ seed: 3, persons: 10_000, documents: 2000 })]
const persons = entries.filter(({ kind }) => kind === 'person')
const documents = entries.filter(({ kind }) => kind === 'document')

const share = (of: readonly ListedEntry[], fact: (entry: ListedEntry) => boolean): number =>
  of.filter(fact).length / of.length

test('gives as many persons and documents as asked, mixed, with ids of their own', () => {
  expect(persons).toHaveLength(10_000)
  expect(documents).toHaveLength(2000)
  expect(new Set(entries.map(({ id }) => id)).size).toBe(12_000)
  expect(share(entries.slice(0, 600), ({ kind }) => kind === 'document')).toBeCloseTo(1 / 6, 1)
})

test('gives the same entry for the same seed whatever the size of the list', () => {
  const few = [...watchlistEntries({ seed: 3, persons: 100, documents: 0 })]
  expect(few).toEqual(persons.slice(0, 100))
  expect([...watchlistEntries({ seed: 4, persons: 100, documents: 0 })]).not.toEqual(few)
})

test.for<[string, number, (entry: ListedEntry) => boolean]>([
  ['have a year only', 0.1, entry => entry.birthDates?.[0]?.toString().length === 4],
  ['have a span of years', 0.03, entry => typeof entry.birthDates?.[0] === 'object'],
  ['have no birth date', 0.04, entry => entry.birthDates === undefined],
  ['have a passport', 0.35, entry => entry.documents !== undefined],
  ['are covert', 0.03, entry => entry.covert === true],
  ['carry a warning', 0.08, entry => entry.warnings !== undefined],
  ['have a name in another script', 0.16, entry => entry.names?.some(isNative) === true]
])('of listed persons, those who %s are about %d', ([, expected, fact]) => {
  expect(Math.abs(share(persons, fact) / expected - 1)).toBeLessThan(0.15)
})

const isNative = ({ script }: { script?: string }) => script !== 'Latn'

test('gives entries that the service accepts', () => {
  const schema = Compile(Entry)
  const refused = entries.filter(entry => !schema.Check(entry) || entryProblems(entry).length > 0)
  expect(refused).toEqual([])
})

test('marks as covert only what is to be checked discreetly', () => {
  const covert = persons.filter(entry => entry.covert)
  expect(covert.length).toBeGreaterThan(0)
  expect(covert.every(({ instruction }) => instruction === 'discreet_check')).toBe(true)
})

test('gives each person a name and each document a status', () => {
  expect(persons.every(({ names }) => names?.[0] && (names[0].full || names[0].family))).toBe(true)
  const statuses = new Set(documents.map(entry => entry.documents?.[0]?.status))
  expect([...statuses].sort()).toEqual(['lost', 'revoked', 'stolen'])
  expect(documents.every(({ names }) => names === undefined)).toBe(true)
})

test('varies instructions', () => {
  expect(new Set(persons.map(({ instruction }) => instruction)).size).toBeGreaterThan(7)
})
