import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  compareAll,
  createWatchIndex,
  type IndexEntry,
  readSnapshot,
  type SearchResult,
  type WatchIndex,
  writeSnapshot
} from '#matchers/index.ts'
import { inventPeople, inventTravellers, model } from './fixtures.ts'

const origin = { model, madeBy: 'test' }
const people = inventPeople(1_600, 77).map((entry, at) => ({ ...entry, isUncounted: at % 3 === 0 }))
const sought = inventTravellers(people, 400, 78)
const wide = { threshold: 0.05, limit: 5_000 }

const restored = (index: WatchIndex): WatchIndex => {
  const steps = index.image()
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  if (step.value === undefined) return index
  const reader = readSnapshot(origin)
  for (const piece of writeSnapshot(step.value, origin, null)) reader.take(piece)
  return reader.finish().index
}

const summary = ({ matches }: SearchResult) =>
  matches.map(({ list, id, score }) => `${list} ${id} ${score.toFixed(9)}`)

const place = fc.nat({ max: people.length - 1 })
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ put: place, count: fc.integer({ min: 1, max: 900 }) }) },
  { weight: 2, arbitrary: fc.record({ withdraw: place, count: fc.integer({ min: 1, max: 300 }) }) },
  { weight: 2, arbitrary: fc.record({ replace: place, by: place }) },
  { weight: 2, arbitrary: fc.record({ compact: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.constant({ restore: true }) }
)

test('after any history the index finds what comparing with every entry finds', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 3, maxLength: 14 }), place, (acts, seed) => {
      let index = createWatchIndex(model)
      let compaction: Generator<void, void> | undefined
      const listed = new Map<string, IndexEntry>()
      for (const did of acts) {
        if ('put' in did) {
          const entries = people.slice(did.put, did.put + did.count)
          for (const entry of entries) listed.set(entry.id, entry)
          index.apply(entries.map(entry => ({ op: 'put', entry })))
        } else if ('withdraw' in did) {
          const entries = people.slice(did.withdraw, did.withdraw + did.count)
          for (const { id } of entries) listed.delete(id)
          index.apply(entries.map(({ list, id }) => ({ op: 'withdraw', list, id })))
        } else if ('replace' in did) {
          const [entry, other] = [people[did.replace], people[did.by]]
          if (entry === undefined || other === undefined) continue
          const changed = { ...entry, subject: other.subject, isUncounted: other.isUncounted }
          listed.set(entry.id, changed)
          index.apply([{ op: 'put', entry: changed }])
        } else if ('compact' in did) {
          // Mostly left half-way, so that changes fall between its steps.
          compaction ??= index.compaction()
          for (let step = 0; step < did.compact && compaction; step++) {
            if (compaction.next().done) compaction = undefined
          }
        } else if (compaction === undefined) index = restored(index)
      }
      expect(index.size).toBe(listed.size)
      const entries = [...listed.values()]
      for (const traveller of sought.slice(seed % 390, (seed % 390) + 2)) {
        const expected = summary(compareAll(traveller, entries, model, wide))
        expect(summary(index.search(traveller, wide)), JSON.stringify(traveller)).toEqual(expected)
      }
    }),
    { seed: 20_261_122, numRuns: 10 }
  )
})

test('any Unicode is survived: put, found, kept and withdrawn', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  const name = fc.record({ family: text, given: text, full: text }, { requiredKeys: [] })
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 3 }),
      text,
      text,
      (names, date, number) => {
        const index = createWatchIndex(model)
        const subject = {
          kind: 'person' as const,
          names,
          birthDates: [date],
          documents: [{ number, issuer: 'UTO' }]
        }
        index.apply([{ op: 'put', entry: { list: 'l', id: 'é 🛂', subject, payload: {} } }])
        const again = restored(index)
        const traveller = { names, birthDate: date, documents: [{ number }] }
        const { matches } = again.search(traveller, { threshold: 0.5, limit: 10 })
        for (const { score } of matches) {
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(1)
        }
        again.apply([{ op: 'withdraw', list: 'l', id: 'é 🛂' }])
        expect(again.size).toBe(0)
        expect(again.search(traveller, { threshold: 0.5, limit: 10 }).matches).toEqual([])
      }
    ),
    { seed: 20_261_122, numRuns: 25 }
  )
})
