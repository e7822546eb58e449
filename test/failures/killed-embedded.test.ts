import { expect, test } from 'vitest'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { openPlatform } from '../helpers/embedded-platform.ts'
import { startChild } from '../helpers/start-child.ts'
import { tempFolder } from '../helpers/temp-folder.ts'

const childScript = new URL('../helpers/embedded-child.ts', import.meta.url).pathname

test('holds everything that was acknowledged before the process was killed, three times over', async () => {
  const folder = await tempFolder()
  const acknowledged: string[] = []
  for (const count of [200, 700, 1_100]) {
    const child = startChild(process.execPath, [childScript, folder])
    await child.until(lines => lines.length >= count)
    await child.kill()
    acknowledged.push(...child.lines)
  }
  const platform = await openPlatform(folder)
  const verdict = await platform.audit.verify()
  expect(verdict).toEqual({ intact: true, lines: expect.any(Number) })
  expect(acknowledged.length).toBeGreaterThanOrEqual(2_000)
  expect(await missing(platform, acknowledged)).toEqual([])
})

test('can be opened at once after the process that held it was killed', async () => {
  const folder = await tempFolder()
  const child = startChild(process.execPath, [childScript, folder])
  await child.until(lines => lines.length > 0)
  await expect(openPlatform(folder)).rejects.toThrow('another service already uses')
  await child.kill()
  await expect(openPlatform(folder)).resolves.toBeDefined()
})

const missing = async ({ record, audit }: EmbeddedPlatform, ids: readonly string[]) => {
  const audited = (await audit.read(0, 1_000_000)).map(({ about }) => about['id'])
  const known = new Set(audited)
  const events = await Promise.all(ids.map(id => record.find('screenings', id)))
  return ids.filter((id, index) => !known.has(id) || events[index]?.id !== id)
}
