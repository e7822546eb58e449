import { expect, test } from 'vitest'
import { acceptedMessages } from '#src/manifests/manifest.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { fixture, paxlst, read, readFirst, someone, today } from '../build-paxlst.ts'

test('reads envelope, message, reporting party and flight', () => {
  const { interchange, messages, findings } = readPaxlst(fixture('passengers.edi'), { today })
  expect(interchange).toMatchObject({
    sender: 'YYAIR',
    senderQualifier: 'ZZ',
    recipient: 'UTOAPIS',
    recipientQualifier: 'ZZ',
    reference: '000004711',
    prepared: '2026-05-11T07:12',
    application: 'APIS',
    isTest: false,
    syntax: 'UNOA:4',
    group: {
      type: 'PAXLST',
      sender: 'YYAIR',
      recipient: 'UTOAPIS',
      reference: '1',
      version: 'D:12B'
    }
  })
  expect(findings).toEqual([])
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({
    reference: 'P1',
    release: '12B',
    association: 'IATA',
    commonAccessReference: 'YY0212/260511/0955',
    function: 'passengers',
    documentCode: '745',
    part: { number: 1, isFirst: true, isFinal: true },
    transaction: 'YY212A',
    reportingParty: {
      id: 'DESK7',
      names: ['YY OPERATIONS', 'NIGHT SHIFT'],
      contacts: [
        { kind: 'phone', value: '000 555 0123' },
        { kind: 'fax', value: '000 555 0124' },
        { kind: 'email', value: 'OPS@YY.EXAMPLE' }
      ]
    },
    flights: [{ stage: '20', mode: 'air', designator: 'YY0212', carrier: 'YY', number: '212' }],
    sectors: [
      {
        designator: 'YY0212',
        carrier: 'YY',
        number: '212',
        from: 'OSL',
        to: 'LIS',
        departs: { sent: '2605110955', local: '2026-05-11T09:55' },
        arrives: { sent: '2605111240', local: '2026-05-11T12:40' },
        isOverflight: false,
        isBorder: true
      }
    ],
    totals: { passengers: 2 },
    segmentCount: { sent: 46, read: 46 },
    isTruncated: false,
    isRejected: false
  })
})

test.for([
  { sent: 'UNOA :4', syntax: 'UNOA:4' },
  { sent: 'UNOA', syntax: 'UNOA' }
])('reads an interchange whose syntax is sent as $sent', ({ sent, syntax }) => {
  const { interchange, codes, message } = readFirst(paxlst().replace('UNOA:4', sent))
  expect([interchange?.syntax, codes, message.persons.length]).toEqual([syntax, [], 1])
})

test('reads everything that is sent about persons', () => {
  const { messages } = readPaxlst(fixture('passengers.edi'), { today })
  expect(messages[0]?.persons).toEqual([
    {
      ordinal: 1,
      segment: 13,
      role: 'passenger',
      roleCode: 'FL',
      sent: { family: 'TALLIS', given: ['ORLA', 'BETH'] },
      names: [{ family: 'TALLIS', given: 'ORLA BETH' }],
      isNameCut: false,
      birth: { sent: '810417', value: '1981-04-17', precision: 'day', isCenturyGuessed: true },
      sex: 'F',
      nationalities: [
        { sent: 'UTO', value: 'UTO' },
        { sent: 'NOR', value: 'NOR' }
      ],
      residence: { sent: 'NOR', value: 'NOR' },
      birthPlace: 'HIGH MEADOW, UTO',
      documents: [
        {
          type: 'P',
          number: 'U7700011',
          issuer: { sent: 'UTO', value: 'UTO' },
          expires: { sent: '310630', value: '2031-06-30' },
          issued: { sent: '210701', value: '2021-07-01' }
        },
        {
          type: 'V',
          number: 'V0042',
          issuer: { sent: 'PRT', value: 'PRT' },
          expires: { sent: '261231', value: '2026-12-31' }
        }
      ],
      locator: '7KD2QA',
      reference: 'YY212001',
      governmentReference: 'RD55501',
      seat: '14C',
      isVerified: true,
      bags: { count: 2, weightKg: 31, tags: ['YY0099:2'] },
      embarkation: 'OSL',
      disembarkation: 'LIS',
      clearance: 'LIS',
      unread: [],
      findings: []
    },
    {
      ordinal: 2,
      segment: 39,
      role: 'transit_passenger',
      roleCode: 'DDU',
      sent: { family: 'MARLOWE', given: ['KIT'] },
      names: [{ family: 'MARLOWE', given: 'KIT' }],
      isNameCut: false,
      birth: { sent: '19570000', value: '1957', precision: 'year', isCenturyGuessed: false },
      nationalities: [{ sent: 'UTO', value: 'UTO' }],
      documents: [{ type: 'I', number: '99-1 7', issuer: { sent: 'D', value: 'DEU' } }],
      reference: 'YY212002',
      isVerified: false,
      unread: [],
      findings: []
    }
  ])
})

test('reads a message wrapped by a relay, with addresses before and a footer behind it', () => {
  const { messages, findings } = readPaxlst(fixture('relayed.txt'), { today })
  expect(findings).toEqual([])
  expect(messages[0]?.persons.map(({ sent, documents }) => [sent, documents[0]?.number])).toEqual([
    [{ family: "O'DELL", given: ['RUTH ANNE MARGARET'] }, 'A00+23456'],
    [{ family: 'BRACKEN', given: ['TOMAS'] }, 'B7:1']
  ])
})

test('reads several messages of one interchange, without a group, in another release', () => {
  const manifest = readPaxlst(fixture('crew-and-passengers.edi'), { today })
  expect(manifest.findings).toEqual([])
  expect(manifest.interchange).toMatchObject({ isTest: true, prepared: '2026-05-11T07:12' })
  expect(manifest.messages.map(message => message.function)).toEqual(['passengers', 'crew'])
  expect(manifest.messages[0]?.persons[0]?.names).toEqual([{ family: 'KELLAWAY' }])
  expect(manifest.messages[1]?.persons.map(({ role, crewRole }) => [role, crewRole])).toEqual([
    ['crew', 'CR1'],
    ['transit_crew', undefined]
  ])
})

test('keeps part number and transaction', () => {
  const unh = 'UNH+P1+PAXLST:D:05B:UN:IATA+CAR1'
  const partOf = (text: string) => readFirst(paxlst({ unh: `${unh}+${text}` })).message.part
  expect(partOf('01:C')).toEqual({ number: 1, isFirst: true, isFinal: false })
  expect(partOf('02')).toEqual({ number: 2, isFirst: false, isFinal: false })
  expect(partOf('13:F')).toEqual({ number: 13, isFirst: false, isFinal: true })
  expect(readFirst(paxlst()).message.part).toBeUndefined()
  const odd = readFirst(paxlst({ unh: `${unh}+AA:F` }))
  expect([odd.message.part, odd.codes]).toEqual([undefined, ['part_unreadable']])
})

test('does not compare the count of one part with the flight’s', () => {
  const unh = 'UNH+P1+PAXLST:D:05B:UN:IATA+CAR1+02'
  expect(readFirst(paxlst({ unh, after: ['CNT+42:160'] })).codes).toEqual([])
  expect(readFirst(paxlst({ after: ['CNT+42:160', 'CNT+41:8'] })).codes).toEqual([
    'person_count_differs'
  ])
  expect(readFirst(paxlst({ after: ['CNT+42:1', 'CNT+41:8'] })).codes).toEqual([])
})

test('joins a telephone number that was split at its own hyphens', () => {
  const text = paxlst({
    flights: ['NAD+MS+++DESK', 'COM+00-55-1:TE+2-3:FX', 'TDT+20+YY1', 'LOC+125+OSL', 'LOC+87+LIS']
  })
  const { message } = readFirst(`UNA:-.? '${text.replaceAll('+', '-')}`)
  expect(message.reportingParty?.contacts).toEqual([
    { kind: 'phone', value: '00-55-1' },
    { kind: 'fax', value: '2-3' }
  ])
})

test('keeps a contact without a kind', () => {
  const contactsOf = (com: string) =>
    readFirst(paxlst({ flights: ['NAD+MS', com, 'TDT+20+YY1', 'LOC+125+OSL'] })).message
      .reportingParty?.contacts
  expect(contactsOf('COM+0005550123')).toEqual([{ kind: 'other', value: '0005550123' }])
  expect(contactsOf('COM+1:TE+2')).toEqual([
    { kind: 'phone', value: '1' },
    { kind: 'other', value: '2' }
  ])
})

test('takes the messages that are in order when another one is not', () => {
  const text = paxlst({
    after: [
      'UNT+9+P1',
      'UNH+C1+CUSRES:D:05B:UN',
      'BGM+962',
      'UNT+3+C1',
      'UNH+P2+PAXLST:D:05B:UN',
      'BGM+745',
      ...someone(2)
    ]
  })
  const manifest = read(text)
  expect(manifest.messages.map(({ isRejected }) => isRejected)).toEqual([false, true, true])
  expect(acceptedMessages(manifest)).toHaveLength(1)
  expect(manifest.findings.filter(({ severity }) => severity === 'reject')).toEqual([
    expect.objectContaining({ code: 'not_paxlst', message: 1 }),
    expect.objectContaining({ code: 'no_flight', message: 2 })
  ])
})
