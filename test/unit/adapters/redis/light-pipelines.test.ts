import { createRequire } from 'node:module'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { makeLightPipelines } from '#src/adapters/redis/light-pipelines.ts'
import { growsOld } from '#test/helpers/grows-old.ts'

// As published: before any test has it mended.
const { default: Published } = createRequire(import.meta.url)('ioredis/built/Pipeline.js')

/** A client that connects to nothing. */
const client = () => {
  const redis = new Redis({ lazyConnect: true })
  redis.defineCommand('answer', { numberOfKeys: 0, lua: 'return 42' })
  onTestFinished(() => redis.disconnect())
  return redis
}

test('a pipeline has all that one as published has', () => {
  const redis = client()
  const published = new Published(redis)
  makeLightPipelines()
  const pipeline = redis.pipeline()
  expect(pipeline).toBeInstanceOf(Published)
  const { promise: _, resolve: _resolve, reject: _reject, ...fields } = published
  expect(pipeline).toMatchObject(fields)
  expect(new Set(Object.keys(pipeline))).toEqual(new Set(Object.keys(published)))
  expect(pipeline.length).toBe(0)
  pipeline.set('a', '1').get('a')
  expect(pipeline.length).toBe(2)
})

test('what a pipeline held does not grow old', async () => {
  makeLightPipelines()
  const redis = client()
  const comeAndGo = () => {
    for (let nth = 0; nth < 50; nth++) Object.assign(redis.pipeline(), { held: muchBehind() })
  }
  expect(await growsOld(comeAndGo)).toBeLessThan(2_000_000)
})

const muchBehind = () => Array.from({ length: 1_000 }, (_, at) => ({ at }))
