import { expect, test } from 'vitest'
import { settleEntry } from '#src/watchlist/import/settle-entry.ts'

const entry = { id: 'a', kind: 'person', names: [{ full: 'Mona Example' }] }

test('leaves out details that can not be read, and says so without their values', () => {
  const settled = settleEntry({
    ...entry,
    birthDates: ['1970-13-45', '1971', { from: '1980', to: '1970' }, { from: '1980', to: 'x' }],
    nationalities: ['QQ', 'DE'],
    documents: [{ number: '' }, { number: 'A1', issuer: 'QQ', status: 'mislaid' }],
    names: [...entry.names, { full: 'x'.repeat(300) }, { given: 'Mo', qualitee: 'weak' }, {}],
    sex: 'unknown'
  })
  expect(settled).toMatchObject({
    entry: {
      ...entry,
      birthDates: ['1971'],
      nationalities: ['DEU'],
      documents: [{ number: 'A1' }],
      names: [{ full: 'Mona Example' }, { given: 'Mo' }]
    }
  })
  const { warnings = [] } = 'warnings' in settled ? settled : {}
  expect(warnings).toContain('birthDates: from is later than to')
  expect(warnings).toContain('names.qualitee: unknown field')
  expect(warnings.join()).not.toMatch(/1970-13|mislaid|xxx/)
})

test('cuts what is too much', () => {
  const settled = settleEntry({
    ...entry,
    names: Array.from({ length: 250 }, (_, index) => ({ full: `Name ${index}` })),
    remarks: 'r'.repeat(30_000),
    contact: 'c'.repeat(600),
    reference: ''
  })
  expect(settled).toMatchObject({
    warnings: [
      'names: more than 200, the rest is left out',
      'contact: longer than 500 characters, cut',
      'remarks: longer than 20000 characters, cut',
      expect.stringMatching(/^reference: /)
    ]
  })
})

test('cuts no letter in two, for half of one is stored as another', () => {
  const remarks = `${'r'.repeat(19_999)}😀`
  expect(settleEntry({ ...entry, remarks })).toMatchObject({
    entry: { remarks: 'r'.repeat(19_999) }
  })
})

test.for([
  ['an unknown field', { nationalty: ['FRA'] }, 'nationalty: unknown field'],
  ['a field named like a detail', { 'names.0.full': 'Mona' }, 'names.0.full: unknown field'],
  ['an unknown instruction', { instruction: 'arest' }, 'instruction: is not one of arrest'],
  ['a release that can not be read', { releasableTo: ['No Such'] }, 'releasableTo.0'],
  ['an id that is none', { id: '' }, 'id:'],
  ['no name', { names: [] }, 'names: a person needs at least one name'],
  ['only names that can not be read', { names: [{ full: ' ' }] }, 'names: a person needs'],
  ['a document entry without one', { kind: 'document' }, 'documents: a document entry needs'],
  [
    'a validity that ends before it begins',
    { validFrom: '2026-02-01', validUntil: '2026-01-01' },
    'validUntil'
  ]
] as const)('refuses an entry with %s', ([, change, reason]) => {
  expect(settleEntry({ ...entry, ...change })).toEqual({ reason: expect.stringContaining(reason) })
})

test('refuses what is no entry', () => {
  expect(settleEntry('entry')).toEqual({ reason: 'is not an entry' })
  expect(settleEntry(null)).toEqual({ reason: 'is not an entry' })
  expect(settleEntry([])).toEqual({ reason: 'is not an entry' })
})
