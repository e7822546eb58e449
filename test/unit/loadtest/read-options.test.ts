import { expect, test } from 'vitest'
import { readOptions } from '#loadtest/read-options.ts'
import { run } from '#test/helpers/service-process.ts'

test('gives what is given, and what is usual', () => {
  const options = {
    entries: { type: 'string', default: '20000' },
    share: { type: 'string', default: '0.5' },
    sizes: { type: 'string', default: '10,20' },
    json: { type: 'boolean', default: false }
  } as const
  const given = readOptions(options, ['--entries', '7', '--sizes', '1,2'])
  expect(given).toEqual({ entries: '7', share: '0.5', sizes: '1,2', json: false })
})

test.for([
  { args: ['--help'], code: 0, said: '--entries 20000' },
  { args: ['--entries', 'many'], code: 2, said: '--entries takes a number' },
  { args: ['--seconds=-1'], code: 2, said: '--seconds takes a number' },
  { args: ['--stream', '--rate', ''], code: 2, said: '--rate takes a number' },
  { args: ['--nope'], code: 2, said: "'--nope'" }
])('npm run load -- $args ends with $code before it starts anything', async ({ args, ...end }) => {
  const { code, out, errors } = await run('loadtest/start-load.ts', args, {})
  expect(code).toBe(end.code)
  expect(out + errors).toContain(end.said)
  expect(out === '').toBe(end.code !== 0)
})
