import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { runWatch } from '#src/cli/watch.ts'
import { createLook } from '#src/cli/watched-folder.ts'
import { makeList } from '#test/helpers/list.ts'
import { passengerList } from '#test/helpers/passenger-list.ts'
import { withService } from '#test/helpers/running-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'

const test = withService()

const watch = async (argv: readonly string[], token?: string, signal?: AbortSignal) => {
  const written = { stdout: '', stderr: '' }
  const outputTo = (stream: keyof typeof written) => ({
    write: (text: string) => {
      written[stream] += text
    }
  })
  const code = await runWatch(argv, {
    config: { dataDir: '/nowhere', token },
    localToken: async () => {
      throw new Error('no keys here')
    },
    stdout: outputTo('stdout'),
    stderr: outputTo('stderr'),
    intervalMs: 10,
    firstPauseMs: 0,
    ...(signal && { signal })
  })
  return { code, ...written }
}
const list = (reference: string) => passengerList([someone('dropped')], { reference })
const there = async (folder: string) => (await readdir(folder).catch(() => [])).sort()

test('deals once with what is there: sent and done, or failed with the reason', async ({
  service
}) => {
  await makeList(service, 'flown')
  const folder = await tempFolder()
  const json = {
    sender: 'YYAIR',
    reference: 'W-2',
    function: 'closed',
    legs: [],
    persons: [{ reference: 'YY1' }]
  }
  await writeFile(join(folder, 'a.edi'), list('W-1'))
  await writeFile(join(folder, 'b.JSON'), JSON.stringify(json))
  await writeFile(join(folder, 'c.txt'), 'nothing of the kind')
  await writeFile(join(folder, 'd.edi'), ' '.repeat(2 * 1024 * 1024 + 1))
  await writeFile(join(folder, 'e.edi.part'), list('W-1').slice(0, 100))
  await writeFile(join(folder, '.f.edi'), list('W-1').slice(0, 100))
  const token = service.token('checkpoint')
  const outcome = await watch(['--once', '--url', service.url, folder], token)
  expect(outcome).toMatchObject({ code: 1, stderr: '' })
  expect(outcome.stdout).toMatch(/^a\.edi: done: manifest \S+, 1 travellers, 0 warnings\n/)
  expect(await there(folder)).toEqual(['.f.edi', 'done', 'e.edi.part', 'failed'])
  expect(await there(join(folder, 'done'))).toEqual(['a.edi', 'b.JSON'])
  expect(await there(join(folder, 'failed'))).toEqual([
    'c.txt',
    'c.txt.reason.txt',
    'd.edi',
    'd.edi.reason.txt'
  ])
  const reason = await readFile(join(folder, 'failed', 'c.txt.reason.txt'), 'utf8')
  expect(reason).toMatch(/400, MANIFEST_REJECTED, no interchange header/)
})

test('puts a file of which only some messages were taken to the failed ones, and names the others', async ({
  service
}) => {
  await makeList(service, 'flown')
  const folder = await tempFolder()
  const [head = '', unh = '', rest = ''] = list('W-6').split(/(?=UNH)|(?=UNZ)/)
  const other = unh.replace('PAXLST', 'IFTMIN')
  await writeFile(join(folder, 'a.edi'), [head, unh, other, rest].join(''))
  const token = service.token('checkpoint')
  const { code, stdout } = await watch(['--once', '--url', service.url, folder], token)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^a\.edi: failed: message 2 of 2 not taken: not_paxlst/)
  expect(await there(join(folder, 'failed'))).toEqual(['a.edi', 'a.edi.reason.txt'])
  const reason = await readFile(join(folder, 'failed', 'a.edi.reason.txt'), 'utf8')
  expect(reason).toMatch(/not a PAXLST .*The others were, as manifest \S+/)
})

test('keeps what was done before under its name, and ends with 0 when all went well', async ({
  service
}) => {
  await makeList(service, 'flown')
  const folder = await tempFolder()
  await mkdir(join(folder, 'done'))
  await writeFile(join(folder, 'done', 'a.edi'), 'of yesterday')
  await writeFile(join(folder, 'a.edi'), list('W-3'))
  const token = service.token('carrier')
  const { code, stdout } = await watch(['--once', '--json', '--url', service.url, folder], token)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ file: 'a.edi', travellers: 1, warnings: 0 })
  expect(await there(join(folder, 'done'))).toEqual(['a.edi', 'a.edi.2'])
  expect(await readFile(join(folder, 'done', 'a.edi'), 'utf8')).toBe('of yesterday')
})

/** A look at a folder with files a, b and c; `meanwhile` runs while the first one is sent. */
const lookAt = async (folder: string, meanwhile: () => Promise<unknown>) => {
  for (const name of ['a', 'b', 'c']) await writeFile(join(folder, name), name)
  const sent: string[] = []
  const troubles: string[] = []
  const look = createLook(
    {
      folder,
      maxBytes: 1_000_000,
      send: async body => {
        if (sent.push(Buffer.from(body).toString()) === 1) await meanwhile()
        return { manifestId: 'm', travellers: 1, warnings: 0 }
      },
      onFile: () => undefined,
      onTrouble: (file, problem) => troubles.push(`${file}: ${problem}`)
    },
    { onlySettled: false }
  )
  return { look, sent, troubles }
}

test('lets a file go that somebody took away while it looked', async () => {
  const folder = await tempFolder()
  const { look, sent, troubles } = await lookAt(folder, () => rm(join(folder, 'b')))
  expect([await look(), sent, troubles]).toEqual([0, ['a', 'c'], []])
})

test('says once that a file can not be read, and goes on with the next', async () => {
  const folder = await tempFolder()
  const { look, sent, troubles } = await lookAt(folder, async () => {
    await rm(join(folder, 'b'))
    await mkdir(join(folder, 'b'))
  })
  expect([await look(), sent]).toEqual([1, ['a', 'c']])
  expect(troubles).toEqual([expect.stringMatching(/^b: EISDIR/)])
})

test('sends a file once that can not be moved, and moves it when it can', async () => {
  const folder = await tempFolder()
  await writeFile(join(folder, 'done'), 'in the way')
  const { look, sent, troubles } = await lookAt(folder, async () => undefined)
  // The file that is in the way is itself one of the folder.
  expect([await look(), await look()]).toEqual([4, 4])
  expect([sent.length, troubles.length]).toEqual([4, 4])
  await rm(join(folder, 'done'))
  expect([await look(), sent.length]).toEqual([0, 4])
  expect(await there(join(folder, 'done'))).toEqual(['a', 'b', 'c'])
})

test('does not read a file that is too large', async () => {
  const folder = await tempFolder()
  const { look, sent } = await lookAt(folder, async () => undefined)
  await truncate(join(folder, 'b'), 3 * 1024 ** 3)
  expect([await look(), sent]).toEqual([1, ['a', 'c']])
  expect(await there(join(folder, 'failed'))).toEqual(['b', 'b.reason.txt'])
})

test('goes on watching until it is stopped', async ({ service }) => {
  await makeList(service, 'flown')
  const folder = await tempFolder()
  const stopping = new AbortController()
  const token = service.token('checkpoint')
  const watching = watch(['--url', service.url, folder], token, stopping.signal)
  for (const name of ['first.edi', 'second.edi']) {
    await writeFile(join(folder, name), list(name))
    await until(async () => ((await there(join(folder, 'done'))).includes(name) ? true : undefined))
  }
  stopping.abort()
  expect(await watching).toMatchObject({ code: 0, stderr: '' })
})

test.for([
  { role: 'admin', message: /403, NOT_ALLOWED/, why: 'the token does not allow it' },
  { role: undefined, message: /no keys here/, why: 'there is no token' }
] as const)('leaves everything where it is when $why', async ({ role, message }, { service }) => {
  const folder = await tempFolder()
  await writeFile(join(folder, 'a.edi'), list('W-4'))
  const token = role && service.token(role)
  const { code, stderr } = await watch(['--url', service.url, folder], token)
  expect(code).toBe(1)
  expect(stderr).toMatch(message)
  expect(await there(folder)).toEqual(['a.edi'])
})

test('leaves everything where it is when there is no service', async () => {
  const folder = await tempFolder()
  await writeFile(join(folder, 'a.edi'), list('W-5'))
  const { code, stderr } = await watch(['--once', '--url', 'http://127.0.0.1:9', folder], 't')
  expect(code).toBe(1)
  expect(stderr).toMatch(/no connection .* is it running\?\n$/)
  expect(await there(folder)).toEqual(['a.edi'])
})

test('says how to use it, with exit code 2', async () => {
  expect(await watch(['--help'])).toMatchObject({ code: 0 })
  for (const argv of [[], ['a', 'b'], ['/no/such/folder'], ['--often', '.']]) {
    const { code, stderr } = await watch(argv)
    expect([code, stderr.includes('npm run watch')]).toEqual([2, true])
  }
})
