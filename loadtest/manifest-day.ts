/**
 * `npm run load:day [-- --entries 100000 --messages 67000 --concurrent 8 --seed 1 --assert]`: the passenger lists of a medium
 * country's day, 10 to 300 persons each, as fast as one node takes them. Every ten seconds a line of progress; at the end
 * throughput, memory over time, and whether everybody who was sent was screened or reported. Exit code 1 when a request
 * failed or a person was lost, or with --assert when memory grew.
 */
import { parseArgs } from 'node:util'
import { fillSeeded } from './load/fill-seeded.ts'
import { sendManifests } from './load/send-manifests.ts'
import { StartedService } from './load/service.ts'
import { mebibytes, readFigures, type ServiceFigures } from './load/service-figures.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { type PassengerList, passengerLists } from './people/passenger-lists.ts'
import { latencyOf, rounded } from './percentiles.ts'

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000' },
    messages: { type: 'string', default: '67000' },
    concurrent: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    assert: { type: 'boolean', default: false }
  }
})
const [size, seed, messages] = [values.entries, values.seed, values.messages].map(Number) as [
  number,
  number,
  number
]
const tellEverySeconds = 10
/** What the heap may grow by between the second tenth of the day and the last: its garbage is not collected on request. */
const mostGrowth = 1.2

/** A sample of each second, so that a tenth's least heap is one after a collection. */
interface Sample extends ServiceFigures {
  readonly sent: number
}

const tenths = (samples: readonly Sample[]) =>
  Array.from({ length: 10 }, (_, at) =>
    samples.filter(({ sent }) => Math.min(9, Math.floor((sent * 10) / messages)) === at)
  )
    .filter(of => of.length > 0)
    .map(of => ({
      leastHeapMiB: mebibytes(Math.min(...of.map(({ heapBytes }) => heapBytes))),
      residentMiB: mebibytes(of.at(-1)?.residentBytes),
      databaseMiB: mebibytes(of.at(-1)?.databaseBytes)
    }))

const replay = async (service: StartedService) => {
  const entries = await fillSeeded(service, { size, seed })
  const [token, admin] = [await service.token('checkpoint'), await service.token('admin')]
  const lists = passengerLists({ seed, entries, persons: [10, 300], carrier: 'DD' })
  const startedAt = performance.now()
  const samples: Sample[] = []
  let [sent, persons] = [0, 0]
  function* counted(): Generator<PassengerList, void> {
    for (const list of lists) {
      sent += 1
      persons += list.persons
      yield list
    }
  }
  const sample = async () => {
    const figures = await readFigures(service.url, admin)
    samples.push({ ...figures, sent })
    if (samples.length % tellEverySeconds > 0) return
    const seconds = (performance.now() - startedAt) / 1_000
    const [memory, heap] = [mebibytes(figures.residentBytes), mebibytes(figures.heapBytes)]
    const rate = Math.round(persons / seconds)
    tell(`${sent} of ${messages} lists, ${rate} persons a second, ${memory} MiB, heap ${heap} MiB`)
  }
  tell(`${messages} lists of 10 to 300`)
  const options = { count: messages, concurrent: Number(values.concurrent) }
  const done = await sendManifests({ url: service.url, token }, counted(), options, sample)
  await sample()
  return { ...done, samples }
}

const service = await StartedService.open()
try {
  const { samples, persons, lost, failures, seconds, timesMs } = await replay(service)
  const byTenth = tenths(samples)
  const counted = samples.at(-1)?.persons ?? {}
  const reported = Object.values(counted).reduce((sum, count) => sum + count, 0)
  const growth = rounded(
    (byTenth.at(-1)?.leastHeapMiB ?? 0) / (byTenth.at(1)?.leastHeapMiB || 1),
    2
  )
  const result = {
    ...circumstances(),
    options: values,
    seconds,
    messagesPerSecond: rounded(messages / seconds, 1),
    personsPerSecond: Math.round(persons / seconds),
    listMs: latencyOf(timesMs),
    persons: { sent: persons, lost, counted },
    failures,
    byTenth,
    budgets: [
      {
        budget: 'nobody lost',
        measured: persons - reported,
        met: lost === 0 && reported === persons
      },
      { budget: `heap grows by ≤ ${mostGrowth}`, measured: growth, met: growth <= mostGrowth }
    ]
  }
  tell(`kept in ${saveResult('manifest-day', result)}`)
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
  if (failures + lost > 0 || reported !== persons) process.exitCode = 1
  if (values.assert && result.budgets.some(({ met }) => !met)) process.exitCode = 1
} finally {
  await service.close()
}
