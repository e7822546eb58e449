import { expect, test } from 'vitest'
import { createCurrentAsOf, eventsBehind } from '#src/watchlist/current-as-of.ts'

const offsets = (...ends: readonly number[]) => new Map(ends.entries())
const look = (at: number, ...ends: readonly number[]) => ({ at, ends: offsets(...ends) })
const reach = (version: number, ...handled: readonly number[]) => ({
  version,
  offsets: offsets(...handled)
})

test('a list that holds all that was seen to be recorded is current as of that look', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0), reach(0), 0)).toBe(0)
  expect(currentAsOf(look(500, 1, 4), reach(5, 1, 4), 5)).toBe(500)
  expect(currentAsOf(look(1_000, 1, 4), reach(6, 1, 5), 6)).toBe(1_000)
})

test('a list is as old as the oldest change that it does not hold, however many follow', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0, 7), reach(3, 7), 3)).toBe(0)
  for (let at = 500; at <= 60_000; at += 500) {
    expect(currentAsOf(look(at, 7 + at / 500), reach(3, 7), 3)).toBeUndefined()
  }
  expect(currentAsOf(look(60_500, 200), reach(4, 8), 4)).toBe(500)
  expect(currentAsOf(look(61_000, 200), reach(5, 9), 5)).toBe(1_000)
  expect(currentAsOf(look(61_500, 200), reach(196, 200), 196)).toBe(61_500)
})

test('a change in one partition is not made up for by another', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0, 3, 3), reach(6, 2, 9), 6)).toBeUndefined()
  expect(currentAsOf(look(500, 3, 9), reach(7, 3, 8), 7)).toBe(0)
})

test('what the projection has taken counts once this node holds it too', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0, 1), reach(1, 1), 0)).toBeUndefined()
  expect(currentAsOf(look(500, 1), reach(1, 1), 0)).toBeUndefined()
  expect(currentAsOf(look(1_000, 2), reach(1, 1), 1)).toBe(500)
})

test('a list of which every look finds one more change on its way is a look old, never more', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0, 50), reach(49, 49), 48)).toBeUndefined()
  for (let beat = 1; beat < 1_000; beat++) {
    const recorded = 50 * (beat + 1)
    const found = currentAsOf(look(500 * beat, recorded), reach(recorded, recorded), recorded - 1)
    expect(found).toBe(beat === 1 ? undefined : 500 * (beat - 1))
  }
})

test('a list that is always far behind may seem older than it is, by as much again at most', () => {
  const currentAsOf = createCurrentAsOf()
  const lag = 60
  let asOf = 0
  for (let beat = 0; beat < 2_000; beat++) {
    const held = Math.max(0, beat - lag)
    asOf = currentAsOf(look(beat, beat), reach(held, held), held) ?? asOf
    expect(beat - asOf).toBeGreaterThanOrEqual(Math.min(beat, lag))
    expect(beat - asOf).toBeLessThanOrEqual(2 * lag)
  }
})

test('a shared list that was made anew, and counts from the beginning again, makes none wait for ever', () => {
  const currentAsOf = createCurrentAsOf()
  expect(currentAsOf(look(0, 900), reach(1_000, 900), 999)).toBeUndefined()
  expect(currentAsOf(look(500, 900), reach(0), 0)).toBeUndefined()
  expect(currentAsOf(look(1_000, 901), reach(800, 900), 800)).toBe(500)
})

test('events behind are counted over all partitions, and what was handled since is none', () => {
  expect(eventsBehind(offsets(5, 7), offsets(3))).toBe(9)
  expect(eventsBehind(offsets(5, 7), offsets(9, 7))).toBe(0)
  expect(eventsBehind(new Map(), offsets(9))).toBe(0)
})
