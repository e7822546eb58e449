import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { take } from '#loadtest/people/people.ts'
import { createRandom } from '#loadtest/people/random.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { holdOut } from '#loadtest/quality/held-out-cases.ts'
import { measureDocuments } from '#loadtest/quality/measure-documents.ts'
import { measureHeldOut } from '#loadtest/quality/measure-held-out.ts'
import { nameChanges } from '#loadtest/quality/name-changes.ts'
import { candidatesOf } from '#loadtest/quality/oracle.ts'
import { oracleCases } from '#loadtest/quality/oracle-cases.ts'
import { reportDocuments } from '#loadtest/quality/report-documents.ts'
import { reportHeldOut } from '#loadtest/quality/report-held-out.ts'
import { holdOutWords, titlesOf } from '#loadtest/quality/word-cases.ts'
import { wrongNumbers } from '#loadtest/quality/wrong-numbers.ts'
import { createOracle } from '#matchers/compare-all.ts'
import { createWatchIndex, type IndexEntry } from '#matchers/index.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { toIndexEntry } from '../../../src/watchlist/index-entry.ts'
import { model, person } from '../matchers/fixtures.ts'

const listed = [...take(watchlistEntries({ seed: 5, persons: 200, documents: 0 }), 200)]
const entries = listed.map(entry => toIndexEntry('synthetic', entry))
const task = { seed: 5, perKind: 5, strangers: 50, threshold: 0.5 }

describe('a list with names held out', () => {
  const heldOut = holdOut('list', entries, 5)

  test('is loaded without the name that is asked for', () => {
    const aliases = heldOut.cases.filter(({ kind }) => /all other names/.test(kind))
    expect(aliases.length).toBeGreaterThan(10)
    const loaded = new Map(heldOut.loaded['all but one'].map(({ id, subject }) => [id, subject]))
    for (const { id, traveller } of aliases) {
      expect(loaded.get(id)?.names).toBeDefined()
      for (const name of traveller.names) expect(loaded.get(id)?.names).not.toContainEqual(name)
    }
    for (const { subject } of heldOut.loaded['primary only']) expect(subject.names).toHaveLength(1)
  })

  test('gives the same travellers for the same seed', () => {
    expect(holdOut('list', entries, 5)).toEqual(heldOut)
  })

  test('is measured by kind, filled up to a size', () => {
    const result = measureHeldOut([heldOut], 300, model, task)
    const asListed = result.rows.find(({ kind }) => kind === 'list: as listed')
    expect(asListed?.recall.threshold).toBeGreaterThan(0.9)
    expect(reportHeldOut(result).join('\n')).toContain('list: three typing errors')
  })
})

test('words of another script are asked of persons listed under the Latin word', async () => {
  const path = join(await tempFolder(), 'words.tsv')
  await writeFile(path, 'ivanov\tи в а н о в\t1\nsokolov\tс о к о л о в\t1\n')
  const { loaded, cases } = await holdOutWords(path, 1)
  expect(loaded['all but one'].flatMap(({ subject }) => subject.names)).toEqual([
    { full: 'ivanov' },
    { full: 'sokolov' }
  ])
  expect(cases.map(({ traveller }) => traveller.names)).toEqual([
    [{ full: 'иванов' }],
    [{ full: 'соколов' }]
  ])
})

test('files of words are told apart by their names, or else by their paths', () => {
  expect(titlesOf(['a/words.ru.tsv', 'words.ar.tsv'])).toEqual(['words.ru', 'words.ar'])
  expect(titlesOf(['ru/words.tsv', 'ar/words.tsv', 'he.tsv'])).toEqual([
    'ru/words.tsv',
    'ar/words.tsv',
    'he'
  ])
})

describe('changes of a name', () => {
  const name = { family: 'van Lüdenscheidt', given: 'Maximilian Alexander Konstantin Ferdinand' }

  test('cut it as a full zone does', () => {
    const cut = nameChanges['zone cut off'](name)
    expect(cut).toEqual({ family: 'VAN LUEDENSCHEIDT', given: 'MAXIMILIAN ALEXANDER' })
    expect(nameChanges['zone cut off']({ full: 'Ann Lee' })).toBeUndefined()
  })

  test('leave a name alone that they do not apply to', () => {
    const random = createRandom(1)
    expect(nameChanges['joined words']({ full: 'Ann Lee' }, random)).toBeUndefined()
    expect(nameChanges['reordered, one word dropped']({ full: 'Ann' }, random)).toBeUndefined()
  })

  test('swap two words, drop one of more', () => {
    const random = createRandom(1)
    const change = nameChanges['reordered, one word dropped']
    expect(change({ full: 'Ann Lee' }, random)).toEqual({ full: 'Lee Ann' })
    expect(change({ full: 'Ann Mary Lee' }, random)?.full?.split(' ')).toHaveLength(2)
  })
})

describe('lost documents', () => {
  test('are found as listed and alarm no stranger', () => {
    const results = measureDocuments(200, model, task)
    for (const { listed: count, falseAlertsPer10000, found } of results) {
      expect(count).toBe(200)
      expect(falseAlertsPer10000.count).toBe(0)
      expect(found['as listed']?.share).toBe(1)
    }
    expect(reportDocuments(results).join('\n')).toContain('200, one issuer')
  })

  test.for(Object.entries(wrongNumbers))('are shown wrong: %s', ([, change]) => {
    const random = createRandom(2)
    for (let time = 0; time < 50; time++) {
      const wrong = change('A1234567', random)
      expect(wrong).not.toBe('A1234567')
      expect(Math.abs((wrong?.length ?? 8) - 8)).toBeLessThan(2)
    }
    expect(change('A12', random)).toBeUndefined()
  })
})

describe('the index against comparing with everybody', () => {
  test('asks for every kind of traveller that an index could lose', () => {
    const kinds = oracleCases(listed, 40, 5)
    expect(kinds.map(([kind]) => kind)).toEqual([
      'usual mixture',
      'name only',
      'words cut off',
      'initials',
      'strangers'
    ])
    for (const [, asked] of kinds) expect(asked.length).toBeGreaterThan(0)
  })

  test('says what an index lost that lacks an entry', () => {
    const lacking: IndexEntry[] = [
      person('1', { names: [{ full: 'Sirajuddin Haqqani' }], birthDates: ['1973-05-06'] })
    ]
    const compared = candidatesOf(createWatchIndex(model), createOracle(lacking, model), 0.5)
    const asked = { names: [{ full: 'Sirajuddin Haqqani' }], birthDate: '1973-05-06' }
    expect(compared('lacking', [asked])).toMatchObject({
      share: { count: 0, of: 1 },
      losses: [{ traveller: asked.names, listed: [{ full: 'Sirajuddin Haqqani' }] }]
    })
  })
})
