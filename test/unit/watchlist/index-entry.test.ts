import { expect, test } from 'vitest'
import { holdsOn, toIndexChange, toIndexEntry } from '#src/watchlist/index-entry.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const entry = {
  ...entryOf(someone('indexed')),
  id: '7',
  remarks: 'seen with others',
  legalBasis: 'article 36',
  reviewBy: '2027-01-01',
  covert: true,
  reference: 'REF-1'
}

test('takes into the index what is compared and what a decision needs, and no remarks', () => {
  const { subject, payload, list, id } = toIndexEntry('wanted', entry)
  expect({ list, id }).toEqual({ list: 'wanted', id: '7' })
  expect(subject).toEqual({
    kind: 'person',
    names: entry.names,
    birthDates: entry.birthDates,
    documents: entry.documents
  })
  expect(payload).toEqual({ revision: 1, covert: true, reference: 'REF-1' })
})

test('leaves the list’s defaults to the list', () => {
  const { payload } = toIndexEntry('wanted', { ...entryOf(someone('indexed')), id: '7' })
  expect(payload).toEqual({ revision: 1 })
})

test.for([
  { validity: {}, expected: true, why: 'without an end' },
  { validity: { validFrom: '2026-11-22' }, expected: true, why: 'from today' },
  { validity: { validFrom: '2026-11-23' }, expected: false, why: 'from tomorrow' },
  { validity: { validUntil: '2026-11-22' }, expected: true, why: 'until today, included' },
  { validity: { validUntil: '2026-11-21' }, expected: false, why: 'until yesterday' }
])('knows whether an entry holds today: $why', ({ validity, expected }) => {
  expect(holdsOn({ revision: 1, ...validity }, '2026-11-22')).toBe(expected)
})

test('makes a put of what stands and a withdrawal of what is withdrawn', () => {
  const common = { list: 'wanted', id: '7', revision: 1, changedAt: '' }
  expect(toIndexChange({ ...common, state: 'active', entry }).op).toBe('put')
  expect(toIndexChange({ ...common, state: 'withdrawn' })).toEqual({
    op: 'withdraw',
    list: 'wanted',
    id: '7'
  })
})
