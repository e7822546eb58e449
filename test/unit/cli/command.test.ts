import { describe, expect, test } from 'vitest'
import { runCommand } from '#src/cli/command.ts'
import { ConfigurationInvalid } from '#src/errors.ts'
import { run } from '#test/helpers/service-process.ts'

const commands = ['audit', 'demo', 'import', 'keys', 'openapi', 'rebuild', 'token', 'watch']

describe.for(commands)('npm run %s', name => {
  const ask = (...args: string[]) => run(`src/cli/${name}.ts`, args, { DATA_DIR: '/nowhere' })

  test('says how it is called', async () => {
    const { code, out, errors } = await ask('--help')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(out).toMatch(new RegExp(`^npm run (-s )?${name}`))
  })

  test('says so when it is called otherwise', async () => {
    const { code, out, errors } = await ask('--no-such-option')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(errors).toMatch(/^Unknown option '--no-such-option'.*\n\nnpm run /)
  })
})

describe('a command that fails', () => {
  const said = async (error: Error) => {
    let errors = ''
    const stderr = { write: (text: string) => (errors += text) }
    const work = () => Promise.reject(error)
    const command = { usage: '', read: () => ({}), work }
    expect(await runCommand(command, [], { stdout: { write: () => {} }, stderr })).toBe(1)
    return errors
  }

  test('says why, once', async () => {
    const refused = new Error('connect ECONNREFUSED', { cause: new Error('ECONNREFUSED') })
    const error = new Error('Kafka does not answer', { cause: refused })
    expect(await said(error)).toBe('Kafka does not answer: connect ECONNREFUSED\n')
  })

  test('shows no value of its configuration', async () => {
    const cause = new Error('no such file: PRIVATE')
    expect(await said(new ConfigurationInvalid('A_FILE can not be read', { cause }))).toBe(
      'A_FILE can not be read\n'
    )
  })
})
