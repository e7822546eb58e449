import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect } from '#src/adapters/redis/connect.ts'
import { begin, transaction } from '#src/adapters/redis/transaction.ts'
import { growsOld } from '#test/helpers/grows-old.ts'
import { startRedis } from '#test/servers/redis.ts'

test('what was asked of Redis and answered does not grow old', async ({ onTestFinished }) => {
  const server = await startRedis()
  const patience = { commandTimeout: 5_000, socketTimeout: 5_000 }
  const redis = connect({ urls: [server.url], kind: 'server', prefix: '' }, patience)
  onTestFinished(async () => {
    redis.disconnect()
    await server.stop()
  })
  redis.defineCommand('echoed', { numberOfKeys: 1, lua: 'return redis.call("get", KEYS[1])' })
  await once(redis, 'ready')
  await redis.set('key', 'x'.repeat(2_000))
  const { echoed } = redis as unknown as { echoed(key: string): Promise<string> }
  const ways = {
    command: () => redis.get('key'),
    script: () => echoed.call(redis, 'key'),
    transaction: () => transaction(begin(redis).get('key').hmget('other', 'a', 'b'))
  }
  for (const [way, ask] of Object.entries(ways)) {
    const comeAndGo = async () => {
      for (let nth = 0; nth < 200; nth++) await ask()
    }
    // As published, 1 to 9 KB each.
    expect((await growsOld(comeAndGo)) / 4_000, way).toBeLessThan(200)
  }
})
