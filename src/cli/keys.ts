import { parseArgs } from 'node:util'
import { makeSharedKeys } from '../adapters/embedded/keys.ts'

const usage = `npm run keys -- DIR
  makes in DIR what is missing of ids.key and field.key (IDS_KEY_FILE, FIELD_KEY_FILE), jwt.pem (npm run token -- --keys DIR)
  and jwks.json (JWKS_FILE), for their owner only; what is there is kept
`

const run = async () => {
  const [folder, ...more] = parseArgs({ allowPositionals: true }).positionals
  if (folder === undefined || more.length > 0) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  const made = await makeSharedKeys(folder)
  process.stdout.write(made.length > 0 ? `made ${made.join(', ')}\n` : 'all keys are there\n')
}

await run().catch((error: Error & { code?: string }) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1
})
