import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { crossings } from '#loadtest/people/crossings.ts'
import { take } from '#loadtest/people/people.ts'
import { travellers } from '#loadtest/people/travellers.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { ScreeningRequest } from '#src/domain/screening.ts'

const entries = [...watchlistEntries({ seed: 9, persons: 500, documents: 50 })]
const options = { seed: 9, entries, listedShare: 0.005, startsAt: '2026-11-22T08:00:00Z' }
const sample = [...take(crossings(options), 20_000)]

test('gives the same crossings for the same seed', () => {
  expect([...take(crossings(options), 300)]).toEqual(sample.slice(0, 300))
})

test('lets a few listed persons cross and keeps the truth beside the event', () => {
  const listed = sample.filter(({ truth }) => truth)
  expect(listed.length / sample.length).toBeGreaterThan(0.003)
  expect(listed.length / sample.length).toBeLessThan(0.007)
  expect(sample.every(({ event }) => !('truth' in event))).toBe(true)
  const ids = new Set(entries.map(({ id }) => id))
  expect(listed.every(({ truth }) => truth && ids.has(truth.entryId))).toBe(true)
})

test('gives events that the service accepts', () => {
  const schema = Compile(ScreeningRequest)
  expect(sample.map(({ event }) => event).filter(event => !schema.Check(event))).toEqual([])
})

test('puts crossings in order of time at about the rate asked for', () => {
  const times = sample.map(({ event }) => event.journey.at)
  expect(times[0]).toBe('2026-11-22T08:00:00.000Z')
  expect(times.toSorted()).toEqual(times)
  const seconds = (Date.parse(times.at(-1) ?? '') - Date.parse(times[0] ?? '')) / 1000
  expect(sample.length / seconds).toBeGreaterThan(47)
  expect(sample.length / seconds).toBeLessThan(53)
})

test('gives every event an id and a journey of its own', () => {
  expect(new Set(sample.map(({ event }) => event.id)).size).toBe(sample.length)
  expect(sample[0]?.event).toMatchObject({
    purpose: 'border_control',
    journey: { kind: 'crossing', direction: expect.stringMatching(/^(entry|exit)$/) }
  })
})

test('sends strangers as a checkpoint would, none with a listed passport', () => {
  const strangers = [...take(travellers({ seed: 9 }), 5000)]
  const listed = new Set(entries.flatMap(entry => entry.documents ?? []).map(keyOf))
  expect(
    strangers.flatMap(({ documents }) => documents ?? []).some(doc => listed.has(keyOf(doc)))
  ).toBe(false)
  const capitals = strangers.filter(({ names }) => /^[A-Z ]+$/.test(names[0]?.family ?? ''))
  expect(capitals.length / strangers.length).toBeGreaterThan(0.75)
  const undated = strangers.filter(({ birthDate }) => birthDate === undefined)
  expect(Math.abs(undated.length / strangers.length - 0.02)).toBeLessThan(0.008)
  const documented = strangers.filter(({ documents }) => documents)
  expect(Math.abs(documented.length / strangers.length - 0.85)).toBeLessThan(0.02)
})

const keyOf = ({ number, issuer }: { number: string; issuer: string }) => `${issuer} ${number}`
