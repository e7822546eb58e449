import { createRequire } from 'node:module'
import { Command, Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { makeLightCommands } from '#src/adapters/redis/light-commands.ts'
import { growsOld } from '#test/helpers/grows-old.ts'

const { default: Published } = createRequire(import.meta.url)('ioredis/built/Script.js')

const command = (...args: string[]) => new Command('set', args)

test('a command is resolved or rejected once, with its arguments made ready', async () => {
  makeLightCommands()
  const resolved = command('a', '1')
  expect([resolved.isResolved, resolved.args]).toEqual([false, ['a', '1']])
  resolved.resolve(Buffer.from('OK'))
  resolved.reject(new Error('too late'))
  await expect(resolved.promise).resolves.toEqual(Buffer.from('OK'))
  expect(resolved.isResolved).toBe(true)
  const rejected = command('a', '1')
  rejected.reject(new Error('refused'))
  await expect(rejected.promise).rejects.toThrow('refused')
  expect(rejected.isResolved).toBe(false)
})

test('arguments are made ready as those of a command as published', () => {
  makeLightCommands()
  const args = ['key', { field: 1, other: Buffer.from('2') }] as unknown as string[]
  const fields = new Command('hset', args)
  expect(fields.args).toEqual(['key', 'field', '1', 'other', Buffer.from('2')])
})

test('a script is sent whole once to each socket, and again to one that does not know it', async () => {
  makeLightCommands()
  const redis = new Redis({ lazyConnect: true })
  onTestFinished(() => redis.disconnect())
  redis.defineCommand('answer', { numberOfKeys: 0, lua: 'return 42' })
  const [script] = Object.values(
    (redis as unknown as { scriptsSet: Record<string, InstanceType<typeof Published>> }).scriptsSet
  )
  expect(script).toBeInstanceOf(Published)
  const [socket, other] = [{}, {}]
  const sent = (to: object) => {
    const asked = new script.Command('evalsha', [script.sha, 0])
    asked.promise.catch(() => undefined)
    asked.toWritable(to)
    return asked
  }
  expect(sent(socket)).toMatchObject({ name: 'eval', args: ['return 42', '0'] })
  const again = sent(socket)
  expect(again).toMatchObject({ name: 'evalsha', args: [script.sha, '0'] })
  expect(sent(other).name).toBe('eval')
  again.reject(new Error('NOSCRIPT No matching script'))
  await expect(again.promise).rejects.toThrow('NOSCRIPT')
  expect([sent(socket).name, sent(socket).name]).toEqual(['eval', 'evalsha'])
})

test('what a command held does not grow old', async () => {
  makeLightCommands()
  const comeAndGo = () => {
    for (let nth = 0; nth < 50; nth++) {
      const asked = command('a', '1')
      asked.resolve(Array.from({ length: 1_000 }, (_, at) => ({ at })))
    }
  }
  // As published, 40 MB.
  expect(await growsOld(comeAndGo)).toBeLessThan(2_000_000)
})
