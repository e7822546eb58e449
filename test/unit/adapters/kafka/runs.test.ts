import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decided } from '#src/adapters/kafka/decided-state.ts'
import { collectRuns, type Run } from '#src/adapters/kafka/runs.ts'
import type { News, Topic } from '#src/domain/ports.ts'
import { aCase, aDesk } from '#test/helpers/screened.ts'

const at = (offset: number, topic: Topic = 'screenings') => ({ topic, partition: 1, offset })
const decided = (offset: number, id: string, revision: number, topic?: Topic): Decided => ({
  position: at(offset, topic),
  case: aCase({ id, desks: { interior: aDesk({ revision }) } })
})
const news: readonly News[] = [{ topic: 'alerts', events: [] }]

/** What a view comes to that is handed these, in this order: of each case the revision, and how far it has come. */
const restored = async (all: readonly Decided[]) => {
  const runs: Run[] = []
  const collected = collectRuns(async run => void runs.push(run))
  for (const one of all) await collected.add(one)
  await collected.end()
  const offsets = new Map<Topic, number>()
  const revisions = new Map<string, number | undefined>()
  for (const { position, states } of runs) {
    if (position.offset <= (offsets.get(position.topic) ?? 0)) continue
    offsets.set(position.topic, position.offset)
    for (const state of states)
      if ('case' in state) revisions.set(state.case.id, state.case.desks['interior']?.revision)
  }
  return { runs, offsets: Object.fromEntries(offsets), cases: Object.fromEntries(revisions) }
}

test('of two states of a case the later one is kept when it is as far on', async () => {
  const { cases } = await restored([decided(1, 'a', 1), decided(2, 'a', 2), decided(3, 'a', 2)])
  expect(cases).toEqual({ a: 2 })
})

test('a state that was written late, by a node that had lost its partition, displaces none that is further on', async () => {
  const { cases, offsets } = await restored([
    decided(1, 'a', 1),
    decided(2, 'a', 3, 'case-commands'),
    decided(9, 'b', 1),
    decided(5, 'a', 2)
  ])
  expect(cases).toEqual({ a: 3, b: 1 })
  expect(offsets).toEqual({ screenings: 9, 'case-commands': 2 })
})

test('a case that was made anew as if there had been none displaces nothing that officers had decided', async () => {
  const { cases } = await restored([decided(1, 'a', 4, 'case-commands'), decided(2, 'a', 1)])
  expect(cases).toEqual({ a: 4 })
})

test('what was written late has nothing to tell any more', async () => {
  const told: Decided = { position: at(9), news }
  const { runs } = await restored([decided(9, 'a', 2), told, { position: at(5), news: [] }])
  expect(runs.at(-1)?.news).toEqual(news)
})

test('of an entry the highest revision is kept, of a list what was decided last', async () => {
  const entry = (offset: number, revision: number): Decided => ({
    position: at(offset, 'watchlist'),
    entry: { list: 'wanted', id: '1', revision, state: 'withdrawn', changedAt: 't' }
  })
  const list = (offset: number, title: string): Decided => ({
    position: at(offset, 'watchlist'),
    list: {
      list: 'wanted',
      title,
      agency: 'interior',
      purposes: ['border_control'],
      instruction: 'refer_second_line',
      handling: 'H0'
    }
  })
  const { runs } = await restored([
    list(1, 'first'),
    entry(2, 1),
    entry(3, 2),
    list(4, 'second'),
    entry(2, 1),
    list(1, 'first')
  ])
  expect(runs).toEqual([
    { position: at(4, 'watchlist'), states: [list(4, 'second'), entry(3, 2)], news: [] }
  ])
})

test('whatever is written late, no case ends less far on than it was', async () => {
  const states = fc.array(
    fc.record({
      offset: fc.integer({ min: 1, max: 8 }),
      id: fc.constantFrom('a', 'b'),
      revision: fc.integer({ min: 1, max: 5 })
    })
  )
  await fc.assert(
    fc.asyncProperty(states, async given => {
      const { cases } = await restored(
        given.map(({ offset, id, revision }) => decided(offset, id, revision))
      )
      for (const id of new Set(given.map(one => one.id))) {
        const own = given.filter(one => one.id === id)
        expect(cases[id]).toBe(Math.max(...own.map(({ revision }) => revision)))
      }
    })
  )
})
