import { describe, expect, onTestFinished, test as plain } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { at, carrier, codesIn, codesOf, listed, officer } from '#test/helpers/flights.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList, sendManifest } from '#test/helpers/passenger-list.ts'
import { startService, withService } from '#test/helpers/running-service.ts'
import { someone } from '#test/helpers/someone.ts'

const test = withService()

test('a year of two digits is compared as a century earlier too, where somebody may be so old', async ({
  service
}) => {
  const { family, given } = someone('a hundred and one')
  await listed(service, someone('a hundred and one'), { birthDates: ['1925-03-01'], documents: [] })
  const born = (date: string) => ({ segments: [`NAD+FL+++${family}:${given}`, `DTM+329:${date}`] })
  const list = passengerList([born('250301'), born('20250301')], { reference: 'CENTURY' })
  const { body } = okay(await sendManifest(officer(service), list))
  expect(body.refer).toMatchObject([{ person: 1 }])
})

describe('a manifest is read', () => {
  test('by the carrier that sent it, and by no other', async ({ service }) => {
    const who = someone('read by its carrier')
    await listed(service, who)
    const list = passengerList([who, someone('read beside')], { reference: 'R1' })
    const sent = okay(await sendManifest(carrier(service), list))
    const own = await carrier(service, 'yyair')('GET', at(sent))
    expect(own.body.persons).toMatchObject([
      { reference: 'YY1', answer: { decision: 'refer', code: '2Z', text: 'CONTACT GOVERNMENT' } },
      { reference: 'YY2', answer: { decision: 'ok', code: '0Z' } }
    ])
    expect(own.text).not.toMatch(/caseId|flown|interior|"refer":/)
    const others = [
      carrier(service, 'ZZAIR'),
      service.asRole('carrier', { sub: 'system of YYAIR' })
    ]
    for (const other of others) expect((await other('GET', at(sent))).status).toBe(404)
    expect((await carrier(service)('GET', '/v1/manifests/none')).status).toBe(404)
  })

  test('by the carrier that it names, where somebody else handed it in', async ({ service }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const desk = service.asRole('checkpoint', { sub: 'a desk' })
    const list = passengerList([someone('handed in')], { reference: 'R2' })
    const sent = okay(await sendManifest(desk, list))
    for (const name of ['YYAIR', 'YY']) {
      expect((await carrier(service, name)('GET', at(sent))).status).toBe(200)
    }
    expect((await carrier(service, 'ZZAIR')('GET', at(sent))).status).toBe(404)
    expect((await desk('GET', at(sent))).status).toBe(403)
  })

  test('by officers with the cases that they may see, covert ones too', async ({ service }) => {
    const who = someone('covert and read')
    await listed(service, who, { covert: true, releasableTo: ['customs'] })
    const list = passengerList([who], { reference: 'R3' })
    const sent = okay(await sendManifest(carrier(service), list))
    for (const [agency, count] of [
      ['interior', 1],
      ['customs', 1],
      ['health', 0]
    ] as const) {
      const { body } = await officer(service, agency)('GET', at(sent))
      expect(body.refer).toHaveLength(count)
      expect(body.persons[0].decision).toBe(count === 1 ? 'refer' : 'clear')
      expect(body.persons[0]).not.toHaveProperty('answer')
    }
  })

  test.for(['auditor', 'admin'] as const)(
    'by the role %s without persons',
    async (role, { service }) => {
      await makeList(service, 'flown', { agency: 'interior' })
      const list = passengerList([someone('not for everybody')], { reference: 'R4' })
      const sent = okay(await sendManifest(carrier(service), list))
      const { body } = await service.asRole(role)('GET', at(sent))
      expect(body).toMatchObject({ travellers: 1, screened: 1, reference: 'R4' })
      expect(body).not.toHaveProperty('persons')
      expect(body).not.toHaveProperty('refer')
    }
  )
})

describe('who looks after the service too', () => {
  test('reads persons of manifests of the own carrier only', async ({ service }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const list = passengerList([someone('of one carrier')], { reference: 'R5' })
    const sent = okay(await sendManifest(carrier(service), list))
    const readAs = (name: string) =>
      service.asRole(['carrier', 'auditor'], { carrier: name })('GET', at(sent))
    expect(okay(await readAs('YYAIR')).body.persons).toHaveLength(1)
    const other = okay(await readAs('ZZAIR')).body
    expect(other).toMatchObject({ travellers: 1, screened: 1 })
    expect(other).not.toHaveProperty('persons')
  })

  test('has persons of the list that a checkpoint sends, and reads none back', async ({
    service
  }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const desk = service.asRole(['checkpoint', 'auditor'])
    const list = passengerList([someone('of a desk')], { reference: 'R6' })
    const sent = okay(await sendManifest(desk, list))
    expect(sent.body.persons).toHaveLength(1)
    expect(okay(await desk('GET', at(sent))).body).not.toHaveProperty('persons')
  })
})

describe('parts of a list', () => {
  test('are screened as they come, and complete when all have come', async ({ service }) => {
    await makeList(service, 'flown', { agency: 'interior' })
    const part = (number: string, more: object = {}) =>
      sendManifest(
        carrier(service),
        passengerList([someone(`of part ${number}`)], {
          reference: `P${number}`,
          number: '300',
          part: number,
          count: 3,
          ...more
        })
      )
    const first = okay(await part('01:C'))
    const last = okay(await part('03:F'))
    expect(first.body).toMatchObject({ screened: 1, messages: [{ parts: { state: 'waiting' } }] })
    expect(last.body.messages[0].parts).toEqual({
      number: 3,
      state: 'waiting',
      missing: [2],
      isEndMissing: false,
      persons: 2,
      counted: 3
    })
    okay(await part('02', { number: '301' }))
    expect((await carrier(service)('GET', at(first))).body.messages[0].parts.missing).toEqual([2])
    const middle = okay(await part('02'))
    for (const sent of [first, middle, last]) {
      const { body } = await carrier(service)('GET', at(sent))
      expect(body.messages[0].parts).toMatchObject({ state: 'complete', missing: [], persons: 3 })
    }
  })
})

plain('a part that does not come in time is named, and complete when it comes late', async () => {
  let now = new Date('2026-11-22T08:00:00.000Z')
  const service = await startService({ now: () => now })
  onTestFinished(() => service.close())
  const people = ['first', 'second', 'third'].map(word => someone(`in the ${word} part`))
  for (const who of people) await listed(service, who)
  const send = (at: number, part: string) =>
    sendManifest(
      officer(service),
      passengerList(people.slice(at, at + 1), { reference: `L${part}`, part, count: 3 })
    )
  const last = okay(await send(2, '03:F'))
  const first = okay(await send(0, '01:C'))
  const parts = async () => (await officer(service)('GET', at(first))).body.messages[0].parts
  expect(first.body.refer).toHaveLength(1)
  expect(await parts()).toMatchObject({ state: 'waiting', missing: [2], persons: 2, counted: 3 })
  now = new Date('2026-11-22T08:15:00.000Z')
  expect(await parts()).toMatchObject({ state: 'incomplete', missing: [2] })
  const late = okay(await send(1, '02'))
  expect(late.body.refer).toHaveLength(1)
  expect(await parts()).toMatchObject({ state: 'complete', missing: [], persons: 3 })
  for (const sent of [first, late, last]) expect(await codesOf(service, sent)).toEqual(['YY1 2Z'])
  const { cases } = okay(await officer(service)('GET', '/v1/cases')).body
  // Nobody has looked at the first two for a quarter of an hour: they may have been escalated by now.
  const open = expect.stringMatching(/^(new|escalated)$/)
  expect(cases.map(({ state }: { state: string }) => state)).toEqual([open, open, open])
  expect(last.body.refer).toHaveLength(1)
})

const unknown = /not known on this flight/

describe('a message', () => {
  test('that changes a person’s data has them screened again, and names what it replaces', async ({
    service
  }) => {
    const [typo, who] = [someone('a slip of the keyboard'), someone('the person meant')]
    await listed(service, who)
    const first = okay(
      await sendManifest(
        officer(service),
        passengerList([typo], { reference: 'M1', number: '400' })
      )
    )
    expect(first.body.refer).toEqual([])
    const change = { number: '400', bgm: 'BGM+745+CP' }
    const second = okay(
      await sendManifest(officer(service), passengerList([who], { ...change, reference: 'M2' }))
    )
    expect(second.body).toMatchObject({
      messages: [{ function: 'change' }],
      persons: [{ status: 'screened', supersedes: expect.any(String) }],
      refer: [{ person: 1 }]
    })
    const third = okay(
      await sendManifest(officer(service), passengerList([typo], { ...change, reference: 'M3' }))
    )
    expect(third.body.persons[0].supersedes).not.toBe(second.body.persons[0].supersedes)
  })

  test.for([
    { bgm: 'BGM+745+XR', warnings: [unknown], why: 'a cancelled reservation' },
    { bgm: 'BGM+745+RP', warnings: [unknown], why: 'a smaller party' },
    { bgm: 'BGM+266+XF', warnings: [], why: 'a cancelled flight' },
    { bgm: 'BGM+266+CF', warnings: [unknown, /former flight is not named/], why: 'another flight' },
    { bgm: 'BGM+266+CLOB', warnings: [unknown], why: 'who is on board' }
  ])(
    'that only names persons answers what stands about them: $why',
    async ({ bgm, warnings }, { service }) => {
      const who = someone(`named again ${bgm}`)
      await listed(service, who)
      const number = `5${bgm.slice(8)}`
      const options = { number, reference: `A${bgm.slice(8)}` }
      okay(
        await sendManifest(carrier(service), passengerList([someone(`first ${bgm}`), who], options))
      )
      const named = ['YY1', 'YY2', 'YY9'].map(reference => ({
        segments: ['NAD+ZZZ', `RFF+ABO:${reference}`]
      }))
      const again = passengerList(named, { ...options, bgm, reference: `B${bgm.slice(8)}` })
      const reply = okay(
        await sendManifest(carrier(service), again, { accept: 'application/edifact' })
      )
      expect(codesIn(reply.text)).toEqual(['YY1 0Z', 'YY2 2Z', 'YY9 4Z'])
      const { body } = okay(await sendManifest(carrier(service), again))
      expect(body).toMatchObject({ travellers: 3, screened: 0 })
      expect(body.persons[0]).toMatchObject({ status: 'noted' })
      expect(body.warnings).toEqual(warnings.map(words => expect.stringMatching(words)))
      const other = okay(
        await sendManifest(carrier(service, 'ZZAIR'), again, { accept: 'application/edifact' })
      )
      expect(codesIn(other.text)).toEqual(['YY1 4Z', 'YY2 4Z', 'YY9 4Z'])
    }
  )
})

test('leaves one line in the audit, with ids and counts only', async ({ service }) => {
  const who = someone('audited on a flight')
  await listed(service, who)
  const { body } = okay(
    await sendManifest(carrier(service), passengerList([who], { reference: 'AUDIT' }))
  )
  await service.stop()
  const { EmbeddedPlatform } = await import('#src/adapters/embedded/open-embedded.ts')
  const { dataDir } = service
  const platform = await EmbeddedPlatform.open({ dataDir, exclusive: true, now: () => new Date() })
  const lines = await platform.audit.read(0, 1_000)
  await platform.close()
  const own = lines.filter(({ about }) => about['manifest'] === body.manifestId)
  expect(own).toMatchObject([
    {
      action: 'manifest_received',
      purpose: 'border_control',
      by: { sub: 'system of YYAIR' },
      about: { messages: 1, persons: 1, screened: 1, unscreened: 0 }
    }
  ])
})
