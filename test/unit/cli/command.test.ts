import { describe, expect, test } from 'vitest'
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
