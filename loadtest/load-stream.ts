/**
 * `npm run load -- --stream [--updates] [--faults]`: crossings produced to a real Kafka at a fixed rate, screened by real
 * nodes that share it and a real Redis; how soon they become alerts, and whether each becomes its case exactly once. Servers
 * are started unless KAFKA_BROKERS and REDIS_URL name some. Exit code 1 when anything was lost, repeated or wrong.
 */
import { circumstances, saveResult, tell } from './machine.ts'
import { openDeployment } from './stream/deployment.ts'
import { readStreamOptions } from './stream/options.ts'
import { isSound, report, summarise } from './stream/report-stream.ts'
import { runStream } from './stream/run-stream.ts'

const options = readStreamOptions(process.argv.slice(2))
const deployment = await openDeployment(options)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void deployment.close().then(() => process.exit(130)))
}
try {
  const summary = summarise(await runStream(deployment, options))
  const result = { ...circumstances(), options, ...summary }
  tell(`kept in ${saveResult(options.faults ? 'stream-faults' : 'stream', result)}`)
  const text = options.json ? JSON.stringify(result, undefined, 2) : report(summary)
  process.stdout.write(`${text}\n`)
  if (!isSound(summary)) process.exitCode = 1
} finally {
  await deployment.close()
}
