import { expect, test } from 'vitest'
import { limits } from '#src/manifests/limits.ts'
import { acceptedMessages } from '#src/manifests/manifest.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { flight, paxlst, read, readFirst, someone, today } from '../build-paxlst.ts'

test.for([
  { text: '', code: 'no_interchange', why: 'nothing' },
  { text: '{"a":1}', code: 'no_interchange', why: 'another format' },
  { text: 'UNB*UNOA:4*X#', code: 'separators_unreadable', why: 'separators that are not named' },
  { text: "UNB+UNOA:4+X'UNZ+0+1'", code: 'no_message', why: 'an empty interchange' },
  { text: `${paxlst()}\r\n${paxlst()}`, code: 'several_interchanges', why: 'two interchanges' },
  {
    text: paxlst().replace("UNZ+1+4711'", paxlst()),
    code: 'several_interchanges',
    why: 'two interchanges, the first without its end'
  },
  {
    text: paxlst({ persons: Array.from({ length: limits.maxSegments }, () => 'A') }),
    code: 'too_many_segments',
    why: 'segments without end'
  },
  {
    text: paxlst({
      after: Array.from({ length: limits.maxMessages }, () => [
        "UNT+1+1'UNH+2+PAXLST",
        'BGM+745',
        ...flight
      ]).flat()
    }),
    code: 'too_many_messages',
    why: 'messages without end'
  },
  { text: paxlst({ unh: '' }), code: 'no_message', why: 'a message without its header' },
  { text: paxlst({ unh: 'UNH+1+CUSRES:D:05B' }), code: 'not_paxlst', why: 'another message' },
  { text: paxlst({ bgm: '' }), code: 'no_function', why: 'no BGM' },
  { text: paxlst({ flights: [] }), code: 'no_flight', why: 'no flight' },
  { text: paxlst({ flights: ['TDT+20+YY1'] }), code: 'no_flight', why: 'a flight to nowhere' }
])('rejects $why', ({ text, code }) => {
  const manifest = read(text)
  expect(acceptedMessages(manifest)).toEqual([])
  const reasons = manifest.findings.filter(({ severity }) => severity === 'reject')
  expect(reasons.map(finding => finding.code)).toEqual([code])
})

test('rejects a transmission over the size limit without reading it', () => {
  const manifest = readPaxlst(new Uint8Array(limits.maxBytes + 1), { today })
  expect(manifest.findings).toEqual([expect.objectContaining({ code: 'too_large' })])
})

test('rejects a message with more persons than the limit, and reads one that reaches it', () => {
  const persons = (count: number) =>
    Array.from({ length: count }, (_, at) => [`NAD+FL+++DOE:A${at}`, `DOC+P+U${at}`]).flat()
  const full = readFirst(paxlst({ persons: persons(2_000) })).message
  expect([full.isRejected, full.persons.length]).toEqual([false, 2_000])
  const over = readFirst(paxlst({ persons: persons(2_001) }))
  expect([over.message.isRejected, over.codes]).toEqual([true, ['too_many_persons']])
})

test('reports a person without family name and document, and keeps all others', () => {
  const { message, findings } = readFirst(
    paxlst({ persons: [...someone(1), 'NAD+FL+++:ANNA', 'ATT+2++F', 'RFF+ABO:YY9', ...someone(2)] })
  )
  expect(message.persons.map(({ ordinal }) => ordinal)).toEqual([1, 3])
  expect(message.unreadable).toHaveLength(1)
  expect(message.unreadable[0]).toMatchObject({
    reason: 'person_without_identity',
    person: { ordinal: 2, reference: 'YY9', sent: { given: ['ANNA'] } }
  })
  expect(findings.find(({ severity }) => severity === 'person')).toEqual({
    severity: 'person',
    code: 'person_without_identity',
    words: 'neither a family name nor a document number',
    message: 0,
    person: 2,
    segment: 16
  })
})

test.for([
  {
    persons: ['NAD+FL+++:ANNA', 'DOC+P+U1'],
    reason: undefined,
    why: 'a given name and a document'
  },
  { persons: ['NAD+FL+++FNU:ANNA'], reason: undefined, why: 'a placeholder and a given name' },
  { persons: ['NAD+FL+++ANNA'], reason: undefined, why: 'one name' },
  { persons: ['NAD+FL', 'DOC++U1'], reason: undefined, why: 'a document alone' },
  { persons: ['NAD+FL'], reason: 'person_without_identity', why: 'nothing' },
  { persons: ['NAD+FL+++FNU:LNU'], reason: 'person_without_identity', why: 'placeholders' },
  { persons: ['NAD+FL', 'DOC+P+000'], reason: 'person_without_identity', why: 'a number of zeros' }
])('judges whether a person can be screened by $why', ({ persons, reason }) => {
  const { message } = readFirst(paxlst({ persons }))
  expect(message.unreadable[0]?.reason).toBe(reason)
  expect(message.persons.length + message.unreadable.length).toBe(1)
})

test('reports a person of a status message who is named by nothing', () => {
  const { message } = readFirst(
    paxlst({ bgm: 'BGM+266+CLOB', persons: ['NAD+ZZZ', 'NAD+ZZZ', 'RFF+ABO:1'] })
  )
  expect(message.unreadable.map(({ reason }) => reason)).toEqual(['person_without_reference'])
  expect(message.persons).toHaveLength(1)
})

test.for(['XF', 'CL', 'CLNB', 'CLOB', 'CF'])('warns of a flight without places in a %s', code => {
  const persons = code === 'XF' ? [] : ['NAD+ZZZ', 'RFF+ABO:1']
  const bgm = `BGM+266+${code}`
  const { message, codes } = readFirst(paxlst({ bgm, flights: ['TDT+20+YY1+++YY'], persons }))
  expect([message.isRejected, codes]).toEqual([false, ['places_missing']])
  expect(readFirst(paxlst({ bgm, persons })).codes).toEqual([])
})

test('warns of a former flight without places', () => {
  const { codes } = readFirst(
    paxlst({ bgm: 'BGM+266+CF', flights: ['TDT+20+YY1+++YY', ...flight] })
  )
  expect(codes).toEqual(['places_missing'])
})

test('reports a person with too many segments, with what was read of him', () => {
  const { message } = readFirst(
    paxlst({
      persons: [...someone(1), ...Array.from({ length: 200 }, () => 'FTX+BAG+++T'), ...someone(2)]
    })
  )
  expect(message.persons.map(({ ordinal }) => ordinal)).toEqual([2])
  expect(message.unreadable[0]).toMatchObject({
    reason: 'person_too_long',
    person: { reference: 'YY1' }
  })
})

const secondList = (unh: string) => ['UNT+14+P1', unh, 'BGM+745', ...flight, ...someone(2)]

test.for([
  { after: secondList(''), segment: 17, why: 'is lost' },
  { after: secondList('UNX+2+PAXLST:D:05B'), segment: 18, why: 'is garbled' },
  { after: secondList('').slice(1), segment: 16, why: 'is lost with the end of the one before' },
  { after: ['UNT+14+P1', ...someone(2)], segment: 17, why: 'is lost with all before its persons' }
])('rejects a message whose header $why, and reads the one before', ({ after, segment }) => {
  const { messages, findings } = read(paxlst({ after }))
  expect(messages.map(({ isRejected, persons }) => [isRejected, persons.length])).toEqual([
    [false, 1],
    [true, 0]
  ])
  expect(findings.filter(({ severity }) => severity === 'reject')).toEqual([
    expect.objectContaining({ code: 'no_message', message: 1, segment })
  ])
})

test('reads a message that follows one without a header', () => {
  const { messages } = read(paxlst({ unh: '', after: secondList('UNH+2+PAXLST:D:05B') }))
  expect(messages.map(({ isRejected }) => isRejected)).toEqual([true, false])
  expect(messages[1]?.persons[0]?.reference).toBe('YY2')
})

test('reads what is complete of a message that was cut', () => {
  const text = paxlst()
  const { message, codes } = readFirst(text.slice(0, text.indexOf('LOC+91')))
  expect(message.persons[0]?.documents).toEqual([{ type: 'P', number: 'U771' }])
  expect([message.isTruncated, message.isRejected, codes]).toEqual([true, false, ['truncated']])
})

test('warns of an interchange without its end', () => {
  expect(readFirst(paxlst().replace("UNZ+1+4711'", '')).codes).toEqual(['truncated'])
})

test('only warns of wrong counts and references', () => {
  const { message, codes } = readFirst(
    paxlst({ after: ['CNT+42:9', 'CNT+41+4', 'CNT+99:1', 'UNT+99+P2', 'UNE+7+1'] }).replace(
      'UNZ+1+4711',
      'UNZ+8+0'
    )
  )
  expect(message.isRejected).toBe(false)
  expect(message.segmentCount).toEqual({ sent: 99, read: 18 })
  expect(codes.toSorted()).toEqual([
    'count_unreadable',
    'count_unreadable',
    'message_count_differs',
    'message_count_differs',
    'person_count_differs',
    'reference_differs',
    'reference_differs',
    'segment_count_differs'
  ])
})

test('does not read a flight from what follows the persons', () => {
  const after = ['CNT+42:1', 'LOC+87+VIE', 'NAD+MS', 'LOC+92+VIE', 'RFF+TN:T1', 'ZZZ+1']
  const { message } = readFirst(paxlst({ after }))
  expect(message.sectors).toHaveLength(1)
  expect(message.transaction).toBe('T1')
})

test('opens a flight that comes behind its persons', () => {
  const { message, codes } = readFirst(paxlst({ flights: [], after: flight }))
  expect([message.persons.length, message.sectors.length, codes]).toEqual([1, 1, []])
})

test('keeps no more warnings than the limit, but every person that can not be read', () => {
  const { findings, message } = readFirst(
    paxlst({ persons: Array.from({ length: 1_500 }, () => ['NAD+FL', 'XXX']).flat() })
  )
  expect(findings.filter(({ severity }) => severity === 'warning')).toHaveLength(limits.maxWarnings)
  expect(message.unreadable).toHaveLength(1_500)
})
