import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AuditLine } from '#src/domain/ports.ts'
import { openPlatform } from '../../../helpers/embedded-platform.ts'
import { tempFolder } from '../../../helpers/temp-folder.ts'

test('refuses a second service on the same folder, but not a tool', async () => {
  const folder = await tempFolder()
  await openPlatform(folder)
  await expect(openPlatform(folder)).rejects.toMatchObject({
    code: 'RECORD_UNAVAILABLE',
    message: expect.stringContaining('another service already uses')
  })
  await expect(openPlatform(folder, { exclusive: false })).resolves.toBeDefined()
})

test('makes nothing for a tool where no service has been', async () => {
  const folder = await tempFolder()
  for (const dataDir of [folder, join(folder, 'none'), join(folder, 'none', 'deeper')]) {
    await expect(openPlatform(dataDir, { exclusive: false })).rejects.toThrow(
      `there is no portcullis.db in ${dataDir}`
    )
  }
  expect(await readdir(folder)).toEqual([])
})

test('lets the folder go when it is closed, even twice', async () => {
  const folder = await tempFolder()
  const platform = await openPlatform(folder)
  await Promise.all([platform.close(), platform.close()])
  await expect(openPlatform(folder)).resolves.toBeDefined()
})

test.for(['field.key', 'ids.key', 'audit.pem'])(
  'refuses a database whose %s was exchanged',
  async name => {
    const folder = await tempFolder()
    await (await openPlatform(folder)).close()
    await rm(join(folder, 'keys', name))
    await expect(openPlatform(folder)).rejects.toThrow('is not the one that portcullis.db')
  }
)

test.skipIf(process.platform === 'win32')('keeps every file for its owner only', async () => {
  const folder = join(await tempFolder(), 'data')
  const platform = await openPlatform(folder)
  await platform.audit.append([line])
  expect((await stat(folder)).mode & 0o777).toBe(0o700)
  for (const name of await readdir(folder)) {
    expect([name, (await stat(join(folder, name))).mode & 0o077]).toEqual([name, 0])
  }
})

test('leaves no name, remark or reason readable in the files of the record and the cases', async () => {
  const folder = await tempFolder()
  const { record, sharedList, close } = await openedOn(folder)
  const time = '2026-11-22T08:00:00.000Z'
  const data = { person: { names: [{ full: 'SECRET-TRAVELLER' }] } }
  await record.append('screenings', [{ id: 'a', type: 't', source: '/s', time, data }])
  await record.append('watchlist', [{ id: 'a', type: 't', source: '/s', time, data }])
  await sharedList.commit({
    position: { topic: 'watchlist', partition: 0, offset: 1 },
    lists: [],
    entries: [
      {
        list: 'ofac',
        id: '1',
        revision: 1,
        state: 'active',
        changedAt: time,
        entry: {
          id: '1',
          revision: 1,
          kind: 'person',
          names: [{ full: 'LISTED' }],
          remarks: 'SECRET-REMARKS',
          legalBasis: 'SECRET-BASIS',
          contact: 'SECRET-CONTACT'
        }
      }
    ]
  })
  expect(await everythingIn(folder)).not.toContain('SECRET')
  await close()
  expect(await everythingIn(folder)).not.toContain('SECRET')
})

test('notes a checkpoint on open, after a minute of activity and on close', async () => {
  const folder = await tempFolder()
  let time = Date.parse('2026-11-22T08:00:00.000Z')
  const now = () => new Date(time)
  const first = await openPlatform(folder, { now })
  await first.audit.append([line])
  await first.audit.append([line])
  await first.close()
  expect(await numbers(folder)).toEqual([2])
  const second = await openPlatform(folder, { now })
  await second.audit.append([line])
  time += 60_000
  await second.audit.append([line])
  await second.close()
  expect(await numbers(folder)).toEqual([2, 2, 4])
})

test('notes a checkpoint when the clock was put back, and not only once it has come to where it was', async () => {
  const folder = await tempFolder()
  let time = Date.parse('2026-11-22T08:00:00.000Z')
  const platform = await openPlatform(folder, { now: () => new Date(time) })
  time -= 3_600_000
  await platform.audit.append([line])
  await expect.poll(() => numbers(folder)).toEqual([1])
})

test('knows how much room it takes', async () => {
  const platform = await openPlatform()
  const { databaseBytes, logBytes } = await platform.sizes()
  expect(databaseBytes + logBytes).toBeGreaterThan(0)
  expect(platform.isHealthy()).toBe(true)
})

const openedOn = async (folder: string) => {
  const platform = await openPlatform(folder)
  const { record, sharedList } = platform
  return { record, sharedList, close: () => platform.close() }
}

const everythingIn = async (folder: string) => {
  const files = (await readdir(folder)).filter(name => name !== 'keys')
  const contents = await Promise.all(files.map(name => readFile(join(folder, name), 'latin1')))
  return contents.join('')
}

const numbers = async (folder: string) => {
  const text = await readFile(join(folder, 'audit-checkpoints.jsonl'), 'utf8')
  return text
    .split('\n')
    .slice(0, -1)
    .map(row => JSON.parse(row).number)
}

const line: AuditLine = {
  at: '2026-11-22T08:00:00.000Z',
  by: { sub: 'officer-7' },
  action: 'case_read',
  about: { case: 'c1' }
}
