import { rebuild } from '../adapters/distributed/rebuild.ts'
import { loadConfig } from '../config.ts'
import { ConfigurationInvalid } from '../errors.ts'
import { createLog } from '../logging.ts'
import { readArguments, runCommand } from './command.ts'
import { showProgress } from './progress.ts'

const usage = `npm run rebuild -- [--empty] [--json]
  Brings Redis up to the decided state of the topics, manifests included; needs the environment of a node.
  --empty  take away first what the topics can make again; nodes run on meanwhile
  --json   print what was read as JSON, and nothing else, on standard output`

const flag = { type: 'boolean', default: false } as const

const read = (argv: readonly string[]) => {
  const given = readArguments(argv, { json: flag, empty: flag })
  return 'values' in given ? given.values : given
}

interface Asked {
  readonly json: boolean
  readonly empty: boolean
}

const work = async ({ json, empty }: Asked) => {
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
    isEmptied: empty,
    onProgress: (what, read, all) => progress.update(() => `${what}: ${read} of ${all}`)
  })
  progress.done()
  const { entries, cases, manifests } = rebuilt
  const text = json
    ? JSON.stringify(rebuilt)
    : `read ${entries} decided entries, ${cases} decided cases and ${manifests} states of manifests; the shared view is up to date`
  process.stdout.write(`${text}\n`)
  return true
}

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
