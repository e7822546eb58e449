/**
 * `npm run load [-- --entries 20000 --seconds 5 --rounds 3 --assert]`: what screening over HTTP
 * costs, against a route of the same server with the same token check and schema that screens
 * nothing, in alternating rounds. Exit code 1 when a request failed, or with --assert a budget.
 */
import {
  type Budget,
  checkBudgets,
  type Phase,
  summarise,
  throughputRatio
} from './load/budgets.ts'
import { fillList } from './load/fill-list.ts'
import { saturate } from './load/saturate.ts'
import { sendEvenly } from './load/send-evenly.ts'
import { StartedService } from './load/service.ts'
import type { Round, Target } from './load/target.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { crossings } from './people/crossings.ts'
import { take } from './people/people.ts'
import { watchlistEntries } from './people/watchlist-entries.ts'
import { readOptions } from './read-options.ts'

const values = readOptions({
  entries: { type: 'string', default: '20000' },
  seconds: { type: 'string', default: '5' },
  rounds: { type: 'string', default: '3' },
  connections: { type: 'string', default: '20' },
  travellers: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  assert: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false }
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)
const connections = Number(values.connections)
const seed = Number(values.seed)

const measure = async (service: StartedService) => {
  const persons = Math.round(Number(values.entries) * 0.85)
  const documents = Number(values.entries) - persons
  const entries = [...watchlistEntries({ seed, persons, documents })]
  await fillList(service.url, await service.token('agency_editor'), entries)
  await service.untilReady()
  const startsAt = new Date().toISOString()
  const events = take(crossings({ seed, entries, startsAt }), Number(values.travellers))
  const bodies = [...events].map(({ event: { id: _, ...request } }) => JSON.stringify(request))
  const common = { url: service.url, token: await service.token('checkpoint'), bodies }
  const targets: readonly Target[] = [
    { ...common, name: 'screening', path: '/v1/screenings' },
    { ...common, name: 'null route', path: '/v1/screenings/null' }
  ]
  tell('warming up')
  await alternate(targets, 1, target => saturate(target, { seconds: 2, connections }))
  tell('saturation')
  const saturation = await alternate(targets, rounds, target =>
    saturate(target, { seconds, connections })
  )
  const perSecond = Math.floor(saturation.screening.perSecond / 2)
  tell(`half of saturation: ${perSecond} a second`)
  const halfLoad = await alternate(targets, rounds, target =>
    sendEvenly(target, { seconds, perSecond })
  )
  return { saturation, halfLoad }
}

/** Each round measures every target, in turn first and last, so that drift meets all alike. */
const alternate = async (
  targets: readonly Target[],
  count: number,
  send: (target: Target) => Promise<Round>
): Promise<Phase> => {
  const kept: Record<Target['name'], Round[]> = { screening: [], 'null route': [] }
  for (let round = 0; round < count; round += 1) {
    for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
      const result = await send(target)
      kept[target.name].push(result)
      tell(`  ${target.name}: ${Math.round(result.perSecond)} a second`)
    }
  }
  return { screening: summarise(kept.screening), 'null route': summarise(kept['null route']) }
}

const report = (phases: Readonly<Record<string, Phase>>, checked: readonly Budget[]): string => {
  const rows = Object.entries(phases).flatMap(([phase, routes]) =>
    Object.entries(routes).map(([route, { perSecond, latency, failures }]) => {
      const { p50, p99, p999, worst } = latency
      return `${phase.padEnd(10)} ${route.padEnd(10)} ${perSecond}/s  p50 ${p50}  p99 ${p99}  p99.9 ${p999}  worst ${worst} ms  failed ${failures}`
    })
  )
  const verdicts = checked.map(
    ({ budget, measured, met }) => `${met ? 'met   ' : 'missed'} ${budget}: ${measured}`
  )
  return [...rows, ...verdicts].join('\n')
}

const service = await StartedService.open()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void service.close().then(() => process.exit(130)))
}
try {
  const { saturation, halfLoad } = await measure(service)
  const ratio = throughputRatio(saturation)
  const checked = checkBudgets(ratio, halfLoad)
  const options = { entries: Number(values.entries), seconds, rounds, connections, seed }
  const result = { ...circumstances(), options, saturation, halfLoad, ratio, budgets: checked }
  tell(`kept in ${saveResult('load', result)}`)
  process.stdout.write(
    `${values.json ? JSON.stringify(result, undefined, 2) : report({ saturation, halfLoad }, checked)}\n`
  )
  const failures = [saturation, halfLoad]
    .flatMap(phase => Object.values(phase))
    .reduce((sum, route) => sum + route.failures, 0)
  if (failures > 0) tell(`${failures} requests failed`)
  if (failures > 0 || (values.assert && checked.some(({ met }) => !met))) process.exitCode = 1
} finally {
  await service.close()
}
