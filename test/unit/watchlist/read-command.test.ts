import { describe, expect, test } from 'vitest'
import { readCommand } from '#src/watchlist/read-command.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'

const entry = { id: '7', ...entryOf(someone('read command')) }
const position = { topic: 'watchlist' as const, partition: 0, offset: 1 }
const recorded = (source: string, data: unknown) => ({
  position,
  event: { id: 'e', type: 'portcullis.watchlist', source, time: '2026-11-22T08:00:00.000Z', data }
})
/** An agency's own message, as Kafka gives it. */
const fromAgency = (change: object) =>
  recorded('kafka', {
    specversion: '1.0',
    id: 'a',
    source: 'navy',
    type: 'portcullis.watchlist',
    data: { agency: 'navy', list: 'wanted', op: 'put', ...change }
  })

describe('a command of an agency', () => {
  test('is read as a line of a batch is', () => {
    expect(readCommand(fromAgency({ entry }))).toMatchObject({
      command: { op: 'put', list: 'wanted', entryId: '7', person: entry, by: { agency: 'navy' } }
    })
  })

  test.for([
    { change: { names: [{ full: '...' }], documents: [] }, reason: /^invalid: names: / },
    { change: { kind: 'document', documents: [{ number: '---' }] }, reason: /documents: / },
    { change: { revision: Number.MAX_SAFE_INTEGER }, reason: /revision/ }
  ])('is a fault with its reason where it can not be taken: $reason', one => {
    const read = readCommand(fromAgency({ entry: { ...entry, ...one.change } }))
    expect(read).toMatchObject({ fault: expect.stringMatching(one.reason) })
  })
})

test('a command that the service has taken before is taken as it is', () => {
  const person = { ...entry, names: [{ full: '...' }], documents: [] }
  const command = { op: 'put', commandId: 'e', list: 'wanted', entryId: '7', revision: 1, person }
  expect(readCommand(recorded('http/editor', command))).toMatchObject({ command })
})
