import { verifyAuditTopic } from '../adapters/distributed/verify-audit-topic.ts'
import { EmbeddedPlatform } from '../adapters/embedded/open-embedded.ts'
import { clientConfig, loadConfig } from '../config.ts'
import { ConfigurationInvalid } from '../errors.ts'
import { createLog } from '../logging.ts'
import { type NotToDo, readArguments, runCommand } from './command.ts'

const usage = `npm run audit -- verify [--json]
npm run audit -- verify --topic [--json | --print CHAIN]
  --topic  the chains of all nodes as they stand in Kafka; needs the environment of a node, and no DATA_DIR
  --print  the lines of this chain on standard output, what was found on standard error
  --json   what was found as JSON`

interface Asked {
  readonly json: boolean
  readonly topic: boolean
  /** A chain of the topic. */
  readonly print?: string | undefined
}

const read = (argv: readonly string[]): Asked | NotToDo => {
  const given = readArguments(
    argv,
    {
      json: { type: 'boolean', default: false },
      topic: { type: 'boolean', default: false },
      print: { type: 'string' }
    },
    { allowPositionals: true }
  )
  if (!('values' in given)) return given
  const { values, positionals } = given
  const { json, topic, print } = values
  if (positionals.length !== 1 || positionals[0] !== 'verify') {
    return { problem: 'say what to do: verify' }
  }
  if (print !== undefined && (json || !topic)) {
    return { problem: '--print goes with --topic, and without --json' }
  }
  return values
}

const work = ({ json, topic, print }: Asked) =>
  topic ? verifyTopic(json, print) : verifyHere(json)

const verifyHere = async (json: boolean): Promise<boolean> => {
  const { dataDir, given } = clientConfig()
  const platform = await EmbeddedPlatform.open({
    dataDir,
    exclusive: false,
    now: () => new Date(),
    given
  })
  try {
    const verdict = await platform.audit.verify()
    if (json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
    else if (verdict.intact) process.stdout.write(`intact: ${verdict.lines} lines\n`)
    else process.stdout.write(`BROKEN at line ${verdict.brokenAt}: ${verdict.reason}\n`)
    return verdict.intact
  } finally {
    await platform.close()
  }
}

const verifyTopic = async (json: boolean, print: string | undefined): Promise<boolean> => {
  const { distributed: settings, logLevel } = loadConfig()
  if (!settings) throw new ConfigurationInvalid('PLATFORM must be distributed: the topic is there')
  const found = await verifyAuditTopic(settings, createLog(logLevel), (chain, line) => {
    if (chain === print) process.stdout.write(`${line}\n`)
  })
  const out = print === undefined ? process.stdout : process.stderr
  if (json) out.write(`${JSON.stringify(found)}\n`)
  else {
    for (const { chain, node, from, lines, ...verdict } of found.chains) {
      const about = `lines ${from} to ${lines} of ${node}, chain ${chain}`
      const said = verdict.intact
        ? 'intact'
        : `BROKEN at line ${verdict.brokenAt}: ${verdict.reason}`
      out.write(`${said}: ${about}\n`)
    }
    if (found.unreadable > 0) out.write(`UNREADABLE: ${found.unreadable} messages\n`)
    if (found.chains.length === 0) out.write('NO AUDIT: the topic is empty, or missing\n')
  }
  const isPrinted = print === undefined || found.chains.some(({ chain }) => chain === print)
  if (!isPrinted) out.write(`NO CHAIN ${print}: nothing was printed\n`)
  const isIntact = found.chains.length > 0 && found.chains.every(({ intact }) => intact)
  return isPrinted && isIntact && found.unreadable === 0
}

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
