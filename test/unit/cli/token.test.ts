import { expect } from 'vitest'
import { withService } from '#test/helpers/running-service.ts'
import { run } from '#test/helpers/service-process.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const test = withService()
const ofLength = (length: number) => 'x'.repeat(length)

test('prints a token that the service takes, with the longest claims that there may be', async ({
  service
}) => {
  const claims = ['--sub', ofLength(200), '--checkpoint', ofLength(64), '--carrier', ofLength(40)]
  const args = ['--role', 'checkpoint', ...claims, '--ttl', '0.01']
  const { code, out, errors } = await run('src/cli/token.ts', args, { DATA_DIR: service.dataDir })
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const session = await service.as(out.trim())('GET', '/v1/session')
  expect(session).toMatchObject({ status: 200, body: { sub: ofLength(200) } })
})

test.for([
  { option: '--sub', value: '', why: 'nobody' },
  { option: '--sub', value: ofLength(201), why: 'too long a name' },
  { option: '--checkpoint', value: ofLength(65), why: 'too long a checkpoint' },
  { option: '--carrier', value: ofLength(41), why: 'too long a carrier' },
  { option: '--ttl', value: '0.0001', why: 'an end within a second' }
])('prints no token that no service takes: $why', async ({ option, value }, { service }) => {
  const args = ['--role', 'checkpoint', option, value]
  const { code, out, errors } = await run('src/cli/token.ts', args, { DATA_DIR: service.dataDir })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(errors).toMatch(new RegExp(`^${option}`))
})

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
