import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runImport } from '#src/cli/import.ts'

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/import', name)

const run = async (...argv: string[]) => {
  const written = { stdout: '', stderr: '' }
  const outputTo = (stream: keyof typeof written) => ({
    write: (text: string) => {
      written[stream] += text
    }
  })
  const code = await runImport(argv, {
    config: { dataDir: '/nowhere' },
    localToken: async () => {
      throw new Error('no keys here')
    },
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr')
  })
  return { code, ...written }
}
const dry = (format: string, name: string, ...more: string[]) =>
  run('--dry-run', '--format', format, '--list', 'l', '--agency', 'a', ...more, fixture(name))

test('reads and reports without a service, in words', async () => {
  const { code, stdout, stderr } = await dry('un', 'un.xml')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^entries read +2\n/)
  expect(stdout).toMatch(/rejected +1 {2}1 × names: a person needs at least one name/)
  expect(stdout).toMatch(/complete after [\d.]+ s, nothing sent/)
  expect(stderr).toContain('un.xml:28: warning: birthDates: not understood\n')
  expect(stderr).toContain('un.xml:43: rejected: names: a person needs at least one name\n')
})

test('prints nothing but the summary on standard output with --json', async () => {
  const { code, stdout } = await dry('ndjson', 'entries.ndjson', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    list: 'l',
    format: 'ndjson',
    dryRun: true,
    complete: true,
    entries: 4,
    rejected: 5
  })
})

test('shows no personal value in messages', async () => {
  for (const [format, name] of [
    ['ofac-sdn', 'ofac'],
    ['un', 'un.xml'],
    ['ndjson', 'entries.ndjson'],
    ['csv', 'entries.csv']
  ] as const) {
    const { stdout, stderr } = await dry(format, name)
    expect(`${stdout}${stderr}`).not.toMatch(/verlane|mona|osric|1966|A1234567|atlantis/i)
  }
})

test('says how to use it, with exit code 2', async () => {
  const { code, stdout, stderr } = await run('--format', 'un')
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^--list takes .*npm run import -- --format F/s)
  expect((await run('--help')).stdout).toContain('--max-vanish')
})

test('says which file is not there', async () => {
  const { code, stderr } = await dry('un', 'missing.xml')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^there is no file .*missing\.xml/)
})

test('ends with 1 when there is no token to be had', async () => {
  const asked = ['--format', 'un', '--list', 'l', '--agency', 'a', fixture('un.xml')]
  expect(await run(...asked)).toMatchObject({ code: 1, stderr: 'no keys here\n' })
})
