import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { watchlistEntries } from '#loadtest/people/watchlist-entries.ts'
import { sumOf } from '#src/cli/demo-figures.ts'
import type { DemoService } from '#src/cli/demo-service.ts'
import { type OpenConsole, overConsole } from '#test/helpers/over-console.ts'
import { readOptions } from './read-options.ts'

// How smooth the queue stays: so many open cases, so many changes a second, somebody scrolling all the time. Every other change
// decides the oldest case, and every other one opens another, so that as many stay open.
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
  /** Frames that came later than the budget allows. */
  readonly late: number
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
  const desk = await caseDesk(service, await token('agency_editor'), await token('checkpoint'))
  const open = await desk.openAll()
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 800 } })
  ).newPage()
  await page.goto(service.url)
  await page.getByRole('link', { name: /sign in/i }).click()
  await page.getByRole('link', { name: 'Ona Officer' }).click()
  await page.getByText(`${open.length} cases`).waitFor()
  const changing = change(service, await token('officer'), open, desk.openOne)
  const memory = watchMemory(service, await token('admin'))
  const measured = await scroll(page, budgetMs)
  return { ...measured, serviceMB: await memory, ...(await changing) }
}

/** A checkpoint that meets listed documents, each time on a journey of its own, so that each makes a case. */
const caseDesk = async (service: DemoService, editor: string, checkpoint: string) => {
  await service.call(editor, 'PUT', '/v1/lists/load', {
    agency: 'interior',
    title: 'Invented documents',
    purposes: ['border_control']
  })
  const entries = [...watchlistEntries({ seed: 1, persons: 0, documents: cases })]
  const puts = entries.map(entry => ({ op: 'put', entry }))
  await service.sendLines(editor, '/v1/lists/load/entries/batch', puts)
  let met = 0
  const nextScreening = () => {
    const documents = entries[met % entries.length]?.documents ?? []
    // On the way for another day: no timer ends while this runs.
    const arrives = new Date(Date.now() + 86_400_000).toISOString()
    const leg = { carrier: 'XB', number: String(1 + (met++ % 9_999)), from: 'OSL', to: 'BRU' }
    return {
      purpose: 'border_control',
      traveller: { documents: documents.map(({ number, issuer }) => ({ number, issuer })) },
      journey: { kind: 'leg', mode: 'air', ...leg, departureDate: arrives.slice(0, 10), arrives }
    }
  }
  const openOne = async () => {
    const body = nextScreening()
    const { caseId } = (await service.call(checkpoint, 'POST', '/v1/screenings', body)) as Screened
    if (caseId === undefined) throw new Error('a listed document made no case')
    return caseId
  }
  const openAll = async () => {
    const ids: string[] = []
    for (let start = 0; start < cases; start += 500) {
      const screenings = Array.from({ length: Math.min(500, cases - start) }, nextScreening)
      const body = { screenings }
      const { results } = (await service.call(
        checkpoint,
        'POST',
        '/v1/screenings/batch',
        body
      )) as { results: Screened[] }
      ids.push(...results.flatMap(({ caseId }) => caseId ?? []))
    }
    if (new Set(ids).size !== cases) throw new Error(`${ids.length} cases instead of ${cases}`)
    return ids
  }
  return { openAll, openOne }
}

interface Screened {
  readonly caseId?: string
}

/** Decides the oldest case and opens another, in turn, at the fixed rate. */
const change = async (
  service: DemoService,
  officer: string,
  open: string[],
  openOne: () => Promise<string>
) => {
  const startedAt = performance.now()
  const underWay = new Set<Promise<void>>()
  let refused = 0
  const decide = (id: string | undefined) =>
    service.call(officer, 'POST', `/v1/cases/${id}/actions`, {
      action: 'dismiss',
      revision: 1,
      reason: 'other_birth_date'
    })
  for (let sent = 0; sent < seconds * rate; sent += 1) {
    const dueMs = startedAt + (sent * 1_000) / rate - performance.now()
    if (dueMs > 0) await pause(dueMs)
    const done: Promise<void> = (
      sent % 2 === 0 ? decide(open.shift()) : openOne().then(id => void open.push(id))
    )
      .then(
        () => undefined,
        () => {
          refused += 1
        }
      )
      .finally(() => underWay.delete(done))
    underWay.add(done)
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
const scroll = (page: Page, lateMs: number) =>
  page.evaluate(
    async ([forMs, lateMs]) => {
      const browser = globalThis as unknown as {
        requestAnimationFrame(run: (at: number) => void): void
        document: {
          querySelector(what: string): { scrollTop: number; scrollHeight: number } | null
        }
        performance: { memory: { usedJSHeapSize: number } }
      }
      const heapMB = new Array<number>(10).fill(Number.POSITIVE_INFINITY)
      const box = browser.document.querySelector('.rows')
      if (!box || box.scrollHeight < 1_000) throw new Error('there is nothing to scroll')
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
          const isAtEnd = box.scrollTop + 900 > box.scrollHeight
          if (isAtEnd || box.scrollTop === 0) step = isAtEnd ? -60 : 60
          box.scrollTop += step
          if (at - first > forMs) resolve()
          else browser.requestAnimationFrame(frame)
        }
        browser.requestAnimationFrame(frame)
      })
      const sorted = apart.toSorted((a, b) => a - b)
      return {
        frames: apart.length,
        late: apart.filter(ms => ms > lateMs).length,
        worstMs: Math.round(sorted.at(-1) ?? 0),
        p99Ms: Math.round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
        heapMB
      }
    },
    [seconds * 1_000, lateMs] as const
  )

const result = await overConsole(measure)
process.stdout.write(
  `${JSON.stringify({ cases, rate, seconds, cpus: cpus().length, ...result })}\n`
)
if (result.worstMs > budgetMs || result.refused > 0) process.exitCode = 1
