/**
 * `npm run bench [-- --sizes 10000,100000 --updates 60 --assert --json]`: what a search costs and how good it is, at each
 * size of the watchlist, on seeded people; with `--updates` also while the list changes a thousand times a second for
 * so many seconds. Each size runs in a process of its own. With `--assert` a missed budget makes the exit code 1.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { budgetedEntries, checkBudgets } from './bench/budgets.ts'
import { benchTable } from './bench/table.ts'
import type { BenchResult, BenchTask } from './bench/types.ts'
import { circumstances, saveResult, tell } from './machine.ts'
import { readOptions } from './read-options.ts'
import { startFlags } from './start-arguments.ts'

const values = readOptions({
  sizes: { type: 'string', default: '10000,100000,1000000' },
  seed: { type: 'string', default: '1' },
  documents: { type: 'string', default: '0.15' },
  crossings: { type: 'string', default: '20000' },
  listed: { type: 'string', default: '3000' },
  updates: { type: 'string', default: '0' },
  assert: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false }
})

const sizes = values.sizes.split(',').map(Number)
if (sizes.some(size => !Number.isSafeInteger(size) || size < 1)) {
  tell('--sizes takes whole numbers, separated by commas')
  process.exit(2)
}

const least = { seed: 0, documents: 0, crossings: 1, listed: 1, updates: 0 } as const
for (const [name, smallest] of Object.entries(least)) {
  const number = Number(values[name as keyof typeof least])
  if (number >= smallest && number < Number.POSITIVE_INFINITY) continue
  tell(`--${name} takes a number of ${smallest} or more`)
  process.exit(2)
}
if (Number(values.documents) >= 1) {
  tell('--documents takes a share below 1: somebody has to be listed')
  process.exit(2)
}

if (values.assert && !sizes.includes(budgetedEntries)) {
  tell(`--assert needs --sizes with ${budgetedEntries}: the budgets are for that one`)
  process.exit(2)
}

const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

const measure = async (task: BenchTask): Promise<BenchResult> => {
  const script = fileURLToPath(new URL('./bench/measure-size.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [...startFlags, '--expose-gc', script, JSON.stringify(task)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      signal: stopping.signal
    }
  )
  const exited = once(child, 'exit')
  const output = await text(child.stdout)
  const [code] = await exited
  if (code !== 0) throw new Error(`measuring ${task.entries} entries ended with ${code}`)
  return JSON.parse(output)
}

const results: BenchResult[] = []
for (const entries of sizes) {
  tell(`${entries} entries, seed ${values.seed}`)
  const result = await measure({
    entries,
    seed: Number(values.seed),
    documentShare: Number(values.documents),
    crossings: Number(values.crossings),
    listed: Number(values.listed),
    updateSeconds: Number(values.updates)
  })
  const kept = { ...circumstances(), ...result, budgets: checkBudgets(result) }
  tell(`  kept in ${saveResult(`bench-${entries}`, kept)}`)
  results.push(result)
}
process.stdout.write(
  values.json ? `${JSON.stringify(results, undefined, 2)}\n` : `${benchTable(results)}\n`
)
const missed = results.flatMap(checkBudgets).filter(({ met }) => !met)
if (values.assert && missed.length > 0) process.exitCode = 1
