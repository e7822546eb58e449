import { parseArgs } from 'node:util'
import { EmbeddedPlatform } from '../adapters/embedded/open-embedded.ts'
import { clientConfig } from '../config.ts'

const usage = 'npm run audit -- verify [--json]\n'

const run = async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } }
  })
  if (positionals.length !== 1 || positionals[0] !== 'verify') {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  const { dataDir, given } = clientConfig()
  const platform = await EmbeddedPlatform.open({
    dataDir,
    exclusive: false,
    now: () => new Date(),
    given
  })
  try {
    const verdict = await platform.audit.verify()
    if (values.json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
    else if (verdict.intact) process.stdout.write(`intact: ${verdict.lines} lines\n`)
    else process.stdout.write(`BROKEN at line ${verdict.brokenAt}: ${verdict.reason}\n`)
    process.exitCode = verdict.intact ? 0 : 1
  } finally {
    await platform.close()
  }
}

await run().catch((error: Error & { code?: string }) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1
})
