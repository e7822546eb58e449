import { readFile, writeFile } from 'node:fs/promises'
import { pino } from 'pino'
import { buildContract } from '../build-contract.ts'
import { readArguments, runCommand } from './command.ts'

const usage = `npm run openapi -- [--check]
  writes docs/openapi.json from the routes
  --check  only says whether it is as the routes make it`

const target = new URL('../../docs/openapi.json', import.meta.url)

const read = (argv: readonly string[]) => {
  const given = readArguments(argv, { check: { type: 'boolean', default: false } })
  return 'values' in given ? given.values : given
}

const work = async ({ check }: { readonly check: boolean }) => {
  const contract = await buildContract(pino({ level: 'silent' }))
  const text = `${JSON.stringify(contract, undefined, 2)}\n`
  if (!check) {
    await writeFile(target, text)
    return true
  }
  const isCurrent = (await readFile(target, 'utf8').catch(() => '')) === text
  if (!isCurrent) {
    process.stderr.write(
      'docs/openapi.json differs from the code: run npm run openapi and commit it\n'
    )
  }
  return isCurrent
}

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
