import { expect, inject, onTestFinished, test } from 'vitest'
import { linesOf, okay } from '../helpers/call.ts'
import { makeList } from '../helpers/list.ts'
import { deploy } from '../helpers/nodes.ts'
import { entryOf, someone } from '../helpers/someone.ts'
import { until } from '../helpers/until.ts'
import { startRedis } from '../servers/redis.ts'

test('entries that are changed while Redis is away wait in the record', async () => {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const node = await deploy({ brokers: inject('brokers'), redisUrl: redis.url }).start()
  const list = await makeList(node, 'wanted')
  okay(await list.put('before', entryOf(someone('before'))))

  redis.pause()
  const meanwhile = entryOf(someone('meanwhile'))
  const accepted = { status: 'accepted' }
  expect(await list.put('meanwhile', meanwhile)).toMatchObject({ status: 202, body: accepted })
  expect(await list.withdraw('before', 2)).toMatchObject({ status: 202, body: accepted })
  const lines = await list.batch([
    { op: 'put', entry: { ...entryOf(someone('in a batch')), id: 'in-a-batch' } }
  ])
  expect(linesOf(lines)).toMatchObject([{ id: 'in-a-batch', status: 202 }])
  const stranger = node.asRole('agency_editor', { agency: 'customs' })
  const asStranger = await stranger('PUT', '/v1/lists/wanted/entries/theirs', meanwhile)
  expect(asStranger.status).toBe(403)
  const unheard = await node.asRole('agency_editor', { agency: 'interior' })(
    'PUT',
    '/v1/lists/unheard/entries/1',
    meanwhile
  )
  expect(unheard).toMatchObject({ status: 503, body: { code: 'VIEW_UNAVAILABLE' } })

  redis.resume()
  const editor = node.asRole('agency_editor', { agency: 'interior' })
  const stateOf = (id: string, state: string) =>
    until(async () => {
      const { body } = await editor('GET', `/v1/lists/wanted/entries/${id}`)
      return body?.state === state ? state : undefined
    }, 30_000)
  await Promise.all([
    stateOf('meanwhile', 'active'),
    stateOf('in-a-batch', 'active'),
    stateOf('before', 'withdrawn')
  ])
})
