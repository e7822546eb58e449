import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { chainHash } from '#src/adapters/embedded/audit-chain.ts'
import type { AuditLine } from '#src/domain/ports.ts'
import { openPlatform } from '../helpers/embedded-platform.ts'
import { tempFolder } from '../helpers/temp-folder.ts'

test('finds a line that was changed', async () => {
  const verdict = await afterTampering(database =>
    database.exec(`UPDATE audit SET line = replace(line, 'refer', 'clear') WHERE number = 5`)
  )
  expect(verdict).toEqual(broken(5, /line 5 was changed/))
})

test('finds a line that was changed together with its hash', async () => {
  const verdict = await afterTampering(database => rewrite(database, 5, 5))
  expect(verdict).toEqual(broken(6, /line 6 .* does not follow the line before/))
})

test('finds a line that was removed from the middle', async () => {
  const verdict = await afterTampering(database =>
    database.exec('DELETE FROM audit WHERE number = 5')
  )
  expect(verdict).toEqual(broken(5, /line 5 is missing/))
})

test('finds that the lines after a gap were moved up', async () => {
  const verdict = await afterTampering(database =>
    database.exec(`DELETE FROM audit WHERE number = 5;
      UPDATE audit SET number = number - 1 WHERE number > 5`)
  )
  expect(verdict).toEqual(broken(5, /does not follow/))
})

test('finds that the last lines were cut off', async () => {
  const verdict = await afterTampering(database =>
    database.exec('DELETE FROM audit WHERE number > 7')
  )
  expect(verdict).toEqual(broken(8, /line 8 is missing/))
})

test('finds that everything was removed, the head with it', async () => {
  const verdict = await afterTampering(database =>
    database.exec('DELETE FROM audit; DELETE FROM audit_head')
  )
  expect(verdict).toEqual(broken(1, /cut off: the checkpoint of .* knows line 10/))
})

test('finds a chain that was calculated anew, by its head', async () => {
  const verdict = await afterTampering(database => {
    rewrite(database, 5, 10)
    database.exec('UPDATE audit_head SET hash = (SELECT hash FROM audit WHERE number = 10)')
  })
  expect(verdict).toEqual(broken(10, /the signature of the head at line 10 is forged/))
})

test('finds a line that was added behind the head', async () => {
  const verdict = await afterTampering(database => {
    const last = database.prepare('SELECT hash FROM audit WHERE number = 10').get()
    const hash = chainHash(last?.['hash'] as Uint8Array, '{}')
    database.prepare('INSERT INTO audit VALUES (11, ?, ?)').run('{}', hash)
  })
  expect(verdict).toEqual(broken(11, /line 11 was added after the signed head/))
})

test('finds a database that was put back to an older state, by the checkpoints', async () => {
  const folder = await written(5)
  const backup = await readFile(join(folder, 'portcullis.db'))
  await append(folder, 5)
  await writeFile(join(folder, 'portcullis.db'), backup)
  const { audit } = await openPlatform(folder)
  expect(await audit.verify()).toEqual(broken(6, /cut off: the checkpoint of .* knows line 10/))
})

test('finds an older state that was written on, by the checkpoints', async () => {
  const folder = await written(5)
  const backup = await readFile(join(folder, 'portcullis.db'))
  await append(folder, 5)
  await writeFile(join(folder, 'portcullis.db'), backup)
  await append(folder, 8, 'other')
  const { audit } = await openPlatform(folder)
  expect(await audit.verify()).toEqual(broken(10, /line 10 differs from the checkpoint/))
})

test('finds a checkpoint that was forged or made unreadable', async () => {
  const folder = await written(10)
  const file = join(folder, 'audit-checkpoints.jsonl')
  const text = await readFile(file, 'utf8')
  const { audit } = await openPlatform(folder, { exclusive: false })
  await writeFile(file, text.replace('"number":10', '"number":12'))
  expect(await audit.verify()).toEqual(broken(12, /the signature of checkpoint \d+ is forged/))
  await writeFile(file, `gibberish\n${text}`)
  expect(await audit.verify()).toEqual(broken(10, /checkpoint 1 can't be read/))
})

test('drops a checkpoint that a crash cut off while it was written', async () => {
  const folder = await written(10)
  const file = join(folder, 'audit-checkpoints.jsonl')
  await writeFile(file, '{"number":10,"ha', { flag: 'a' })
  const { audit } = await openPlatform(folder)
  expect(await audit.verify()).toEqual({ intact: true, lines: 10 })
})

test('is verified beside a running service, and shares its chain with tools that add a line', async () => {
  const folder = await tempFolder()
  const service = await openPlatform(folder)
  await service.audit.append([lineOf(1)])
  const tool = await openPlatform(folder, { exclusive: false })
  await tool.audit.append([lineOf(2)])
  await service.audit.append([lineOf(3)])
  expect(await tool.audit.verify()).toEqual({ intact: true, lines: 3 })
})

const written = async (lines: number) => {
  const folder = await tempFolder()
  await append(folder, lines)
  return folder
}

const append = async (folder: string, lines: number, action = 'refer') => {
  const platform = await openPlatform(folder)
  for (let index = 0; index < lines; index++) await platform.audit.append([lineOf(index, action)])
  await platform.close()
}

const afterTampering = async (tamper: (database: DatabaseSync) => void) => {
  const folder = await written(10)
  const database = new DatabaseSync(join(folder, 'portcullis.db'))
  tamper(database)
  database.close()
  const { audit } = await openPlatform(folder)
  return audit.verify()
}

/** Changes a line and calculates the hashes anew as far as `upTo`. */
const rewrite = (database: DatabaseSync, from: number, upTo: number) => {
  const read = database.prepare('SELECT line, hash FROM audit WHERE number = ?')
  const write = database.prepare('UPDATE audit SET line = ?, hash = ? WHERE number = ?')
  for (let number = from; number <= upTo; number++) {
    const previous = read.get(number - 1)?.['hash'] as Uint8Array
    const line = String(read.get(number)?.['line']).replace('refer', 'clear')
    write.run(line, chainHash(previous, line), number)
  }
}

const broken = (brokenAt: number, reason: RegExp) => ({
  intact: false,
  lines: expect.any(Number),
  brokenAt,
  reason: expect.stringMatching(reason)
})

const lineOf = (index: number, action = 'refer'): AuditLine => ({
  at: '2026-11-22T08:00:00.000Z',
  by: { sub: 'gate' },
  action,
  about: { index }
})
