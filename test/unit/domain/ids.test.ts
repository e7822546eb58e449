import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idsUnder } from '#src/domain/ids.ts'
import type { Journey, Traveller } from '#src/domain/traveller.ts'

const ids = idsUnder(Buffer.alloc(32, 1))
const others = idsUnder(Buffer.alloc(32, 2))
const screenedAt = '2026-11-22T08:00:00.000Z'
const journey: Journey = {
  kind: 'crossing',
  checkpoint: 'LHR-T5-12',
  direction: 'entry',
  at: '2026-11-22T08:00:00Z'
}
const passport = { type: 'P', number: 'A1234567', issuer: 'IRQ' }
const traveller: Traveller = { names: [{ full: 'Mohammed Ali' }], documents: [passport] }
const caseOf = (who: Traveller, where: Journey | undefined = journey, at = screenedAt) =>
  ids.case(who, where, at)

test('gives equal ids for equal content under the same key', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, event) => {
      expect(idsUnder(Buffer.alloc(32, 1)).screening(source, event)).toBe(
        ids.screening(source, event)
      )
    })
  )
})

test('gives other ids under another key, so that nobody can try all passport numbers', () => {
  expect(others.screening('a', 'b')).not.toBe(ids.screening('a', 'b'))
  expect(others.case(traveller, journey, screenedAt)).not.toBe(caseOf(traveller))
  expect(others.hit('a', 'b', 'c')).not.toBe(ids.hit('a', 'b', 'c'))
  expect(others.digest({ a: 1 })).not.toBe(ids.digest({ a: 1 }))
})

test('tells apart parts that only look alike when joined', () => {
  expect(ids.screening('ab', 'c')).not.toBe(ids.screening('a', 'bc'))
  expect(ids.hit('a', 'b', 'c')).not.toBe(ids.hit('ab', '', 'c'))
})

test('gives ids that fit in a URL and say nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      expect(ids.screening(a, b)).toMatch(/^[A-Za-z0-9_-]{22}$/)
    })
  )
})

test('gives the same digest whatever the order of the fields', () => {
  expect(ids.digest({ a: 1, b: { c: 2, d: 3 } })).toBe(ids.digest({ b: { d: 3, c: 2 }, a: 1 }))
  expect(ids.digest({ a: [1, 2] })).not.toBe(ids.digest({ a: [2, 1] }))
})

describe('the same traveller on the same journey', () => {
  test.for<{ other: Traveller; why: string }>([
    {
      other: { documents: [{ ...passport, number: 'a 123-4567' }] },
      why: 'the number is written with blanks'
    },
    {
      other: { names: [{ full: 'M. Ali' }], documents: [passport] },
      why: 'the passport counts, not the name'
    },
    {
      other: { documents: [{ type: 'V', number: 'V1' }, passport] },
      why: 'the first passport, not the visa'
    },
    { other: { documents: [{ ...passport, type: 'PD' }] }, why: 'every kind of passport is one' },
    {
      other: { documents: [{ ...passport, expires: '2030-01-01' }] },
      why: 'the expiry does not count'
    }
  ])('has one case: $why', ({ other }) => {
    expect(caseOf(other)).toBe(caseOf(traveller))
  })

  test.for([
    ['12345678', '۱۲۳۴۵۶۷۸'],
    ['MP1234567', 'МР1234567']
  ])('has one case whichever digits, or letters that look alike, were typed: %s', numbers => {
    const [typed, read] = numbers.map(number => caseOf({ documents: [{ ...passport, number }] }))
    expect(typed).toBe(read)
  })

  test('has the case that it always had where the number is a plain one', () => {
    expect(ids.traveller(traveller)).toBe('JAN-sRHms67I8tOgD5r80K')
  })

  test('has one case however the same names are parted, written and ordered', () => {
    const parted = { names: [{ family: 'ALI', given: 'Mohammed' }], birthDate: '1970-01-02' }
    const whole = { names: [{ full: 'Ali, MOHAMMED' }], birthDate: '1970-01-02' }
    expect(caseOf(parted)).toBe(caseOf(whole))
  })

  test.for<{ where: Journey; why: string }>([
    { where: { ...journey, at: '2026-11-22T23:59:00Z' }, why: 'another hour of the same day' }
  ])('has one case: $why', ({ where }) => {
    expect(caseOf(traveller, where)).toBe(caseOf(traveller))
  })
})

describe('another traveller or journey', () => {
  test.for<{ other: Traveller; why: string }>([
    { other: { documents: [{ ...passport, number: 'A1234568' }] }, why: 'another number' },
    { other: { documents: [{ ...passport, issuer: 'IRN' }] }, why: 'another issuer' },
    { other: { documents: [{ ...passport, number: 'Ж1234567' }] }, why: 'another series' },
    { other: { names: [{ full: 'Mohammed Ali' }] }, why: 'no document to know the traveller by' }
  ])('has another case: $why', ({ other }) => {
    expect(caseOf(other)).not.toBe(caseOf(traveller))
  })

  test.for(['-', '0', '000000000', '٠٠٠', '***', 'NONE'])(
    'has another case where both have a number that says nothing: %s',
    number => {
      const documents = [{ number }]
      const [one, other] = [
        { names: [{ full: 'A' }], documents },
        { names: [{ full: 'B' }], documents }
      ]
      expect(caseOf(one)).not.toBe(caseOf(other))
    }
  )

  test('has another case: the birth date tells people of one name apart', () => {
    const names = [{ full: 'Mohammed Ali' }]
    expect(caseOf({ names, birthDate: '1970-01-02' })).not.toBe(
      caseOf({ names, birthDate: '1971-01-02' })
    )
  })

  const leg: Journey = {
    kind: 'leg',
    mode: 'air',
    carrier: 'BA',
    number: '117',
    departureDate: '2026-11-22',
    from: 'LHR',
    to: 'JFK'
  }
  test.for<{ where: Journey | undefined; why: string }>([
    { where: { ...journey, direction: 'exit' }, why: 'the other direction' },
    { where: { ...journey, checkpoint: 'LHR-T5-13' }, why: 'another checkpoint' },
    { where: { ...journey, at: '2026-11-23T08:00:00Z' }, why: 'another day' },
    { where: leg, why: 'a flight' },
    { where: undefined, why: 'no journey at all' }
  ])('has another case: $why', ({ where }) => {
    expect(ids.case(traveller, where, screenedAt)).not.toBe(caseOf(traveller))
  })

  test.for<{ where: Journey; why: string }>([
    { where: { ...leg, number: '119' }, why: 'another flight' },
    { where: { ...leg, departureDate: '2026-11-23' }, why: 'another day' },
    { where: { ...leg, to: 'BOS' }, why: 'another border' }
  ])('has another case than on the flight: $why', ({ where }) => {
    expect(caseOf(traveller, where)).not.toBe(caseOf(traveller, leg))
  })

  test('has one case a day at a desk without a journey', () => {
    const first = ids.case(traveller, undefined, '2026-11-22T08:00:00.000Z')
    expect(ids.case(traveller, undefined, '2026-11-22T20:00:00.000Z')).toBe(first)
    expect(ids.case(traveller, undefined, '2026-11-23T08:00:00.000Z')).not.toBe(first)
  })
})

describe('whom an exclusion names', () => {
  const visa = { type: 'V', number: 'V1', issuer: 'BEL' }
  const born = { ...traveller, birthDate: '1970-01-02' }

  test('is nobody without a document: many share a name and a birth date', () => {
    const { documents: _, ...undocumented } = born
    expect(ids.person(undocumented)).toBeUndefined()
    expect(ids.person(born)).toBeDefined()
  })

  test.for<{ other: Traveller; why: string }>([
    { other: { ...born, documents: [passport, visa] }, why: 'with one document more' },
    { other: { ...born, documents: [visa] }, why: 'with another document' },
    { other: { ...born, birthDate: '1971-01-02' }, why: 'born on another day' },
    { other: { ...born, names: [{ full: 'Mohammed Alli' }] }, why: 'with another name' }
  ])('is somebody else $why', ({ other }) => {
    expect(ids.person(other)).not.toBe(ids.person(born))
  })

  test.for(['-', '0', '000000000', '٠٠٠', '***', 'NONE'])(
    'is nobody where a gate fills in a number that says nothing: %s',
    number => {
      expect(ids.person({ ...born, documents: [{ number }] })).toBeUndefined()
      const asIfNone = ids.person({ ...born, documents: [passport, { number }] })
      expect(asIfNone).toBe(ids.person(born))
    }
  )

  test('is the same whatever the order of the documents', () => {
    const both = { ...born, documents: [passport, visa] }
    expect(ids.person(both)).toBe(ids.person({ ...born, documents: [visa, passport] }))
  })
})
