import { createHash } from 'node:crypto'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { newDeployment } from '../helpers/redis-view.ts'
import { startRedis } from '../servers/redis.ts'

const persons = 300
const lists = 34

/** Digests as keys are, of what is named; those of a prefix fill few buckets as a country fills all of them. */
const digest = (named: string, prefix = '') =>
  prefix + createHash('sha256').update(named).digest('base64url').slice(prefix.length, 22)

/** About as many bytes of a person as a carrier describes, and as little alike. */
const personOf = (named: string, ordinal: number) => ({
  sex: 'F',
  birth: { sent: '19870201', value: `1987-02-0${ordinal % 9}`, precision: 'day' },
  locator: `L${Math.floor(ordinal / 3)}`,
  reference: `P${ordinal}`,
  ordinal,
  role: 'passenger',
  roleCode: 'FL',
  sent: {
    family: digest(`${named} family`).slice(0, 8),
    given: [digest(`${named} given`).slice(0, 8)]
  },
  names: [
    { family: digest(`${named} family`).slice(0, 8), given: digest(`${named} given`).slice(0, 8) }
  ],
  isNameCut: false,
  nationalities: [{ sent: 'GBR', value: 'GBR' }],
  documents: [
    {
      type: 'P',
      number: digest(`${named} number`).slice(0, 9),
      issuer: { sent: 'GBR', value: 'GBR' }
    }
  ],
  unread: [],
  findings: [],
  outcome: {
    kind: 'screened',
    screening: digest(`${named} screening`),
    caseId: digest(`${named} case`),
    hits: [],
    candidates: []
  }
})

const listOf = (id: string) => {
  const people = Array.from({ length: persons }, (_, at) => personOf(`${id} ${at}`, at))
  const keys = people.flatMap(({ ordinal, locator }) => [
    `person ${ordinal}`,
    `reservation ${locator}`,
    `case ${ordinal}`
  ])
  const found = ['reference', 'flight', ...new Set(keys)].map(key => digest(`${id} ${key}`, 'AA'))
  return { id: digest(id), at: '2026-11-22T08:00:00.000Z', keys: found, content: { people } }
}

test('a list of 300 persons takes 70 KB at most where many stand, and leaves nothing behind', async () => {
  const redis = await startRedis()
  onTestFinished(redis.stop)
  const admin = new Redis(redis.url)
  onTestFinished(() => admin.disconnect())
  const { config, view } = newDeployment(redis.url)
  const opened = await view()
  onTestFinished(() => opened.close())
  const { manifests, manifestStates } = opened

  const used = async () => Number(/used_memory:(\d+)/.exec(await admin.info('memory'))?.[1])

  const before = await used()
  const all = Array.from({ length: lists }, (_, at) => listOf(`list ${at}`))
  for (const list of all) await manifests.put({ ...list, isFinished: true })
  expect(((await used()) - before) / lists).toBeLessThan(70 * 1024)

  for (const { id } of all) await manifests.reduce(id, undefined)
  for (const { id } of all) {
    const erased = await manifestStates.unrecorded(id)
    if (erased) await manifestStates.recorded(erased)
  }
  expect(await admin.keys(`{${config.prefix}manifests*`)).toEqual([
    `{${config.prefix}manifests:2}:count`
  ])
})
