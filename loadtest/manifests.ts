/**
 * `npm run load:manifests [-- --entries 100000 --flights 20 --pairs 100 --seconds 10 --messages 200 --concurrent 4 --assert]`: what passenger
 * lists cost on one node. Flights of 300, one at a time; pairs of lists, one of each with a covert hit; checks of ten persons, 50 a second; then lists of 10 to 300 persons as
 * fast as they go. Exit code 1 when a request failed or a person was lost, or with --assert a budget.
 */
import { measureCovertPairs } from './load/covert-pairs.ts'
import { fillSeeded } from './load/fill-seeded.ts'
import { sendEvenly } from './load/send-evenly.ts'
import { sendManifests } from './load/send-manifests.ts'
import { StartedService } from './load/service.ts'
import { mebibytes, readFigures } from './load/service-figures.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { passengerLists } from './people/passenger-lists.ts'
import { take } from './people/people.ts'
import { latencyOf, rounded } from './percentiles.ts'
import { readOptions } from './read-options.ts'

const values = readOptions({
  entries: { type: 'string', default: '100000' },
  flights: { type: 'string', default: '20' },
  pairs: { type: 'string', default: '100' },
  seconds: { type: 'string', default: '10' },
  messages: { type: 'string', default: '200' },
  concurrent: { type: 'string', default: '4' },
  seed: { type: 'string', default: '1' },
  assert: { type: 'boolean', default: false }
})
const [size, seed] = [Number(values.entries), Number(values.seed)]

const bytesOf = async (url: string, token: string) => (await readFigures(url, token)).residentBytes

const measure = async (service: StartedService) => {
  const entries = await fillSeeded(service, { size, seed })
  const [token, admin] = [await service.token('checkpoint'), await service.token('admin')]
  const target = { url: service.url, token }
  const lists = (carrier: string, fewest: number, most: number) =>
    passengerLists({ seed, entries, persons: [fewest, most], carrier })

  tell('warming up')
  await sendManifests(target, lists('WW', 150, 150), { count: 40, concurrent: 2 })
  tell('flights of 300')
  const one = { count: Number(values.flights), concurrent: 1 }
  const flights = await sendManifests(target, lists('FF', 300, 300), one)
  tell('pairs of lists, one of each with a covert hit')
  const editor = await service.token('agency_editor')
  const pairs = Number(values.pairs)
  const covert = await measureCovertPairs(target, editor, lists('VV', 10, 10), pairs)
  tell('checks of ten, 50 a second')
  const [perSecond, seconds] = [50, Number(values.seconds)]
  const checks = take(lists('CC', 10, 10), perSecond * seconds)
  const interactive = await sendEvenly(
    {
      ...target,
      path: '/v1/manifests',
      bodies: [...checks].map(({ paxlst }) => paxlst),
      headers: { 'content-type': 'application/edifact', accept: 'application/edifact' }
    },
    { seconds, perSecond }
  )
  tell(`${values.messages} lists of 10 to 300`)
  const memory = [await bytesOf(service.url, admin)]
  const replay = await sendManifests(
    target,
    lists('RR', 10, 300),
    { count: Number(values.messages), concurrent: Number(values.concurrent) },
    async () => {
      memory.push(await bytesOf(service.url, admin))
    }
  )
  return { flights, covert, interactive, replay, memory }
}

const service = await StartedService.open()
try {
  const { flights, covert, interactive, replay, memory } = await measure(service)
  const [flight, check] = [latencyOf(flights.timesMs), latencyOf(interactive.timesMs)]
  const half = memory.length >> 1
  const result = {
    ...circumstances(),
    options: values,
    flightOf300Ms: flight,
    checkOf10Ms: check,
    covertPairsMs: covert,
    replay: {
      messages: replay.messages,
      persons: replay.persons,
      lost: replay.lost,
      seconds: replay.seconds,
      messagesPerSecond: rounded(replay.messages / replay.seconds, 1),
      personsPerSecond: Math.round(replay.persons / replay.seconds),
      hoursFor67000: rounded(((replay.seconds / replay.messages) * 67_000) / 3_600, 2),
      memoryMiB: [memory[0], memory[half], memory.at(-1)].map(mebibytes)
    },
    failures: flights.failures + interactive.failures + replay.failures,
    budgets: [
      { budget: 'a flight of 300 ≤ 300 ms (p99)', measured: flight.p99, met: flight.p99 <= 300 },
      {
        budget: 'a covert hit takes as long as none (medians, ± 2 ms)',
        measured: covert.differenceMs,
        met: Math.abs(covert.differenceMs) <= 2
      },
      { budget: 'a check of 10 ≤ 50 ms (p99)', measured: check.p99, met: check.p99 <= 50 }
    ]
  }
  tell(`kept in ${saveResult('manifests', result)}`)
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
  const wrong = result.failures + flights.lost + replay.lost
  if (wrong > 0 || (values.assert && result.budgets.some(({ met }) => !met))) process.exitCode = 1
} finally {
  await service.close()
}
