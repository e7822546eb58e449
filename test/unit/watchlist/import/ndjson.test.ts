import { expect, test } from 'vitest'
import { entriesOf, fixture, readRows, reasonsOf, temporaryFile, warningsOf } from './read-rows.ts'

test('reads bare entries and commands, and leaves their revisions out', async () => {
  const rows = await readRows('ndjson', fixture('entries.ndjson'))
  expect(entriesOf(rows).slice(0, 2)).toEqual([
    {
      id: 'n1',
      kind: 'person',
      names: [{ family: 'VERLANE', given: 'Osric' }],
      nationalities: ['IRN', 'DEU']
    },
    {
      id: 'n2',
      kind: 'document',
      documents: [{ type: 'P', number: 'X1000001', issuer: 'IRQ', status: 'stolen' }]
    }
  ])
  expect(rows[2]).toEqual({ kind: 'withdraw', file: 'entries.ndjson', line: 4, id: 'n3' })
})

test('rejects what can not be read, line by line', async () => {
  const rows = await readRows('ndjson', fixture('entries.ndjson'))
  expect(reasonsOf(rows, 'rejected')).toEqual([
    '5 the line is not JSON',
    '7 nationalty: unknown field',
    expect.stringMatching(/^8 instruction: is not one of/),
    '9 expected { "op": "put" or "withdraw", "entry": { … } }',
    '10 names: a person needs at least one name'
  ])
  expect(warningsOf(rows)).toHaveLength(5)
})

test('rejects a withdrawal without an id, a value that is no entry and a bad line', async () => {
  const text = Buffer.concat([
    Buffer.from('{"op":"withdraw","entry":{}}\n[1]\n'),
    Buffer.from([0xff, 0x0a])
  ])
  const rows = await readRows('ndjson', await temporaryFile('a.ndjson', text))
  expect(reasonsOf(rows, 'rejected')).toEqual([
    '1 id: is required',
    '2 is not an entry',
    '3 the line is not valid UTF-8'
  ])
})
