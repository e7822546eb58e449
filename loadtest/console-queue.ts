import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { sumOf } from '#src/cli/demo-figures.ts'
import type { DemoService } from '#src/cli/demo-service.ts'
import { type OpenConsole, overConsole } from '#test/helpers/over-console.ts'
import { readOptions } from './read-options.ts'

// How smooth the queue stays: so many open cases, so many changes a second, somebody scrolling all the time.
const values = readOptions({
  cases: { type: 'string', default: '2000' },
  rate: { type: 'string', default: '50' },
  seconds: { type: 'string', default: '30' },
  budget: { type: 'string', default: '100' }
})
const [cases, rate, seconds, budgetMs] = [
  Number(values.cases),
  Number(values.rate),
  Number(values.seconds),
  Number(values.budget)
]

interface Smoothness {
  readonly frames: number
  readonly worstMs: number
  readonly p99Ms: number
  /** Least heap of the page in each tenth of the time: what is left after a collection. */
  readonly heapMB: readonly number[]
  /** Resident memory of the service at the start and after each tenth. */
  readonly serviceMB: readonly number[]
  readonly changes: number
  readonly refused: number
}

const measure = async ({ service, browser, token }: OpenConsole): Promise<Smoothness> => {
  const ids = await openCases(service, await token('agency_editor'), await token('checkpoint'))
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage()
  await page.goto(service.url)
  await page.getByRole('link', { name: /sign in/i }).click()
  await page.getByRole('link', { name: 'Ona Officer' }).click()
  await page.getByText(`${ids.length} cases`).waitFor()
  const changing = change(service, await token('officer'), ids)
  const memory = watchMemory(service, await token('admin'))
  const measured = await scroll(page)
  return { ...measured, serviceMB: await memory, ...(await changing) }
}

const openCases = async (service: DemoService, editor: string, desk: string) => {
  await service.call(editor, 'PUT', '/v1/lists/load', {
    agency: 'interior',
    title: 'Invented documents',
    purposes: ['border_control']
  })
  const entries = [...watchlistEntries({ seed: 1, persons: 0, documents: cases })]
  const puts = entries.map(entry => ({ op: 'put', entry }))
  await service.sendLines(editor, '/v1/lists/load/entries/batch', puts)
  // On the way for another day: no timer ends while this runs, so each case is changed by notes alone.
  const arrives = new Date(Date.now() + 86_400_000).toISOString()
  const leg = { carrier: 'XB', number: '421', from: 'OSL', to: 'BRU' }
  const journey = { kind: 'leg', mode: 'air', ...leg, departureDate: arrives.slice(0, 10), arrives }
  const ids = new Set<string>()
  for (let start = 0; start < entries.length; start += 500) {
    const screenings = entries.slice(start, start + 500).map(({ documents = [] }) => ({
      purpose: 'border_control',
      traveller: { documents: documents.map(({ number, issuer }) => ({ number, issuer })) },
      journey
    }))
    const { results } = (await service.call(desk, 'POST', '/v1/screenings/batch', {
      screenings
    })) as { results: { caseId?: string }[] }
    for (const { caseId } of results) if (caseId) ids.add(caseId)
  }
  if (ids.size !== cases) throw new Error(`${ids.size} cases were opened instead of ${cases}`)
  return [...ids]
}

/** Notes on cases at the fixed rate, one case after the other. */
const change = async (service: DemoService, officer: string, ids: readonly string[]) => {
  const startedAt = performance.now()
  const underWay = new Set<Promise<void>>()
  let refused = 0
  for (let sent = 0; sent < seconds * rate; sent += 1) {
    const dueMs = startedAt + (sent * 1_000) / rate - performance.now()
    if (dueMs > 0) await pause(dueMs)
    const revision = 1 + Math.floor(sent / ids.length)
    const body = { action: 'note', revision, reason: 'load' }
    const answered: Promise<void> = service
      .call(officer, 'POST', `/v1/cases/${ids[sent % ids.length]}/actions`, body)
      .then(
        () => undefined,
        () => {
          refused += 1
        }
      )
      .finally(() => underWay.delete(answered))
    underWay.add(answered)
  }
  await Promise.all(underWay)
  return { changes: seconds * rate, refused }
}

const watchMemory = async (service: DemoService, admin: string) => {
  const residentMB: number[] = []
  for (let tenth = 0; tenth <= 10; tenth += 1) {
    if (tenth > 0) await pause(seconds * 100)
    const bytes = sumOf(await service.text(admin, '/metrics'), 'process_resident_memory_bytes')
    residentMB.push(Math.round(bytes / 1e6))
    process.stderr.write(`${tenth} of 10: service ${residentMB.at(-1)} MB\n`)
  }
  return residentMB
}

/** Scrolls down and up in every frame; what is measured is how long frames are apart. */
const scroll = (page: Page) =>
  page.evaluate(async (forMs: number) => {
    const browser = globalThis as unknown as {
      requestAnimationFrame(run: (at: number) => void): void
      document: { querySelector(what: string): { scrollTop: number; scrollHeight: number } | null }
      performance: { memory: { usedJSHeapSize: number } }
    }
    const heapMB = new Array<number>(10).fill(Number.POSITIVE_INFINITY)
    const box = browser.document.querySelector('.rows')
    const apart: number[] = []
    await new Promise<void>(resolve => {
      let first: number | undefined
      let last = 0
      let step = 60
      const frame = (at: number) => {
        if (first === undefined) first = at
        else apart.push(at - last)
        last = at
        const tenth = Math.min(9, Math.floor(((at - first) * 10) / forMs))
        const nowMB = Math.round(browser.performance.memory.usedJSHeapSize / 1e6)
        heapMB[tenth] = Math.min(heapMB[tenth] ?? nowMB, nowMB)
        if (box) {
          const isAtEnd = box.scrollTop + 900 > box.scrollHeight
          if (isAtEnd || box.scrollTop === 0) step = isAtEnd ? -60 : 60
          box.scrollTop += step
        }
        if (at - first > forMs) resolve()
        else browser.requestAnimationFrame(frame)
      }
      browser.requestAnimationFrame(frame)
    })
    const sorted = apart.toSorted((a, b) => a - b)
    return {
      frames: apart.length,
      worstMs: Math.round(sorted.at(-1) ?? 0),
      p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
      heapMB
    }
  }, seconds * 1_000)

const result = await overConsole(measure)
process.stdout.write(
  `${JSON.stringify({ cases, rate, seconds, cpus: cpus().length, ...result })}\n`
)
if (result.worstMs > budgetMs || result.refused > 0) process.exitCode = 1
