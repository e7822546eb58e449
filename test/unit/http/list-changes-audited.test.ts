import { expect } from 'vitest'
import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { okay } from '#test/helpers/call.ts'
import { makeList } from '#test/helpers/list.ts'
import { type RunningService, withService } from '#test/helpers/running-service.ts'
import { entryOf, someone, travellerOf } from '#test/helpers/someone.ts'

const test = withService()

const auditOf = async ({ dataDir }: RunningService, list: string) => {
  const platform = await EmbeddedPlatform.open({ dataDir, exclusive: false, now: () => new Date() })
  const lines = await platform.audit.read(0, 1_000)
  await platform.close()
  return lines.filter(({ about }) => about['list'] === list)
}

test('a batch of entries says in the audit what was put and what withdrawn', async ({
  service
}) => {
  const list = await makeList(service, 'audited')
  const put = (id: string) => ({ op: 'put', entry: { ...entryOf(someone(id)), id } })
  const withdrawal = { op: 'withdraw', entry: { id: 'b', revision: 2 } }
  okay(await list.batch([put('a'), put('b'), withdrawal, 'no line']))
  const [line] = (await auditOf(service, 'audited')).filter(
    ({ action }) => action === 'entries_batch'
  )
  expect(line?.about).toEqual({ list: 'audited', put: ['a', 'b'], withdrawn: ['b'] })
})

test('a change that was refused says so in the audit, behind the line of what was asked', async ({
  service
}) => {
  const list = await makeList(service, 'refusing')
  okay(await list.put('r-1', { ...entryOf(someone('refused')), revision: 5 }))
  expect((await list.put('r-1', { ...entryOf(someone('refused')), revision: 4 })).status).toBe(409)
  expect((await list.withdraw('r-1', 5)).status).toBe(409)
  const withdraw = (id: string, revision: number) => ({ op: 'withdraw', entry: { id, revision } })
  okay(await list.batch([withdraw('r-1', 5), withdraw('r-2', 1), withdraw('r-1', 6)]))
  const other = service.asRole('agency_editor', { agency: 'customs' })
  const config = { agency: 'customs', title: 'Theirs', purposes: ['border_control'] }
  expect((await other('PUT', '/v1/lists/refusing', config)).status).toBe(403)
  const refused = (await auditOf(service, 'refusing')).flatMap(({ action, about }) =>
    /refused$/.test(action) ? [[action, about]] : []
  )
  const stale = { list: 'refusing', entry: 'r-1', outcome: 'STALE_REVISION' }
  expect(refused).toEqual([
    ['entry_refused', stale],
    ['entry_refused', stale],
    ['entries_refused', { list: 'refusing', entries: ['r-1', 'r-2'] }],
    ['list_refused', { list: 'refusing', outcome: 'NOT_YOUR_LIST' }]
  ])
})

test('a list whose entries are paged through says so in the audit', async ({ service }) => {
  const list = await makeList(service, 'paged')
  okay(await list.put('p-1', entryOf(someone('paged'))))
  const editor = service.asRole('agency_editor', { agency: 'interior', sub: 'reader' })
  okay(await editor('GET', '/v1/lists/paged/entries'))
  expect((await auditOf(service, 'paged')).at(-1)).toMatchObject({
    action: 'entries_listed',
    by: { sub: 'reader', agency: 'interior' },
    about: { list: 'paged', count: 1 }
  })
})

test('a list that is configured says in the audit what it says for its entries', async ({
  service
}) => {
  await makeList(service, 'milder', { instruction: 'inform_only', handling: 'H1' })
  await makeList(service, 'usual')
  const about = async (list: string) => (await auditOf(service, list)).map(line => line.about)
  const purposes = ['border_control']
  expect(await about('milder')).toEqual([
    { list: 'milder', agency: 'interior', purposes, instruction: 'inform_only', handling: 'H1' }
  ])
  expect(await about('usual')).toEqual([{ list: 'usual', agency: 'interior', purposes }])
})

test('a search of a list says in the audit which entries it has shown, and what was asked by digest', async ({
  service
}) => {
  const list = await makeList(service, 'searched')
  const person = someone('searched for')
  okay(await list.put('s-1', entryOf(person)))
  const editor = service.asRole('agency_editor', { agency: 'interior' })
  const find = { traveller: travellerOf(person) }
  okay(await editor('POST', '/v1/lists/searched/entries/find', find))
  okay(await editor('POST', '/v1/lists/searched/entries/try', entryOf(person)))
  const lines = (await auditOf(service, 'searched')).slice(-2)
  const query = expect.stringMatching(/^[\w-]{22}$/)
  expect(lines.map(({ action, about }) => [action, about])).toEqual([
    ['entries_found', { list: 'searched', query, entries: ['s-1'] }],
    ['entry_tried', { list: 'searched', query, compared: 0, referred: 0 }]
  ])
})
