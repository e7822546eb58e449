import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openPlatform } from '../helpers/embedded-platform.ts'
import { startChild } from '../helpers/start-child.ts'
import { tempFolder } from '../helpers/temp-folder.ts'

const childScript = new URL('../helpers/embedded-child.ts', import.meta.url).pathname

// A limit on the size of files stands in for a full disk: the write fails the same way, and no root is needed.
test.skipIf(process.platform !== 'linux')(
  'acknowledges nothing that the full disk did not take, and goes on when there is room',
  async () => {
    const folder = await tempFolder()
    const command = `ulimit -S -f 1000; exec "${process.execPath}" "${childScript}" "${folder}"`
    const child = startChild('bash', ['-c', command])
    await child.until(lines => lines.includes('refused RECORD_UNAVAILABLE'))
    expect(child.lines.filter(line => line.startsWith('refused'))).not.toContain(
      'refused undefined'
    )
    expect(child.lines).not.toContain('healthy')

    await promisify(execFile)('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited'])
    await child.until(lines => lines.lastIndexOf('healthy') >= 0)
    const before = child.lines.length
    await child.until(lines => lines.length >= before + 500)
    await child.kill()

    const platform = await openPlatform(folder)
    const acknowledged = child.lines.filter(line => /^\d+-/.test(line))
    const events = await Promise.all(acknowledged.map(id => platform.record.find('screenings', id)))
    expect(events.filter(event => event === undefined)).toEqual([])
    expect(await platform.audit.verify()).toEqual({ intact: true, lines: expect.any(Number) })
  }
)
