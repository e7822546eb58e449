import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sharedCallers } from '#src/adapters/distributed/callers.ts'
import { embeddedCallers } from '#src/adapters/embedded/callers.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

test('a node that starts while the shared view is away knows the tokens that were revoked before', async () => {
  const folder = await tempFolder()
  const own = embeddedCallers(join(folder, 'revoked-tokens.jsonl'))
  const away = embeddedCallers(folder) // a folder can be neither read nor written as a file
  await expect(away.revoked()).rejects.toThrow()
  const callers = sharedCallers(away, own)
  await callers.revoke('t-1', 4_102_444_800_000)
  expect(await callers.revoked()).toEqual(new Map([['t-1', 4_102_444_800_000]]))
})
