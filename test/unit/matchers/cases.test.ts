import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  compareAll,
  createWatchIndex,
  type IndexEntry,
  type ListedBirthDate,
  type SearchResult,
  type TravelDocument,
  type Traveller
} from '#matchers/index.ts'
import { inventPeople, model, options } from './fixtures.ts'

/** One line of a table, by column. */
type Row = Readonly<Record<string, string>>

const rowsOf = (table: string): Row[] => {
  const file = new URL(`../../cases/${table}.csv`, import.meta.url)
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head.split(',')
  return lines.map(line => {
    const cells = line.split(',')
    if (cells.length !== columns.length) throw new Error(`${table}: ${line}`)
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
  })
}

const documentsOf = (text = ''): TravelDocument[] => {
  if (text === '') return []
  const [, number = text, issuer] = /^(.*) ([A-Z]{3})$/.exec(text) ?? []
  return [{ number, ...(issuer === undefined ? {} : { issuer }) }]
}

const datesOf = (text = ''): ListedBirthDate[] =>
  text.split(' ').flatMap(date => {
    const [from = '', to] = date.split('..')
    if (from === '') return []
    return [to === undefined ? from : { from, to }]
  })

const travellerOf = ({ traveller = '', born = '', document }: Row): Traveller => ({
  names: [{ full: traveller }],
  ...(born === '' ? {} : { birthDate: born }),
  documents: documentsOf(document)
})

const entryOf = (row: Row): IndexEntry => ({
  list: 'cases',
  id: 'listed',
  subject: {
    kind: row['listed'] === '' ? 'document' : 'person',
    names: row['listed'] === '' ? [] : [{ full: row['listed'] ?? '' }],
    birthDates: datesOf(row['listed born']),
    documents: documentsOf(row['listed document'])
  },
  payload: {}
})

const outcomeOf = ({ matches, insufficient, comparable }: SearchResult): string => {
  if (matches.length > 0) return 'refer'
  return insufficient.length > 0 || !comparable ? 'insufficient' : 'clear'
}

// Others are listed too, so that the size of the list and what is common on it have their say.
const others = inventPeople(300, 6).map(entry => ({ ...entry, list: 'others' }))
const lists = new Set(['cases'])

describe.for(['names', 'birth-dates', 'documents'])('the officers’ table of %s:', table => {
  const rows = rowsOf(table)
  test.for(
    rows.map(row => [`${row['traveller']} / ${row['listed']}: ${row['why']}`, row] as const)
  )('%s', ([, row]) => {
    const entries = [...others, entryOf(row)]
    const index = createWatchIndex(model)
    index.apply(entries.map(entry => ({ op: 'put', entry })))
    const sought = travellerOf(row)
    const found = index.search(sought, { ...options, lists })
    expect(outcomeOf(found)).toBe(row['expected'])
    expect(outcomeOf(compareAll(sought, entries, model, { ...options, lists }))).toBe(
      row['expected']
    )
  })
})
