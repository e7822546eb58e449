import { expect, onTestFinished, test } from 'vitest'
import { loadPolicy } from '#src/load-policy.ts'
import { type Call, okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, startService } from '#test/helpers/running-service.ts'
import { crossing, entryOf, someone, travellerOf } from '#test/helpers/someone.ts'
import { patient } from '#test/helpers/until.ts'

const policy = loadPolicy('config/policy.json')
const agency = 'interior'
const officerOf = (service: RunningService, of = agency) =>
  service.asRole('officer', { agency: of })
const read = async (call: Call, id: string) => okay(await call('GET', `/v1/cases/${id}`)).body
const stateOf = (call: Call, id: string) =>
  expect.poll(async () => (await read(call, id)).state, patient)

test('a case is withdrawn with its entry, reopened with it, and told of its changes over a restart', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const shown = await makeCase(service, 'warrant')
  expect(shown).toMatchObject({ state: 'new', instruction: 'arrest' })
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  const remarked = { revision: 2, instruction: 'arrest' as const, remarks: 'see file 7' }
  okay(await list.put('warrant', entryOf(someone('warrant'), remarked)))
  okay(await list.withdraw('warrant', 3))
  await stateOf(officerOf(service), shown.id).toBe('withdrawn')
  const withdrawn = await read(officerOf(service), shown.id)
  expect(withdrawn).toMatchObject({ revision: 2, instruction: 'refer_second_line' })
  expect(withdrawn.hits).toMatchObject([{ entryId: 'warrant', withdrawn: true }])
  expect(withdrawn).not.toHaveProperty('dueAt')
  expect(withdrawn.trail.at(-1)).toMatchObject({
    action: 'entry_withdrawn',
    by: { sub: 'portcullis' },
    reason: `cases-of-${agency}/warrant`
  })

  okay(
    await list.put('warrant', entryOf(someone('warrant'), { revision: 4, instruction: 'arrest' }))
  )
  await service.stop()
  const again = await startService({ env: { DATA_DIR: service.dataDir } })
  onTestFinished(() => again.close())
  const officer = again.as(service.token('officer', { agency })) // by the keys of the folder
  await stateOf(officer, shown.id).toBe('reopened')
  const reopened = await read(officer, shown.id)
  expect(reopened).toMatchObject({ revision: 3, instruction: 'arrest' })
  expect(reopened.hits[0]).toMatchObject({ changed: true })
  expect(reopened.hits[0]).not.toHaveProperty('withdrawn')
})

test('a case that was withdrawn is no more urgent than it asks for when an officer reopens it', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const shown = await makeCase(service, 'no longer sought')
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  okay(await list.withdraw('no longer sought'.replaceAll(' ', '-'), 2))
  const officer = officerOf(service)
  await stateOf(officer, shown.id).toBe('withdrawn')
  const { revision } = await read(officer, shown.id)
  const action = { action: 'reopen', revision, reason: 'somebody else' }
  okay(await officer('POST', `/v1/cases/${shown.id}/actions`, action))
  const calm = policy.instructions.refer_second_line.urgency
  expect(shown.urgency).not.toBe(calm)
  const reopened = await read(officer, shown.id)
  expect(reopened).toMatchObject({ instruction: 'refer_second_line', urgency: calm })
})

test('a case says that the validity of its entry was ended, and has it back when it is prolonged', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const shown = await makeCase(service, 'until')
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  const put = async (revision: number, validUntil: string) => {
    const more = { revision, validUntil, instruction: 'arrest' as const }
    okay(await list.put('until', entryOf(someone('until'), more)))
  }
  await put(2, '2020-12-31')
  await stateOf(officerOf(service), shown.id).toBe('withdrawn')
  const over = await read(officerOf(service), shown.id)
  expect(over.hits).toMatchObject([{ entryId: 'until', lapsed: true }])
  expect(over.hits[0]).not.toHaveProperty('withdrawn')
  expect(over.trail.at(-1)).toMatchObject({
    action: 'entry_lapsed',
    reason: `cases-of-${agency}/until: validity has ended`
  })
  await put(3, '9999-12-31')
  await stateOf(officerOf(service), shown.id).toBe('reopened')
})

test('an agency reads nothing of what another does with its entry', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const other = await makeList(service, 'of-customs', { agency: 'customs' })
  okay(await other.put('x', entryOf(someone('both'), { instruction: 'inform_only' })))
  const shown = await makeCase(service, 'both')
  okay(await other.withdraw('x', 2))
  await stateOf(officerOf(service, 'customs'), shown.id).toBe('withdrawn')
  const { views: _, ...after } = await read(officerOf(service), shown.id)
  expect(after).toEqual(shown)
})

test('a case says what its list says by now, where the entry leaves it to the list', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const config = { agency, instruction: 'inform_only' as const }
  const list = await makeList(service, 'watched', config)
  okay(await list.put('left', entryOf(someone('left to the list'))))
  okay(await list.put('own', entryOf(someone('says itself'), { instruction: 'locate' })))
  const open = async (word: string) => {
    const desk = service.asRole('checkpoint', { sub: 'desk' })
    const traveller = travellerOf(someone(word))
    const question = { purpose: 'border_control', traveller, journey: crossing() }
    const { caseId } = okay(await desk('POST', '/v1/screenings', question)).body
    await stateOf(officerOf(service), caseId).toBe('new')
    return caseId as string
  }
  const [left, own] = [await open('left to the list'), await open('says itself')]
  expect(await read(officerOf(service), left)).toMatchObject({ instruction: 'inform_only' })

  await makeList(service, 'watched', { ...config, instruction: 'arrest' })
  await expect
    .poll(async () => (await read(officerOf(service), left)).instruction, patient)
    .toBe('arrest')
  const told = await read(officerOf(service), left)
  expect(told).toMatchObject({ state: 'new', revision: 2, urgency: 1 })
  expect(told.hits).toMatchObject([{ entryId: 'left', instruction: 'arrest' }])
  expect(told.hits[0]).not.toHaveProperty('changed')
  expect(told.trail.at(-1)).toEqual({
    at: expect.any(String),
    by: { sub: 'portcullis' },
    action: 'list_changed',
    reason: 'watched/left',
    defaults: [{ field: 'instruction', before: 'inform_only', now: 'arrest' }]
  })
  expect(await read(officerOf(service), own)).toMatchObject({ instruction: 'locate', revision: 1 })
})

const contact = 'CONTACT-OF-OWNER'

test.for([
  { why: 'released no more', more: {}, status: 404 },
  { why: 'H3 by now', more: { releasableTo: ['customs'], handling: 'H3' as const }, status: 200 }
])(
  'a case shows another agency no more than the entry allows by now, though it is decided: $why',
  async ({ why, more, status }) => {
    const service = await startService()
    onTestFinished(() => service.close())
    const who = someone(`was released: ${why}`)
    const list = await makeList(service, 'shared', { agency })
    okay(await list.put('e', entryOf(who, { releasableTo: ['customs'], contact })))
    const officer = officerOf(service, 'customs')
    const question = { purpose: 'border_control', traveller: travellerOf(who), journey: crossing() }
    const { caseId } = okay(await officer('POST', '/v1/screenings', question)).body
    await stateOf(officer, caseId).toBe('new')
    for (const name of ['customs', agency]) {
      const { revision } = await read(officerOf(service, name), caseId)
      const dismissed = { action: 'dismiss', revision, reason: 'another person' }
      okay(await officerOf(service, name)('POST', `/v1/cases/${caseId}/actions`, dismissed))
    }
    okay(await list.put('e', entryOf(who, { revision: 2, contact, ...more })))
    const shown = () => officer('GET', `/v1/cases/${caseId}`)
    await expect.poll(async () => (await shown()).text, patient).not.toContain(contact)
    expect((await shown()).status).toBe(status)
    const { body } = okay(await officer('GET', '/v1/cases'))
    expect(body.cases.map(({ id }: { id: string }) => id)).toEqual(status === 200 ? [caseId] : [])
    expect(JSON.stringify(body)).not.toContain(contact)
    const own = await read(officerOf(service), caseId)
    expect(own).toMatchObject({ state: 'dismissed', hits: [{ listedAs: { contact } }] })
  }
)

test('the hit of an entry that became covert is dismissed by two persons', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const { id } = await makeCase(service, 'covert by now', { instruction: 'locate' })
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  const hidden = { revision: 2, instruction: 'locate' as const, covert: true }
  okay(await list.put('covert-by-now', entryOf(someone('covert by now'), hidden)))
  const officer = officerOf(service)
  await expect.poll(async () => (await read(officer, id)).hits[0].covert, patient).toBe(true)
  const { revision, trail } = await read(officer, id)
  expect(trail.at(-1)).toMatchObject({
    action: 'release_changed',
    reason: `cases-of-${agency}/covert-by-now: covert`
  })
  const dismissed = { action: 'dismiss', revision, reason: 'alone' }
  const acted = okay(await officer('POST', `/v1/cases/${id}/actions`, dismissed))
  expect(acted.body.state).toBe('pending_approval')
})

test('a case that somebody works on warns of what its entry warns of by now', async () => {
  const service = await startService()
  onTestFinished(() => service.close())
  const { id } = await makeCase(service, 'armed by now', { instruction: 'locate' })
  const list = await makeList(service, `cases-of-${agency}`, { agency })
  const armed = { revision: 2, instruction: 'locate' as const, warnings: ['armed' as const] }
  okay(await list.put('armed-by-now', entryOf(someone('armed by now'), armed)))
  const officer = officerOf(service)
  const warnings = async () => (await read(officer, id)).hits[0].warnings
  await expect.poll(warnings, patient).toEqual(['armed'])
  const { state, trail } = await read(officer, id)
  expect(state).toBe('new')
  expect(trail.at(-1)).toMatchObject({
    action: 'release_changed',
    reason: `cases-of-${agency}/armed-by-now: warnings armed`
  })
})
