import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { buildContract } from '../build-contract.ts'

const target = new URL('../../docs/openapi.json', import.meta.url)

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } })
const contract = await buildContract(pino({ level: 'silent' }))
const text = `${JSON.stringify(contract, undefined, 2)}\n`
if (!values.check) await writeFile(target, text)
else if ((await readFile(target, 'utf8').catch(() => '')) !== text) {
  process.stderr.write(
    'docs/openapi.json differs from the code: run npm run openapi and commit it\n'
  )
  process.exitCode = 1
}
