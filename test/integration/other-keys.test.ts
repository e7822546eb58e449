import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { deploy } from '../helpers/nodes.ts'
import { run } from '../helpers/service-process.ts'
import { tempFolder } from '../helpers/temp-folder.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

test.for(['FIELD_KEY', 'IDS_KEY'])(
  'a node with another %s than those of its deployment does not start, and starts with theirs',
  { timeout: 60_000 },
  async name => {
    const { env, start } = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
    await start()
    const other = randomBytes(32).toString('base64')
    const dataDir = await tempFolder()
    const refused = await run('src/main.ts', [], { ...env, [name]: other, DATA_DIR: dataDir })
    expect(refused).toMatchObject({ code: 1 })
    expect(refused.errors).toMatch(new RegExp(`can not start: ${name} must be the same`))
    expect(refused.errors).not.toContain(other)
    await start('silent', { config: { dataDir } })
  }
)

test('a shared view is not filled under another FIELD_KEY', async () => {
  const { env, start } = deploy({ brokers: inject('brokers'), redisUrl: redis.url })
  await start()
  const other = { ...env, FIELD_KEY: randomBytes(32).toString('base64') }
  const { code, errors } = await run('src/cli/rebuild.ts', [], other)
  expect(code).toBe(1)
  expect(errors).toContain('FIELD_KEY must be the same on all nodes')
})
