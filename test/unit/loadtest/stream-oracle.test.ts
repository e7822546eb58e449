import { describe, expect, test } from 'vitest'
import { histogramOf } from '#loadtest/stream/histogram.ts'
import { Oracle } from '#loadtest/stream/oracle.ts'

const whole = () => {
  const oracle = new Oracle()
  oracle.expect('a', 1_000)
  oracle.expect('b', 2_000)
  oracle.alerted('a/watching/1', 'a', 1_100)
  oracle.alerted('b/watching/1', 'b', 2_300)
  return oracle
}

describe('the oracle of the stream', () => {
  test('is content when every case that must exist does, once', () => {
    expect(whole().verdict(['b', 'a'])).toMatchObject({ expected: 2, isExact: true })
  })

  test.for<{ why: string; shown: string[]; finds: object }>([
    { why: 'a lost case', shown: ['a'], finds: { casesMissing: 1 } },
    { why: 'a case that nobody expects', shown: ['a', 'b', 'c'], finds: { casesUnexpected: 1 } },
    { why: 'a case shown twice', shown: ['a', 'a', 'b'], finds: { casesTwice: 1 } }
  ])('finds $why', ({ shown, finds }) => {
    expect(whole().verdict(shown)).toMatchObject({ ...finds, isExact: false })
  })

  test('finds a lost alert, one that nobody expects, and a second one of a case', () => {
    const oracle = whole()
    oracle.expect('c', 3_000)
    oracle.alerted('x/watching/1', 'x', 3_100)
    oracle.alerted('a/watching/2', 'a', 3_200)
    const found = { alertsMissing: 1, alertsUnexpected: 1, alertsSecond: 1, isExact: false }
    expect(oracle.verdict(['a', 'b', 'c'])).toMatchObject(found)
    expect(oracle.missing()).toBe(1)
  })

  test('an alert that comes again under its id is no fault', () => {
    const oracle = whole()
    oracle.alerted('a/watching/1', 'a', 5_000)
    expect(oracle.verdict(['a', 'b'])).toMatchObject({ alertsRepeated: 1, isExact: true })
    expect(oracle.latencies(0, 10_000)).toEqual([100, 300])
  })

  test('times count for crossings that were due within the time asked for', () => {
    expect(whole().latencies(1_500, 3_000)).toEqual([300])
    expect(whole().longestSilence(1_000, 3_000)).toBe(1_200)
  })
})

test('a histogram counts each time once, in the order of its limits', () => {
  expect(histogramOf([3, 10, 11, 900, 70_000])).toEqual({
    '≤ 10': 2,
    '≤ 25': 1,
    '≤ 1000': 1,
    more: 1
  })
})
