import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentDigest } from '#src/domain/content-digest.ts'
import { type Entry, type EntryBody, entryProblems, normaliseEntry } from '#src/domain/entry.ts'

const person: EntryBody = { revision: 1, kind: 'person', names: [{ full: 'Some Name' }] }
const document: EntryBody = { revision: 1, kind: 'document', documents: [{ number: 'A1' }] }

test.for<{ entry: EntryBody; expected: string | undefined; why: string }>([
  { entry: person, expected: undefined, why: 'a person with a name' },
  { entry: document, expected: undefined, why: 'a document' },
  { entry: { ...person, names: [] }, expected: 'names', why: 'a person without a name' },
  {
    entry: { revision: 1, kind: 'person' },
    expected: 'names',
    why: 'a person that says nothing of names'
  },
  {
    entry: { ...person, names: [{ quality: 'weak' }] },
    expected: 'names',
    why: 'a name without a word'
  },
  {
    entry: { ...person, names: [{ full: '...' }, { family: '12345', given: '🙂' }] },
    expected: 'names',
    why: 'names without a letter, which nobody is found by'
  },
  {
    entry: { ...person, names: [{ full: 'UNKNOWN' }, { family: 'LNU', given: 'FNU' }] },
    expected: 'names',
    why: 'placeholders, which nobody is found by'
  },
  {
    entry: { ...person, names: [{ full: 'A. B.' }] },
    expected: 'names',
    why: 'initials'
  },
  {
    entry: { ...person, names: [{ family: 'LNU', given: 'Mona' }, { full: 'UNKNOWN' }] },
    expected: undefined,
    why: 'a name beside placeholders'
  },
  {
    entry: { ...person, names: [{ full: '?' }], documents: [{ number: '---' }] },
    expected: 'names',
    why: 'neither a letter nor a number'
  },
  {
    entry: { ...person, names: [{ full: '?' }], documents: [{ number: '---' }, { number: 'A1' }] },
    expected: undefined,
    why: 'a person who is found by a document alone'
  },
  {
    entry: { ...person, names: [{ full: '...' }, { given: '小明' }] },
    expected: undefined,
    why: 'a name of any script beside one without a letter'
  },
  {
    entry: { ...document, documents: [{ number: '---' }, { number: '000' }, { number: '۰۰' }] },
    expected: 'documents',
    why: 'numbers that no other is compared with'
  },
  {
    entry: { ...document, documents: [{ number: 'UNKNOWN' }, { number: 'n/a' }] },
    expected: 'documents',
    why: 'words for no number'
  },
  {
    entry: { ...document, documents: [] },
    expected: 'documents',
    why: 'a document entry without a document'
  },
  {
    entry: { ...person, birthDates: [{ from: '1975', to: '1970' }] },
    expected: 'birthDates',
    why: 'a span that ends before it begins'
  },
  {
    entry: { ...person, birthDates: [{ from: '1970-06-01', to: '1970-01-01' }] },
    expected: 'birthDates',
    why: 'a span that ends earlier in the same year'
  },
  {
    entry: { ...person, birthDates: [{ from: '1970-06', to: '1970' }] },
    expected: undefined,
    why: 'a year contains its months'
  },
  {
    entry: { ...person, birthDates: [{ from: '1970', to: '1970' }] },
    expected: undefined,
    why: 'a span of one year'
  },
  {
    entry: { ...person, validFrom: '2027-01-01', validUntil: '2026-01-01' },
    expected: 'validUntil',
    why: 'an end before the beginning'
  },
  {
    entry: { ...person, validFrom: '2026-01-01', validUntil: '2026-01-01' },
    expected: undefined,
    why: 'one day'
  }
])('says what keeps an entry from being listed: $why', ({ entry, expected }) => {
  expect(entryProblems(entry).map(problem => problem.split(':')[0])).toEqual(
    expected === undefined ? [] : [expected]
  )
})

describe('an entry is kept', () => {
  test('with ICAO’s codes, each country once, and nothing empty', () => {
    expect(
      normaliseEntry({
        ...person,
        nationalities: ['iq', 'IRQ', 'D'],
        documents: [{ number: 'A1', issuer: 'gb' }],
        warnings: [],
        birthPlaces: []
      })
    ).toEqual({
      ...person,
      nationalities: ['IRQ', 'DEU'],
      documents: [{ number: 'A1', issuer: 'GBR' }]
    })
  })

  test('as it is when it was tidied before', () => {
    const codes = fc.constantFrom('iq', 'IRQ', 'D', 'DE', 'UK', 'gb')
    const entries = fc.record(
      {
        nationalities: fc.array(codes),
        documents: fc.array(fc.record({ number: fc.constant('A1'), issuer: codes }))
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(entries, more => {
        const once = normaliseEntry({ ...person, ...more })
        expect(normaliseEntry(once)).toEqual(once)
      })
    )
  })
})

describe('the digest of an entry’s content', () => {
  const content: Entry = { id: '7', ...person, nationalities: ['IRQ'] }
  test.for<{ other: Entry; equal: boolean; why: string }>([
    { other: { ...content, revision: 9 }, equal: true, why: 'the revision is no content' },
    { other: { ...content, id: '8' }, equal: true, why: 'nor is the id' },
    { other: { ...content, nationalities: ['IQ'] }, equal: true, why: 'two letters say the same' },
    { other: { ...content, warnings: [] }, equal: true, why: 'nothing empty counts' },
    { other: { ...content, covert: true }, equal: false, why: 'a setting is content' },
    {
      other: { ...content, names: [{ full: 'Other Name' }] },
      equal: false,
      why: 'a name is content'
    }
  ])('tells whether two versions say the same: $why', ({ other, equal }) => {
    expect(contentDigest(other) === contentDigest(content)).toBe(equal)
  })
})
