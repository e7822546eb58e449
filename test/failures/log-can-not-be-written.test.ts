import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Runs a program whose standard error is a full disk; resolves with what it says on standard output, and how it ends. */
const runOnFullDisk = async (program: string) => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', full],
    timeout: 10_000
  })
  closeSync(full)
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout?.on('data', text => {
    out += text
  })
  const [code] = await once(child, 'close')
  return { code, out }
}

test.skipIf(process.platform === 'win32')(
  'a log on a full disk ends nothing, and holds up nothing',
  async () => {
    const program = `
    const { createLog } = await import('#src/logging.ts')
    const log = createLog('info')
    for (let line = 0; line < 10_000; line++) log.error({ line }, 'something failed')
    await new Promise(setImmediate)
    log.fatal('stopping after an unexpected error')
    process.stdout.write('goes on')`
    expect(await runOnFullDisk(program)).toEqual({ code: 0, out: 'goes on' })
  }
)
