import { describe, expect, test as plain } from 'vitest'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { Reply } from '#test/helpers/call.ts'
import { carrier, codesIn, listed } from '#test/helpers/flights.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { type RunningService, startService, withService } from '#test/helpers/running-service.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'
import { listNamesAndReasons } from '../manifests/leaks.ts'

const usual = loadAuthorities('config/policy.json')
const elsewhere = {
  ...usual.default,
  title: 'Elsewhere',
  answers: { ...usual.default.answers, ok: { code: '00', text: 'CLEARED' } },
  onTimeout: 'ok' as const,
  group: false
}
const hasty = { ...usual.default, answerWithinMs: 1 }
const recipients = { ELSEWHERE: elsewhere, HASTY: hasty }
const test = withService({ authorities: { ...usual, recipients } })

const accept = 'application/edifact'
const asked = (service: RunningService) => carrier(service, 'YYAIR', ['border_control', 'visa'])
const linesOf = ({ text }: Reply) => text.replaceAll("'", "'\n").trimEnd().split('\n')
describe('a carrier that asks for a CUSRES', () => {
  test('is answered person by person, in the codes of the authority', async ({ service }) => {
    const who = someone('to be referred')
    await listed(service, who)
    const nameOnly = { segments: ['NAD+FL+++TALLISON:ORLANDA', 'RFF+ABO:YY3'] }
    const nobody = { segments: ['NAD+FL+++:ORLA', 'RFF+ABO:YY4'] }
    const list = passengerList([someone('may board'), who, nameOnly, nobody], { reference: 'C1' })
    const reply = await sendManifest(asked(service), list, { accept })
    expect(reply.status).toBe(200)
    expect(reply.type).toMatch(/^application\/edifact/)
    expect(linesOf(reply).filter(line => /^(BGM|RFF\+(TN|AF)|LOC|UNH)/.test(line))).toEqual([
      "UNH+R001+CUSRES:D:05B:UN:IATA+YY212/261122/0955+01:F'",
      "BGM+962'",
      "RFF+TN:TNC1'",
      "RFF+AF:YY212'",
      "LOC+125+OSL'",
      "LOC+87+LIS'"
    ])
    expect(codesIn(reply.text)).toEqual(['YY1 0Z', 'YY2 2Z', 'YY3 0Z', 'YY4 4Z'])
    expect(reply.text).toContain("FTX+AAP+++INSUFFICIENT DATA - NAME MISSING'")
    expect(reply.text).not.toMatch(listNamesAndReasons)
    const again = await sendManifest(asked(service), list, { accept })
    expect(again.text).toBe(reply.text)
  })

  test('is answered in the words of the recipient’s own authority', async ({ service }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const list = passengerList([someone('elsewhere')], { recipient: 'ELSEWHERE', reference: 'C2' })
    const reply = await sendManifest(asked(service), list, { accept })
    expect(codesIn(reply.text)).toEqual(['YY1 00'])
    expect(reply.text).not.toContain('UNG')
  })

  test('has the fallback of the authority, and 503, where nobody could be screened', async ({
    service
  }) => {
    for (const [recipient, code] of [
      ['UTOAPIS', '2Z'],
      ['ELSEWHERE', '00']
    ] as const) {
      const list = passengerList([someone('not screened')], { recipient, reference: 'C3' })
      const reply = await sendManifest(asked(service), list, { accept, query: '?purpose=visa' })
      expect(reply.status).toBe(503)
      expect(codesIn(reply.text)).toEqual([`YY1 ${code}`])
    }
  })

  test('has the fallback of the authority in time, while all are still screened', async ({
    service
  }) => {
    const who = someone('screened too late')
    await listed(service, who)
    const list = passengerList([who], { recipient: 'HASTY', reference: 'C5' })
    const officer = service.asRole('officer', { agency: 'interior', sub: 'waits' })
    const reply = await sendManifest(officer, list, { accept })
    expect(reply.status).toBe(200)
    expect(codesIn(reply.text)).toEqual(['YY1 2Z'])
    const later = await sendManifest(officer, list)
    expect(later.body.refer).toHaveLength(1)
  })

  test('is told of a candidate that anybody may see as of data that does not suffice', async ({
    service
  }) => {
    const common = { ...someone('of a common name'), family: 'ALI', given: 'MOHAMMED' }
    await listed(service, common)
    const nameOnly = { segments: ['NAD+FL+++ALI:MOHAMMED', 'RFF+ABO:YY1'] }
    const list = passengerList([nameOnly], { reference: 'C4' })
    const reply = await sendManifest(asked(service), list, { accept })
    expect(codesIn(reply.text)).toEqual(['YY1 4Z'])
    expect(reply.text).toContain('INSUFFICIENT DATA - DATE OF BIRTH MISSING')
  })
})

const clock = () => new Date('2026-11-22T08:00:00.000Z')
const idsKey = Buffer.alloc(32, 7).toString('base64')

plain.for([
  { more: { covert: true }, why: 'covert' },
  { more: { releasableTo: ['customs'] }, why: 'kept to some agencies' }
])(
  'a hit that is $why changes no byte of what a carrier or a checkpoint is told',
  { timeout: 60_000 },
  async ({ more }) => {
    const [who, other] = [someone('not to be noticed'), someone('on no flight')]
    const answersWith = async (entry: Someone) => {
      const service = await startService({ config: { idsKey }, now: clock })
      await listed(service, entry, { instruction: 'discreet_check', ...more })
      const list = passengerList([someone('in front'), who, someone('behind')])
      const [asCarrier, asDesk] = [carrier(service), service.asRole('checkpoint', { sub: 'desk' })]
      const replies = [
        await sendManifest(asCarrier, list),
        await sendManifest(asCarrier, list, { accept }),
        await sendManifest(asDesk, list),
        await sendManifest(asDesk, list, { accept })
      ]
      const { manifestId } = replies[0]?.body ?? {}
      replies.push(await asCarrier('GET', `/v1/manifests/${manifestId}`))
      const officer = service.asRole('officer', { agency: 'interior' })
      const { refer } = (await sendManifest(officer, list)).body
      await service.close()
      const told = replies.map(({ status, text, headers }) => ({
        status,
        text,
        headers: [...headers].filter(([name]) => name !== 'date')
      }))
      return { told, refer }
    }
    const [hit, none] = [await answersWith(who), await answersWith(other)]
    expect(hit.refer).toHaveLength(1)
    expect(none.refer).toHaveLength(0)
    expect(hit.told.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(hit.told).toEqual(none.told)
  }
)
