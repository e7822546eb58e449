/**
 * `npm run load:import [-- --entries 100000 --concurrent 1000 ]`: screenings go on while a large list is
 * imported. Persons listed beforehand must be referred with their own entry every time, nothing may fail, and the
 * times of the answers are reported. Exit code 1 when anything failed or was answered wrongly.
 */
import { fillList } from './load/fill-list.ts'
import { type Question, screenMeanwhile } from './load/screen-meanwhile.ts'
import { StartedService } from './load/service.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { take } from './people/people.ts'
import { travellers } from './people/travellers.ts'
import { watchlistEntries } from './people/watchlist-entries.ts'
import { latencyOf } from './percentiles.ts'
import { readOptions } from './read-options.ts'

const values = readOptions({
  entries: { type: 'string', default: '100000' },
  concurrent: { type: 'string', default: '1000' },
  listed: { type: 'string', default: '500' },
  seed: { type: 'string', default: '1' }
})
const [size, concurrent, listed, seed] = [
  Number(values.entries),
  Number(values.concurrent),
  Number(values.listed),
  Number(values.seed)
]

const questions = (): Question[] => {
  const ask = (traveller: unknown) => JSON.stringify({ purpose: 'border_control', traveller })
  const persons = [...watchlistEntries({ seed: seed + 1, persons: listed, documents: 0 })]
  const known = persons.flatMap(({ id, names, birthDates, covert }) => {
    const [{ quality: _, script: __, ...name } = { quality: 'strong' }] = names ?? []
    if (covert) return [] // not shown to a checkpoint, so not to be expected here
    const full = birthDates?.find(date => typeof date === 'string' && date.length === 10)
    return full ? [{ body: ask({ names: [name], birthDate: full }), expected: id }] : []
  })
  const strangers = [...take(travellers({ seed: seed + 2 }), known.length)]
  return strangers.flatMap((stranger, at) => [{ body: ask(stranger) }, known[at] ?? []].flat())
}

const service = await StartedService.open()
try {
  const editor = await service.token('agency_editor')
  const checkpoint = await service.token('checkpoint')
  await fillList(
    service.url,
    editor,
    watchlistEntries({ seed: seed + 1, persons: listed, documents: 0 }),
    'known'
  )
  const imported = watchlistEntries({ seed, persons: size * 0.85, documents: size * 0.15 })
  const done = new AbortController()
  const screening = screenMeanwhile({
    url: service.url,
    token: checkpoint,
    asked: questions(),
    concurrent,
    signal: done.signal
  })
  tell(`importing ${size} entries with ${concurrent} screenings in flight`)
  const startedAt = performance.now()
  await fillList(service.url, editor, imported, 'imported')
  const importSeconds = (performance.now() - startedAt) / 1_000
  done.abort()
  const { failures, wrong, timesMs } = await screening
  const latency = latencyOf(timesMs)
  const result = {
    ...circumstances(),
    concurrent,
    entries: size,
    importSeconds,
    screened: timesMs.length,
    failures,
    wrong,
    latency
  }
  saveResult('during-import', result)
  process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`)
  if (failures + wrong > 0) process.exitCode = 1
} finally {
  await service.close()
}
