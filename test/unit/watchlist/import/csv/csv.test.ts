import { expect, test } from 'vitest'
import { entriesOf, fixture, readRows, reasonsOf, temporaryFile, warningsOf } from '../read-rows.ts'

test('reads every column', async () => {
  const rows = await readRows('csv', fixture('entries.csv'))
  expect(entriesOf(rows)[0]).toEqual({
    id: 'c1',
    kind: 'person',
    names: [
      { family: 'VERLANE', given: 'Osric', quality: 'strong' },
      { family: 'VERLAINE', given: 'Oz', quality: 'strong' },
      { full: 'Ozric', quality: 'strong' },
      { full: 'The Example', quality: 'weak' }
    ],
    birthDates: ['1970-01-02', { from: '1955', to: '1959' }, { from: '1960', to: '1965' }],
    sex: 'M',
    nationalities: ['IRQ', 'MMR'],
    documents: [
      { type: 'P', number: 'A100', issuer: 'IRQ' },
      { type: 'ID', number: '55', issuer: 'IRN', status: 'stolen' }
    ],
    covert: true,
    instruction: 'arrest',
    remarks: 'two\nlines'
  })
  expect(entriesOf(rows).map(({ id }) => id)).toEqual(['c1', 'c2', 'c3', 'c8'])
})

test('leaves out details that can not be read', async () => {
  const rows = await readRows('csv', fixture('entries.csv'))
  expect(entriesOf(rows)[2]).toEqual({
    id: 'c3',
    kind: 'person',
    names: [{ full: 'Mona Example', quality: 'strong' }],
    documents: [
      { type: 'P', number: 'B200' },
      { type: 'P', number: 'B201', issuer: 'FRA' }
    ]
  })
  expect(warningsOf(rows)).toHaveLength(6)
})

test('rejects broken rows with their line, and reads the next one', async () => {
  expect(reasonsOf(await readRows('csv', fixture('entries.csv')), 'rejected')).toEqual([
    '6 covert: must be boolean',
    '7 names: a person needs at least one name',
    '8 6 columns instead of 14',
    '9 a quote is never closed'
  ])
})

test.for([
  [
    'an unknown column',
    'id,nationalty\n1,FRA\n',
    /unknown column "nationalty"; the columns are id, kind/
  ],
  ['a column twice', 'id,full,FULL\n1,a,b\n', /the column full stands there twice/],
  ['semicolons', 'id;full\n1;Mona\n', /must be separated by commas/],
  ['tabs', 'id\tfull\n1\tMona\n', /must be separated by commas/],
  ['no id', 'full\nMona\n', /must name the columns, id among them/],
  ['nothing', '', /must name the columns/]
] as const)('reads nothing under a header with %s', async ([, text, reason]) => {
  const rows = await readRows('csv', await temporaryFile('a.csv', text))
  expect(entriesOf(rows)).toEqual([])
  expect(reasonsOf(rows, 'incomplete')).toEqual([expect.stringMatching(reason)])
})

test('takes several whole names as a list', async () => {
  const text = 'id,full\n1,Mona Example; Oz Verlane|“The Example”\n'
  const [entry] = entriesOf(await readRows('csv', await temporaryFile('a.csv', text)))
  expect(entry?.names?.map(({ full }) => full)).toEqual([
    'Mona Example',
    'Oz Verlane',
    'The Example'
  ])
})

test('takes columns in any order and case', async () => {
  const rows = await readRows(
    'csv',
    await temporaryFile('a.csv', 'FULL,Id,releasableto\nMona,1,x-y\n')
  )
  expect(entriesOf(rows)).toMatchObject([
    { id: '1', names: [{ full: 'Mona' }], releasableTo: ['x-y'] }
  ])
})
