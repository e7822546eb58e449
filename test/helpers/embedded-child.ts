import { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'

// A process of its own for failure tests: appends events and audit lines without a pause, and prints each id once it
// was acknowledged. When one is refused, it prints `refused <code>`; once it is healthy again, `healthy`, and goes on.
const [dataDir = ''] = process.argv.slice(2)
const platform = await EmbeddedPlatform.open({ dataDir, exclusive: true, now: () => new Date() })
const say = (line: string) => process.stdout.write(`${line}\n`)

const appendOne = async (id: string) => {
  const at = '2026-11-22T08:00:00.000Z'
  const data = { id, padding: 'x'.repeat(2_000) }
  await Promise.all([
    platform.record.append('screenings', [{ id, type: 'clear', source: '/child', time: at, data }]),
    platform.audit.append([{ at, by: { sub: 'child' }, action: 'screened', about: { id } }])
  ])
  say(id)
}

const untilHealthy = async () => {
  while (!platform.isHealthy()) await new Promise(resolve => setImmediate(resolve))
  say('healthy')
}

const run = async (worker: number) => {
  for (let index = 0; ; index++) {
    try {
      await appendOne(`${process.pid}-${worker}-${index}`)
    } catch (error) {
      say(`refused ${(error as { code?: string }).code}`)
      await untilHealthy()
    }
  }
}

await Promise.all(Array.from({ length: 8 }, (_, worker) => run(worker)))
