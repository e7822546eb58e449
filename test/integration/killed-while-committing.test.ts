import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recordedCases } from '#src/adapters/kafka/decided-state.ts'
import type { News, Position } from '#src/domain/ports.ts'
import { openDecided } from '../helpers/decided-state.ts'
import { quietKafka } from '../helpers/kafka-record.ts'
import { aCase } from '../helpers/screened.ts'
import { givenOrStartedRedis } from '../servers/redis.ts'

const kafka = quietKafka(inject('brokers'))
let redis: Awaited<ReturnType<typeof givenOrStartedRedis>>
beforeAll(async () => {
  redis = await givenOrStartedRedis()
})
afterAll(() => redis.stop())

const open = async () => {
  const { view, log, restoreCases: restore } = await openDecided(kafka, redis.url)
  return { view: async () => (await view()).cases, log, restore }
}

const at = (offset: number, topic: Position['topic'] = 'screenings'): Position => ({
  topic,
  partition: 1,
  offset
})

const newsOf = (id: string): News[] => [
  { topic: 'alerts', events: [{ id, type: 't', source: 's', time: 't', data: {} }] }
]

const killed = () => Promise.reject(new Error('killed'))

test('what a commit had to tell is told, though its node was killed before the view took it', async () => {
  const { view, log, restore } = await open()
  const dying = recordedCases({ ...(await view()), commit: killed }, log)
  const commit = { position: at(7), cases: [aCase({ id: 'a' })], news: newsOf('alert') }
  await expect(dying.commit(commit)).rejects.toThrow('killed')

  const next = await view()
  expect(await restore(next)).toBe(1)
  expect(await next.get(['a'])).toEqual([aCase({ id: 'a' })])
  expect(await next.untold('screenings')).toEqual([{ position: at(7), news: newsOf('alert') }])
})

test('only the last commit of each topic is told again to a view that was emptied', async () => {
  const { view, log, restore } = await open()
  const cases = recordedCases(await view(), log)
  await cases.commit({ position: at(1), cases: [aCase({ id: 'a' })], news: newsOf('first') })
  await cases.commit({ position: at(2), cases: [aCase({ id: 'b' })], news: newsOf('second') })
  const command = at(1, 'case-commands')
  await cases.commit({ position: command, cases: [aCase({ id: 'a' })], news: newsOf('third') })
  await cases.commit({ position: at(3), cases: [aCase({ id: 'c' })] })

  const { view: emptied } = await open()
  const restored = await emptied()
  expect(await restore(restored)).toBe(4)
  expect(await restored.untold('screenings')).toEqual([])
  expect(await restored.untold('case-commands')).toEqual([
    { position: command, news: newsOf('third') }
  ])
})

test('what was told is not told again when nothing was lost', async () => {
  const { view, log, restore } = await open()
  const cases = recordedCases(await view(), log)
  await cases.commit({ position: at(1), cases: [aCase({ id: 'a' })], news: newsOf('first') })
  await cases.told(at(1))
  await restore(cases)
  expect(await cases.untold('screenings')).toEqual([])
})

test('a commit as large as one may be is taken whole; a larger one is refused before any of it is written', async () => {
  const { view, log, restore } = await open()
  const cases = recordedCases(await view(), log)
  const sized = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      aCase({ id: `case ${index}`, traveller: 'x'.repeat(8_000) })
    )
  await expect(cases.commit({ position: at(1), cases: sized(400) })).rejects.toMatchObject({
    code: 'COMMIT_TOO_LARGE'
  })
  await cases.commit({ position: at(1), cases: sized(320) })
  const { view: emptied } = await open()
  expect(await restore(await emptied())).toBe(320)
})
