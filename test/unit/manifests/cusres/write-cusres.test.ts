import { expect, test } from 'vitest'
import { type Authority, boardingDecisions } from '#src/manifests/authority.ts'
import { answerAbout, replyTo } from '#src/manifests/cusres/reply-to.ts'
import { type PersonReply, type Reply, writeCusres } from '#src/manifests/cusres/write-cusres.ts'
import { readPaxlst } from '#src/manifests/paxlst/read-paxlst.ts'
import { fixture, paxlst, read, today } from '../build-paxlst.ts'

const authority: Authority = {
  title: 'Utopia',
  answers: {
    ok: { code: '0Z', text: 'OK TO BOARD' },
    do_not_board: { code: '1Z', text: 'DO NOT BOARD' },
    refer: { code: '2Z', text: 'CONTACT GOVERNMENT' },
    insufficient_data: { code: '4Z', text: 'INSUFFICIENT DATA' },
    error: { code: 'EZ', text: 'NOT PROCESSED' }
  },
  missing: {
    name: 'NAME MISSING',
    birth_date: 'DATE OF BIRTH MISSING',
    document_number: 'DOCUMENT NUMBER MISSING'
  },
  officers: { confirmed: { otherwise: 'do_not_board' }, dismissed: 'ok' },
  headerError: { code: 'ERR01', text: 'MESSAGE NOT PROCESSED' },
  onTimeout: 'refer',
  answerWithinMs: 8_000,
  release: '05B',
  group: true
}

const { interchange, messages } = readPaxlst(fixture('passengers.edi'), { today })
const [first, second] = messages[0]?.persons ?? []

const about = (...persons: readonly PersonReply[]): Reply =>
  replyTo(interchange, messages[0], {
    prepared: '2026-05-11T07:13',
    reference: '00081',
    about: { persons }
  })

const linesOf = (text: string) => text.replaceAll("'", "'\n").trimEnd().split('\n')

test('answers a manifest person by person, turning addresses round and echoing references', () => {
  if (!first || !second) return expect.fail('no persons')
  const reply = about(
    answerAbout(first, { decision: 'ok' }),
    answerAbout(second, { decision: 'insufficient_data', missing: 'birth_date' })
  )
  expect(linesOf(writeCusres(reply, authority))).toEqual([
    "UNA:+.? '",
    "UNB+UNOA:4+UTOAPIS:ZZ+YYAIR:ZZ+260511:0713+00081++APIS'",
    "UNG+CUSRES+UTOAPIS:ZZ+YYAIR:ZZ+260511:0713+1+UN+D:05B'",
    "UNH+R001+CUSRES:D:05B:UN:IATA+YY0212/260511/0955+01:F'",
    "BGM+962'",
    "RFF+TN:YY212A'",
    "RFF+AF:YY0212'",
    "DTM+189:2605110955:201'",
    "DTM+232:2605111240:201'",
    "LOC+125+OSL'",
    "LOC+87+LIS'",
    "ERP+2'",
    "RFF+AVF:7KD2QA'",
    "RFF+ABO:YY212001'",
    "ERC+0Z'",
    "FTX+AAP+++OK TO BOARD'",
    "ERP+2'",
    "RFF+ABO:YY212002'",
    "ERC+4Z'",
    "FTX+AAP+++INSUFFICIENT DATA - DATE OF BIRTH MISSING'",
    "UNT+18+R001'",
    "UNE+1+1'",
    "UNZ+1+00081'"
  ])
})

test('answers a message that could not be processed as a whole', () => {
  const text = writeCusres({ ...about(), about: 'message_not_processed' }, authority)
  expect(linesOf(text).slice(4, 9)).toEqual([
    "BGM+962'",
    "RFF+TN:YY212A'",
    "ERP+1'",
    "ERC+ERR01'",
    "FTX+AAP+++MESSAGE NOT PROCESSED'"
  ])
})

test('answers even what could hardly be read', () => {
  const { interchange: unknown } = read('nothing')
  const details = {
    prepared: '2026-05-11',
    reference: '1',
    about: 'message_not_processed'
  } as const
  const text = writeCusres(replyTo(unknown, undefined, details), { ...authority, group: false })
  expect(linesOf(text)).toEqual([
    "UNA:+.? '",
    "UNB+UNOA:4+++260511+1'",
    "UNH+R001+CUSRES:D:05B:UN:IATA++01:F'",
    "BGM+962'",
    "ERP+1'",
    "ERC+ERR01'",
    "FTX+AAP+++MESSAGE NOT PROCESSED'",
    "UNT+6+R001'",
    "UNZ+1+1'"
  ])
})

test.for([
  { kind: 'status_change', bgm: "BGM+132'" },
  { kind: 'acknowledgement', bgm: "BGM+312'" }
] as const)('writes a $kind with codes and without words', ({ kind, bgm }) => {
  const reply: Reply = {
    ...about({ reference: 'YY1', decision: 'do_not_board' }),
    kind,
    transaction: 'OWN1'
  }
  const lines = linesOf(writeCusres(reply, authority))
  expect(lines).toContain(bgm)
  expect(lines.slice(-6)).toEqual([
    "ERP+2'",
    "RFF+ABO:YY1'",
    "ERC+1Z'",
    "UNT+12+R001'",
    "UNE+1+1'",
    "UNZ+1+00081'"
  ])
})

test('writes no more than 99 persons in a message', () => {
  const persons = Array.from({ length: 200 }, (_, at) => ({
    reference: `YY${at}`,
    decision: 'ok' as const
  }))
  const lines = linesOf(writeCusres(about(...persons), authority))
  const headers = lines.filter(line => line.startsWith('UNH')).map(line => line.split('+').at(-1))
  expect(headers).toEqual(["01:C'", "02'", "03:F'"])
  expect(lines.filter(line => line.startsWith('ERP'))).toHaveLength(200)
  const perMessage = lines
    .join('')
    .split('UNH')
    .slice(1)
    .map(message => message.split('ERP').length - 1)
  expect(perMessage).toEqual([99, 99, 2])
  expect(lines.at(-2)).toBe("UNE+3+1'")
  const counts = lines.filter(line => line.startsWith('UNT')).map(line => line.split('+')[1])
  expect(counts).toEqual([99, 99, 2].map(count => String(9 + 4 * count)))
})

test('writes a message even about nobody', () => {
  expect(linesOf(writeCusres(about(), authority)).at(-3)).toBe("UNT+9+R001'")
})

test('releases separators in what it echoes, so that it is read back as it was', () => {
  const text = paxlst({ persons: ['NAD+FL+++DOE', "RFF+ABO:A?+B?:C?'D??"] })
  const sent = read(text).messages[0]?.persons[0]
  expect(sent?.reference).toBe("A+B:C'D?")
  const reply = writeCusres(about({ reference: sent?.reference ?? '', decision: 'ok' }), authority)
  expect(reply).toContain("RFF+ABO:A?+B?:C?'D??'ERC")
})

test('names the character set that it needs, and marks a test', () => {
  const reply = about({ reference: 'Ü1', decision: 'ok' })
  expect(writeCusres(reply, authority)).toContain('UNB+UNOY:4')
  expect(writeCusres({ ...reply, isTest: true }, authority)).toContain("++APIS++++1'UNG")
})

test('says the same about everyone with the same decision', () => {
  for (const decision of boardingDecisions) {
    const of = (reference: string) => writeCusres(about({ reference, decision }), authority)
    expect(of('QQ1').replaceAll('QQ1', '')).toBe(of('QQ2').replaceAll('QQ2', ''))
  }
})
