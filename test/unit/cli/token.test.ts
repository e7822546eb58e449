import { expect, test } from 'vitest'
import { run } from '#test/helpers/service-process.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

test('a first token makes the keys of a folder and says so, another one only uses them', async () => {
  const folder = await tempFolder()
  const issue = () => run('src/cli/token.ts', ['--role', 'admin'], { DATA_DIR: folder })
  const [first, second] = [await issue(), await issue()]
  expect(first.errors).toContain(`there was no portcullis.db in ${folder}`)
  expect(second.errors).toBe('')
  const keyOf = (token: string) => token.split('.')[0]
  expect([first.code, second.code]).toEqual([0, 0])
  expect(keyOf(first.out)).toBe(keyOf(second.out))
})
