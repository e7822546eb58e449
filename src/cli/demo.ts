import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { clientConfig } from '../config.ts'
import { type NotToDo, readArguments, runCommand } from './command.ts'
import { announceCases } from './demo-cases.ts'
import { streamCrossings } from './demo-crossings.ts'
import { readLatency, sumOf } from './demo-figures.ts'
import { streamFlights } from './demo-flights.ts'
import { loadDemoLists } from './demo-lists.ts'
import { demoPersons } from './demo-provider.ts'
import type { DemoService } from './demo-service.ts'
import { say, sayForNow } from './demo-terminal.ts'
import { type DemoTokens, demoAgencies, issueDemoTokens } from './demo-tokens.ts'
import { withDemoService } from './with-demo-service.ts'

const usage = `npm run demo -- [--seconds N] [--rate N] [--entries N] [--seed N]
  Starts a service of its own with synthetic people, streams crossings (so many a second) and passenger lists, and
  shows what happens until Ctrl-C. PORT names its port; without it 8080, or a free one where that is taken.`

const documentsShare = 0.25

interface Asked {
  readonly seconds: number
  readonly rate: number
  readonly size: number
  readonly seed: number
}

const read = (argv: readonly string[]): Asked | NotToDo => {
  const given = readArguments(argv, {
    seconds: { type: 'string', default: 'Infinity' },
    rate: { type: 'string', default: '50' },
    entries: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '2026' }
  })
  if (!('values' in given)) return given
  const { values } = given
  const [seconds, rate, size, seed] = [
    Number(values.seconds),
    Number(values.rate),
    Number(values.entries),
    Number(values.seed)
  ]
  const isWhole = [rate, size, seed].every(number => Number.isInteger(number) && number > 0)
  return isWhole && seconds > 0
    ? { seconds, rate, size, seed }
    : { problem: 'every option takes a number above 0, and all but --seconds a whole one' }
}

const work = async (asked: Asked) => {
  const stopping = new AbortController()
  const stop = () => stopping.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  const dataDir = `${clientConfig().dataDir}/demo`
  await rm(dataDir, { recursive: true, force: true })
  await withDemoService({ DATA_DIR: dataDir }, async service => {
    const tokens = await issueDemoTokens(dataDir)
    await show(service, tokens, asked, stopping).finally(() => {
      say('')
      stop()
    })
  })
  say('stopped')
  return true
}

/** Loads the lists, lets people travel, and prints what becomes of it. */
const show = async (
  service: DemoService,
  tokens: DemoTokens,
  { seconds, rate, size, seed }: Asked,
  stopping: AbortController
) => {
  const entries = [
    ...watchlistEntries({
      seed,
      persons: Math.round(size * (1 - documentsShare)),
      documents: Math.round(size * documentsShare)
    })
  ]
  await loadDemoLists(service, tokens.editors, entries)
  introduce(service, tokens)
  const traffic = { seed, entries }
  const { signal } = stopping
  const over = pause(Math.min(seconds * 1_000, 2 ** 31 - 1), undefined, { signal }).catch(
    () => undefined
  )
  await Promise.all([
    streamCrossings(service, tokens.checkpoint, { ...traffic, rate }, signal),
    streamFlights(service, tokens.carrier, traffic, signal),
    ...demoAgencies.map(agency => announceCases(service, agency, tokens.officers[agency], signal)),
    showFigures(service, tokens.admin, signal),
    over.then(() => stopping.abort())
  ]).catch(error => {
    if (!signal.aborted) throw error
  })
}

const introduce = (service: DemoService, tokens: DemoTokens) => {
  const { checkpoint, carrier, admin, editors, officers } = tokens
  say(`\nPortcullis runs at ${service.url}  (contract and try-out page: ${service.url}/docs)`)
  say(
    `The officers’ console: open ${service.url}/ in a browser and sign in, no password, as one of`
  )
  for (const { name, roles, agency } of demoPersons)
    say(`  ${name}, ${roles.join(', ')} of ${agency}`)
  say('')
  const shown = {
    checkpoint,
    carrier,
    officer: officers.interior,
    agency_editor: editors.interior,
    admin
  }
  for (const [role, token] of Object.entries(shown)) say(`token for ${role}:\n${token}\n`)
  say(`try: curl -s -H "authorization: Bearer $OFFICER" ${service.url}/v1/cases\n`)
}

const showFigures = async (service: DemoService, token: string, signal: AbortSignal) => {
  while (!signal.aborted) {
    const text = await service.text(token, '/metrics').catch(() => '')
    const screened = sumOf(text, 'portcullis_decisions_total')
    const referred = sumOf(text, 'portcullis_decisions_total', 'decision="refer"')
    const flights = sumOf(text, 'portcullis_manifests_total', 'outcome="received"')
    const persons = sumOf(text, 'portcullis_manifest_persons_total', 'outcome="screened"')
    const match = readLatency(text, 'portcullis_screening_seconds', 'stage="match"')
    const total = readLatency(text, 'portcullis_screening_seconds', 'stage="total"')
    sayForNow(
      `screened ${screened} · referred ${referred} · flights ${flights} (${persons} persons) · match p50 ${match.p50} p99 ${match.p99} · answered p50 ${total.p50} p99 ${total.p99}`
    )
    await pause(1_000, undefined, { signal }).catch(() => undefined)
  }
}

process.exitCode = await runCommand({ usage, read, work }, process.argv.slice(2))
