import { expect, test } from 'vitest'
import { contentDigest } from '#src/domain/content-digest.ts'
import { type ImportOptions, importList } from '#src/watchlist/import/import-list.ts'
import type { Finding, ImportRow } from '#src/watchlist/import/import-row.ts'
import type { ListService } from '#src/watchlist/import/list-service.ts'
import { memoryList, type Person, person, stored } from './memory-list.ts'

async function* rowsOf(...items: (Person | ImportRow)[]): AsyncGenerator<ImportRow> {
  for (const [index, item] of items.entries()) {
    const place = { file: 'f', line: index + 1 }
    yield item.kind === 'person' ? { kind: 'entry', ...place, entry: item, warnings: [] } : item
  }
}
const rejected: ImportRow = { kind: 'rejected', file: 'f', line: 9, reason: 'broken' }
const incomplete: ImportRow = { kind: 'incomplete', file: 'f', line: 9, reason: 'cut off' }

const run = async (
  rows: AsyncIterable<ImportRow>,
  service: ListService,
  options: Partial<ImportOptions> = {}
) => {
  const findings: string[] = []
  const onFinding = (kind: string, { line, reason }: Finding) => {
    findings.push(`${kind} ${line} ${reason}`)
  }
  const outcome = await importList(rows, service, {
    replace: false,
    maxVanish: 0.2,
    today: '2026-11-30',
    onFinding,
    ...options
  })
  return { outcome, findings }
}

test('sends what is new or different, with the next revision, and nothing else', async () => {
  const { service, batches, entries } = memoryList(stored('a', 3), stored('b', 4, 'Other Name'), {
    id: 'd',
    revision: 6,
    state: 'withdrawn'
  })
  const { outcome } = await run(rowsOf(person('a'), person('b'), person('c'), person('d')), service)
  expect(batches.flat().map(({ entry: { id, revision } }) => [id, revision])).toEqual([
    ['b', 5],
    ['c', 1],
    ['d', 7]
  ])
  expect(outcome).toMatchObject({ created: 1, changed: 2, unchanged: 1, isComplete: true })
  const again = await run(rowsOf(person('a'), person('b'), person('c'), person('d')), service)
  expect(again.outcome).toMatchObject({ created: 0, changed: 0, unchanged: 4 })
  expect(entries.get('d')?.state).toBe('active')
})

test('sends a thousand lines at a time', async () => {
  const { service, batches } = memoryList()
  const many = Array.from({ length: 2_500 }, (_, index) => person(`p${index}`))
  const { outcome } = await run(rowsOf(...many), service)
  expect(batches.map(({ length }) => length)).toEqual([1_000, 1_000, 500])
  expect(outcome.created).toBe(2_500)
})

test('rejects an id that comes twice, and names the first line', async () => {
  const { service, entries } = memoryList(stored('b'))
  const rows = rowsOf(person('a'), person('a', 'Second'), person('b'), person('b', 'Second'))
  const { outcome, findings } = await run(rows, service)
  expect(findings).toEqual(['rejected 2 id: already on line 1', 'rejected 4 id: already on line 3'])
  expect(outcome.statistics).toMatchObject({ entries: 2, rejected: 2 })
  expect(entries.get('a')?.digest).toBe(contentDigest(person('a')))
})

test('names the file as well where another one had the id', async () => {
  const { service } = memoryList(stored('b'))
  const entry = (file: string, id: string): ImportRow => ({
    kind: 'entry',
    file,
    line: 7,
    entry: person(id),
    warnings: []
  })
  const rows = rowsOf(entry('one', 'a'), entry('one', 'b'), entry('two', 'a'), entry('two', 'b'))
  const { findings } = await run(rows, service)
  expect(findings).toEqual(new Array(2).fill('rejected 7 id: already on line 7 of one'))
})

test('tells of what the entries of a file lack, which is no failure', async () => {
  const { service } = memoryList()
  const lacking: ImportRow = { kind: 'warning', file: 'f', line: 0, reason: 'no aliases' }
  const { outcome, findings } = await run(rowsOf(lacking, person('a')), service)
  expect(findings).toEqual(['warning 0 no aliases'])
  expect(outcome).toMatchObject({ created: 1, isComplete: true, statistics: { warnings: 1 } })
})

test('puts an entry that holds no more, and tells of it', async () => {
  const { service } = memoryList()
  const until = (validUntil: string) => ({ ...person(`until-${validUntil}`), validUntil })
  const rows = rowsOf(until('2016-12-31'), until('2026-11-29'), until('2026-11-30'))
  const { outcome, findings } = await run(rows, service)
  expect(findings).toEqual([
    'warning 1 validUntil: is over, so that the entry finds nobody',
    'warning 2 validUntil: is over, so that the entry finds nobody'
  ])
  expect(outcome).toMatchObject({ created: 3, statistics: { warnings: 2 } })
})

test('withdraws what a row says, once, and what is not there not at all', async () => {
  const { service, batches } = memoryList(stored('a', 3))
  const withdraw = (id: string): ImportRow => ({ kind: 'withdraw', file: 'f', line: 1, id })
  const { outcome } = await run(rowsOf(withdraw('a'), withdraw('x')), service)
  expect(batches.flat()).toEqual([{ op: 'withdraw', entry: { id: 'a', revision: 4 } }])
  expect(outcome).toMatchObject({ withdrawn: 1, unchanged: 1 })
})

const ten = Array.from({ length: 10 }, (_, index) => stored(`p${index}`))
const firstOf = (count: number) => ten.slice(0, count).map(({ id }) => person(id))

test('withdraws what the files no longer name, but only when asked to', async () => {
  const { service, entries } = memoryList(...ten)
  const kept = await run(rowsOf(...firstOf(8)), service)
  expect(kept.outcome).toMatchObject({ vanished: 2, withdrawn: 0, isComplete: true })
  const replaced = await run(rowsOf(...firstOf(8)), service, { replace: true })
  expect(replaced.outcome).toMatchObject({ vanished: 2, withdrawn: 2, isComplete: true })
  expect(entries.get('p9')).toMatchObject({ state: 'withdrawn', revision: 2 })
})

test.for([
  ['more would vanish than may', [...firstOf(7)], '30 % of the list would vanish, more than 20 %'],
  ['a row was rejected', [...firstOf(9), rejected], 'rows were rejected'],
  ['the file broke off', [...firstOf(9), incomplete], 'the import is incomplete']
] as const)('withdraws nothing when %s', async ([, items, reason]) => {
  const { service, batches } = memoryList(...ten)
  const { outcome } = await run(rowsOf(...items), service, { replace: true })
  expect(outcome.keptBecause).toContain(reason)
  expect(outcome).toMatchObject({ withdrawn: 0, isComplete: false })
  expect(batches).toEqual([])
})

test('withdraws more when that is allowed', async () => {
  const { service } = memoryList(...ten)
  const { outcome } = await run(rowsOf(...firstOf(3)), service, { replace: true, maxVanish: 0.7 })
  expect(outcome).toMatchObject({ withdrawn: 7, isComplete: true })
})

test('takes a conflict as done when the list holds what was sent', async () => {
  const { service, entries } = memoryList()
  const lostAnswer: ListService = {
    ...service,
    send: async lines => {
      await service.send(lines)
      return service.send(lines)
    }
  }
  const { outcome } = await run(rowsOf(person('a')), lostAnswer)
  expect(outcome).toMatchObject({ created: 1, isComplete: true, statistics: { rejected: 0 } })
  expect(entries.get('a')?.revision).toBe(1)
})

test('reports a conflict when somebody else changed the entry meanwhile', async () => {
  const { service, entries } = memoryList()
  const raced: ListService = {
    ...service,
    send: lines => {
      entries.set('a', stored('a', 1, 'Somebody Else'))
      return service.send(lines)
    }
  }
  const { outcome, findings } = await run(rowsOf(person('a')), raced)
  expect(findings).toEqual(['rejected 1 entry a: changed by somebody else meanwhile, import again'])
  expect(outcome).toMatchObject({ created: 0, statistics: { rejected: 1 } })
})

test('reports what the service refuses, by its code', async () => {
  const { service } = memoryList()
  const refusing: ListService = {
    ...service,
    send: async lines =>
      lines.map(({ entry: { id } }) => ({
        id,
        status: 400,
        code: 'BAD_REQUEST',
        detail: 'too odd'
      }))
  }
  const { findings } = await run(rowsOf(person('a')), refusing)
  expect(findings).toEqual(['rejected 1 entry a: refused by the service: BAD_REQUEST, too odd'])
})

test('is incomplete when the service goes away, in the middle or at the end', async () => {
  const { service } = memoryList()
  const away: ListService = {
    ...service,
    send: async () => {
      throw new Error('no connection')
    }
  }
  const many = Array.from({ length: 3_000 }, (_, index) => person(`p${index}`))
  const { outcome, findings } = await run(rowsOf(...many), away, { replace: true })
  expect(outcome).toMatchObject({ isComplete: false, created: 0 })
  expect(findings).toEqual([expect.stringMatching(/^incomplete \d+ no connection$/)])
})

test('stops when it is interrupted, and sends what it has', async () => {
  const { service, entries } = memoryList()
  const stopping = new AbortController()
  const onRow = () => stopping.abort()
  const rows = rowsOf(person('a'), person('b'), person('c'))
  const { outcome, findings } = await run(rows, service, { signal: stopping.signal, onRow })
  expect([...entries.keys()]).toEqual(['a'])
  expect(findings).toEqual(['incomplete 2 interrupted'])
  expect(outcome.isComplete).toBe(false)
})

test('counts what was read and what was left out, by reason', async () => {
  const { service } = memoryList()
  const entry: Person = {
    ...person('a'),
    names: [
      { full: 'A', quality: 'strong' },
      { full: 'B', quality: 'weak' }
    ],
    birthDates: ['1970'],
    nationalities: ['IRQ'],
    documents: [
      { type: 'P', number: '1' },
      { type: 'PD', number: '2' },
      { type: 'ID', number: '3' }
    ]
  }
  const place = { file: 'f', line: 1 }
  const warning = { ...place, reason: 'birthDates: not understood' }
  const rows = rowsOf(
    { kind: 'entry', ...place, entry, warnings: [warning, warning] },
    { kind: 'skipped', ...place, reason: 'vessel' },
    rejected
  )
  const { outcome } = await run(rows, service)
  expect(outcome.statistics).toMatchObject({
    entries: 1,
    strongNames: 1,
    weakNames: 1,
    birthDates: 1,
    nationalities: 1,
    passports: 2,
    otherDocuments: 1,
    warnings: 2,
    warningsByReason: { 'birthDates: not understood': 2 },
    skippedByReason: { vessel: 1 },
    rejectedByReason: { broken: 1 }
  })
})

test('has one digest for one content, whatever its id, revision and country codes', () => {
  const entry = { ...person('a'), nationalities: ['DE'], birthDates: [] }
  const same = { id: 'b', revision: 7, names: [{ full: 'Person a' }], kind: 'person' as const }
  expect(contentDigest({ ...same, nationalities: ['DEU'] })).toBe(contentDigest(entry))
  expect(contentDigest(person('a'))).not.toBe(contentDigest(entry))
  expect(contentDigest(entry)).toMatch(/^[\w-]{43}$/)
})
