import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { run } from '#test/helpers/service-process.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

test('finds the audit of a service intact', async () => {
  const folder = await tempFolder()
  const { audit } = await openPlatform(folder)
  await audit.append([
    {
      at: '2026-11-22T08:00:00.000Z',
      by: { sub: 'officer-7' },
      action: 'case_viewed',
      about: { case: 'c1' }
    }
  ])
  const verified = await run('src/cli/audit.ts', ['verify'], { DATA_DIR: folder })
  expect(verified).toEqual({ code: 0, out: 'intact: 1 lines\n', errors: '' })
})

test('says where there is no audit, and makes none', async () => {
  const folder = await tempFolder()
  const { code, out, errors } = await run('src/cli/audit.ts', ['verify'], { DATA_DIR: folder })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(errors).toContain(`there is no portcullis.db in ${folder}`)
  expect(await readdir(folder)).toEqual([])
})
