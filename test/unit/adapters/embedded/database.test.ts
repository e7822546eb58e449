import { generateKeyPairSync } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { Database } from '#src/adapters/embedded/database.ts'
import type { Position } from '#src/domain/ports.ts'
import { tempFolder } from '../../../helpers/temp-folder.ts'

test('lets one failing call of a group fail alone', async () => {
  const { database } = await open()
  const bad = { topic: 'crossings', partition: 0, offset: null } as unknown as Position
  const outcomes = await Promise.allSettled([
    database.write('appendLines', ['a']),
    database.write('savePosition', 'group:a', at(1)),
    database.write('savePosition', 'group:b', bad),
    database.write('appendLines', ['b']),
    database.write('savePosition', 'group:c', at(3))
  ])
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled'
  ])
  expect(await database.read('offsets', 'group:a', 'crossings')).toEqual([[0, 1]])
  expect(await database.read('offsets', 'group:b', 'crossings')).toEqual([])
  expect(await database.read('offsets', 'group:c', 'crossings')).toEqual([[0, 3]])
  expect((await database.read('auditHead')).head?.number).toBe(2)
  expect(await database.read('auditLines', 0, 10)).toEqual([
    [1, 'a'],
    [2, 'b']
  ])
  expect(database.isHealthy()).toBe(true)
})

test('takes back the whole of a call that fails half-way', async () => {
  const { database } = await open()
  const event = (id: string | null) =>
    [id, 'type', '/source', '2026-11-22T08:00:00Z', '{}'] as [
      string,
      string,
      string,
      string,
      string
    ]
  await expect(
    database.write('appendEvents', 'crossings', [event('a'), event(null)])
  ).rejects.toThrow('NOT NULL')
  expect(await database.read('findEvent', 'crossings', 'a')).toBeUndefined()
})

test('takes back audit lines of a call that fails, and chains on from what stands', async () => {
  const { database } = await open()
  const bad = ['b', null] as unknown as string[]
  const outcomes = await Promise.allSettled([
    database.write('appendLines', ['a']),
    database.write('appendLines', bad),
    database.write('appendLines', ['c'])
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await database.read('auditLines', 0, 10)).toEqual([
    [1, 'a'],
    [2, 'c']
  ])
})

test('makes one commit of the calls that come together', async () => {
  const { database, file } = await open()
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  const version = () => other.prepare('PRAGMA data_version').get()?.['data_version']
  const seen = new Set([version()])
  await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await database.write('savePosition', `group:${index}`, at(index))
      seen.add(version())
    })
  )
  expect(seen.size).toBe(2)
})

test('finishes what was asked for before it closes, and refuses what comes later', async () => {
  const { database, options } = await open()
  const writing = database.write('savePosition', 'group:a', at(7))
  await database.close()
  await expect(writing).resolves.toBeUndefined()
  await expect(database.write('savePosition', 'group:a', at(8))).rejects.toMatchObject({
    code: 'RECORD_UNAVAILABLE'
  })
  expect(database.isHealthy()).toBe(false)
  const again = await Database.open(options)
  expect(await again.read('offsets', 'group:a', 'crossings')).toEqual([[0, 7]])
  await again.close()
})

test('rejects while another process holds the file, and is healthy again afterwards', async () => {
  const { database, file } = await open()
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  await expect(database.write('savePosition', 'group:a', at(1))).rejects.toMatchObject({
    code: 'RECORD_UNAVAILABLE'
  })
  expect(await database.read('offsets', 'group:a', 'crossings')).toEqual([])
  other.exec('ROLLBACK')
  expect(database.isHealthy()).toBe(false) // and asks the disk again
  await database.write('savePosition', 'group:a', at(1))
  expect(database.isHealthy()).toBe(true)
})

test('reads while a write waits for the disk', async () => {
  const { database, file } = await open({ busyTimeoutMs: 60_000 })
  await database.write('savePosition', 'group:a', at(1))
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  other.exec('BEGIN IMMEDIATE')
  const writing = database.write('savePosition', 'group:a', at(2))
  expect(await database.read('offsets', 'group:a', 'crossings')).toEqual([[0, 1]])
  other.exec('ROLLBACK')
  await writing
  expect(await database.read('offsets', 'group:a', 'crossings')).toEqual([[0, 2]])
})

test('refuses a file that is no database', async () => {
  const options = await optionsIn(await tempFolder())
  await writeFile(
    options.file,
    'this is not a database, and long enough to be seen as none'.repeat(9)
  )
  await expect(Database.open(options)).rejects.toThrow('not a database')
})

test('refuses a database of a newer version', async () => {
  const { database, options } = await open()
  await database.close()
  const file = new DatabaseSync(options.file)
  file.exec('PRAGMA user_version = 99')
  file.close()
  await expect(Database.open(options)).rejects.toThrow('of version 99, newer than')
})

test('refuses one of an earlier version, and leaves it as it is', async () => {
  const { database, options } = await open()
  await database.close()
  const file = new DatabaseSync(options.file)
  file.exec('PRAGMA user_version = 1')
  file.close()
  await expect(Database.open(options)).rejects.toThrow('of version 1')
})

const optionsIn = async (folder: string) => ({
  file: join(folder, 'portcullis.db'),
  fieldKey: Buffer.alloc(32, 1),
  busyTimeoutMs: 50,
  auditKey: generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
})

const open = async (given: { readonly busyTimeoutMs?: number } = {}) => {
  const options = { ...(await optionsIn(await tempFolder())), ...given }
  const database = await Database.open(options)
  onTestFinished(() => database.close())
  return { database, options, file: options.file }
}

const at = (offset: number): Position => ({ topic: 'crossings', partition: 0, offset })
