import { parseArgs } from 'node:util'
import { rebuild } from '../adapters/distributed/rebuild.ts'
import { loadConfig } from '../config.ts'
import { ConfigurationInvalid } from '../errors.ts'
import { createLog } from '../logging.ts'
import { showProgress } from './progress.ts'

const run = async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
  const { distributed: settings, fieldKey, logLevel } = loadConfig()
  if (!settings || !fieldKey) {
    throw new ConfigurationInvalid(
      'PLATFORM must be distributed: in embedded mode nothing is rebuilt'
    )
  }
  const progress = showProgress(process.stderr)
  const rebuilt = await rebuild({
    settings,
    fieldKey: Buffer.from(fieldKey, 'base64'),
    log: createLog(logLevel),
    onProgress: (what, read, all) => progress.update(() => `${what}: ${read} of ${all}`)
  })
  progress.done()
  const { entries, cases, manifests } = rebuilt
  const text = values.json
    ? JSON.stringify(rebuilt)
    : `read ${entries} decided entries, ${cases} decided cases and ${manifests} states of manifests; the shared view is up to date`
  process.stdout.write(`${text}\n`)
}

await run().catch((error: Error & { code?: string }) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1
})
