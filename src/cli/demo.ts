import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { crossings } from '#loadtest/people/crossings.ts'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { clientConfig, inheritedEnvironment } from '../config.ts'
import { buildConsole } from './build-console.ts'
import { readLatency, sumOf } from './demo-figures.ts'
import { demoPersons, startDemoProvider } from './demo-provider.ts'
import { type DemoService, startDemoService } from './demo-service.ts'
import { issueLocally } from './local-token.ts'

const usage = `npm run demo -- [--seconds N] [--rate N] [--entries N] [--seed N]
  Starts a service of its own with synthetic people, streams crossings, and shows what happens until Ctrl-C.`

const agencies = ['interior', 'border', 'customs'] as const
const documentsShare = 0.25
const entriesPerRequest = 2_000

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    rate: { type: 'string', default: '50' },
    entries: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '2026' }
  }
})
const [rate, size, seed] = [Number(values.rate), Number(values.entries), Number(values.seed)]
const seconds = values.seconds === undefined ? Number.POSITIVE_INFINITY : Number(values.seconds)

const say = (text: string) => process.stdout.write(`${text}\n`)

const run = async () => {
  if (
    ![rate, size, seed].every(number => Number.isInteger(number) && number > 0) ||
    !(seconds > 0)
  ) {
    process.stderr.write(`${usage}\n`)
    process.exitCode = 2
    return
  }
  const dataDir = `${clientConfig().dataDir}/demo`
  await rm(dataDir, { recursive: true, force: true })
  await buildConsole()
  const provider = await startDemoProvider()
  const service = await startDemoService(
    inheritedEnvironment({
      DATA_DIR: dataDir,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'portcullis-demo'
    })
  )
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
  const stop = () => stopping.abort()
  service.ended.then(stop, stop)
  try {
    const tokens = await issueTokens(dataDir)
    const entries = [
      ...watchlistEntries({
        seed,
        persons: Math.round(size * (1 - documentsShare)),
        documents: Math.round(size * documentsShare)
      })
    ]
    await loadLists(service, tokens.editors, entries)
    introduce(service, tokens)
    await Promise.all([
      streamCrossings(service, tokens.checkpoint, entries, stopping.signal),
      announceCases(service, tokens.officers.interior, stopping.signal),
      showFigures(service, tokens.admin, stopping.signal),
      pause(Math.min(seconds * 1_000, 2 ** 31 - 1), undefined, { signal: stopping.signal })
        .catch(() => undefined)
        .then(() => stopping.abort())
    ])
  } finally {
    stopping.abort()
    await service.stop()
    await provider.close()
    say('\nstopped')
  }
}

const issueTokens = async (dataDir: string) => {
  const { purposes, ttlSeconds } = { purposes: ['border_control'], ttlSeconds: 12 * 3_600 }
  const issue = (role: 'checkpoint' | 'agency_editor' | 'officer' | 'admin', agency?: string) =>
    issueLocally(dataDir, { roles: [role], sub: `demo-${role}`, agency, purposes, ttlSeconds })
  const [interior, border, customs] = agencies
  return {
    checkpoint: await issue('checkpoint'),
    admin: await issue('admin'),
    editors: {
      interior: await issue('agency_editor', interior),
      border: await issue('agency_editor', border),
      customs: await issue('agency_editor', customs)
    },
    officers: {
      interior: await issue('officer', interior),
      border: await issue('officer', border),
      customs: await issue('officer', customs)
    }
  }
}
type Tokens = Awaited<ReturnType<typeof issueTokens>>
type Entries = readonly (ReturnType<typeof watchlistEntries> extends Generator<infer E>
  ? E
  : never)[]

const loadLists = async (service: DemoService, editors: Tokens['editors'], entries: Entries) => {
  let loaded = 0
  for (const [at, agency] of agencies.entries()) {
    const list = `demo-${agency}`
    await service.call(editors[agency], 'PUT', `/v1/lists/${list}`, {
      agency,
      title: `Synthetic people of ${agency}`,
      purposes: ['border_control']
    })
    const own = entries.filter((_, index) => index % agencies.length === at)
    for (let start = 0; start < own.length; start += entriesPerRequest) {
      const part = own.slice(start, start + entriesPerRequest)
      const results = await service.sendLines(
        editors[agency],
        `/v1/lists/${list}/entries/batch`,
        part.map(entry => ({ op: 'put', entry }))
      )
      const refused = results.filter(({ status }) => status !== 200)
      if (refused.length > 0) throw new Error(`${refused.length} entries were refused`)
      loaded += part.length
      process.stderr.write(`\rlist loading: ${loaded} of ${entries.length} entries`)
    }
  }
  process.stderr.write('\n')
}

const introduce = (service: DemoService, { checkpoint, admin, editors, officers }: Tokens) => {
  say(`\nPortcullis runs at ${service.url}  (contract and try-out page: ${service.url}/docs)`)
  say(
    `The officers’ console: open ${service.url}/ in a browser and sign in, no password, as one of`
  )
  for (const { name, roles, agency } of demoPersons)
    say(`  ${name}, ${roles.join(', ')} of ${agency}`)
  say('')
  const tokens = { checkpoint, officer: officers.interior, agency_editor: editors.interior, admin }
  for (const [role, token] of Object.entries(tokens)) say(`token for ${role}:\n${token}\n`)
  say(`try: curl -s -H "authorization: Bearer $OFFICER" ${service.url}/v1/cases\n`)
}

const streamCrossings = async (
  service: DemoService,
  token: string,
  entries: Entries,
  signal: AbortSignal
) => {
  const startsAt = new Date().toISOString()
  const people = crossings({ seed, entries, startsAt, perSecond: rate })
  while (!signal.aborted) {
    const events = Array.from({ length: Math.max(1, Math.round(rate / 10)) }, () => {
      const { id, purpose, traveller, journey } = people.next().value.event
      const data = { purpose, traveller, journey: { ...journey, at: new Date().toISOString() } }
      return { specversion: '1.0', id, source: 'demo', type: 'portcullis.crossing', data }
    })
    await service.call(token, 'POST', '/v1/crossings', { events })
    await pause(100, undefined, { signal }).catch(() => undefined)
  }
}

const announceCases = async (service: DemoService, token: string, signal: AbortSignal) => {
  for await (const { event, data } of service.events(token, '/v1/cases/stream', signal)) {
    if (event !== 'case') continue
    const { hits, instruction, journey } = data as {
      hits: { list: string; band: string; score: number; evidence: { finding: string }[] }[]
      instruction: string
      journey?: { checkpoint?: string }
    }
    const [best] = hits
    if (!best) continue
    const why = best.evidence.map(({ finding }) => finding).join(', ')
    say(
      `\rcase · ${instruction} · ${journey?.checkpoint ?? ''} · ${best.band} ${best.score.toFixed(3)} · ${why}`
    )
  }
}

const showFigures = async (service: DemoService, token: string, signal: AbortSignal) => {
  while (!signal.aborted) {
    const text = await service.text(token, '/metrics').catch(() => '')
    const screened = sumOf(text, 'portcullis_decisions_total')
    const referred = sumOf(text, 'portcullis_decisions_total', 'decision="refer"')
    const match = readLatency(text, 'portcullis_screening_seconds', 'stage="match"')
    const total = readLatency(text, 'portcullis_screening_seconds', 'stage="total"')
    process.stdout.write(
      `\rscreened ${screened} · referred ${referred} · match p50 ${match.p50} p99 ${match.p99} · answered p50 ${total.p50} p99 ${total.p99}   `
    )
    await pause(1_000, undefined, { signal }).catch(() => undefined)
  }
}

await run().catch((error: Error) => {
  process.stderr.write(`\n${error.message}\n`)
  process.exitCode = 1
})
