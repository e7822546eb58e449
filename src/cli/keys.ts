import { makeSharedKeys } from '../adapters/embedded/keys.ts'
import { readArguments, runCommand } from './command.ts'

const usage = `npm run keys -- DIR
  makes in DIR what is missing of ids.key and field.key (IDS_KEY_FILE, FIELD_KEY_FILE), jwt.pem (npm run token -- --keys DIR)
  and jwks.json (JWKS_FILE), for their owner only; what is there is kept`

const read = (argv: readonly string[]) => {
  const given = readArguments(argv, {}, { allowPositionals: true })
  if (!('values' in given)) return given
  const [folder, ...more] = given.positionals
  return folder === undefined || more.length > 0 ? { problem: 'name one folder' } : { folder }
}

const work = async ({ folder }: { readonly folder: string }) => {
  const made = await makeSharedKeys(folder)
  process.stdout.write(made.length > 0 ? `made ${made.join(', ')}\n` : 'all keys are there\n')
  return true
}

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
