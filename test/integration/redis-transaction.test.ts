import { once } from 'node:events'
import { expect, test } from 'vitest'
import { connect } from '#src/adapters/redis/connect.ts'
import { begin, transaction } from '#src/adapters/redis/transaction.ts'
import { startRedis } from '#test/servers/redis.ts'

test('a transaction gives all replies, or rejects with what one of them failed with', async ({
  onTestFinished
}) => {
  const server = await startRedis()
  const patience = { commandTimeout: 5_000, socketTimeout: 5_000 }
  const redis = connect({ urls: [server.url], kind: 'server', prefix: '' }, patience)
  redis.on('error', () => undefined) // it is killed below
  onTestFinished(async () => {
    redis.disconnect()
    await server.stop()
  })
  await once(redis, 'ready')
  const replies = transaction(begin(redis).set('text', 'a').get('text').hmget('none', 'b'))
  await expect(replies).resolves.toEqual(['OK', 'a', [null]])
  const failed = transaction(begin(redis).get('text').lpush('text', 'b').get('text'))
  const cause = expect.objectContaining({ message: expect.stringContaining('WRONGTYPE') })
  await expect(failed).rejects.toMatchObject({ code: 'VIEW_UNAVAILABLE', cause })
  const refused = transaction(begin(redis).get('text').eval('return', 'none'))
  await expect(refused).rejects.toMatchObject({ code: 'VIEW_UNAVAILABLE' })
  await server.kill()
  const lost = transaction(begin(redis).get('text'))
  await expect(lost).rejects.toMatchObject({ code: 'VIEW_UNAVAILABLE' })
})
