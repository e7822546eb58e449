import { type Latency, latencyOf, rounded } from '../percentiles.ts'
import { histogramOf } from './histogram.ts'
import type { StreamRun } from './run-stream.ts'

// What is to be reached; see docs/design.md, "Budgets".
const alertP99Ms = 250
const changeP99Ms = 1_000

/** A run as numbers, to be kept. */
export const summarise = (run: StreamRun) => {
  const { oracle, verdict, from, until, changed, seen, faults, caughtUp } = run
  const timesMs = oracle.latencies(from, until)
  const inTime = (at: number) => rounded((at - from) / 1_000, 1)
  const measured = run.lag.filter(({ at }) => at >= from && at <= until).map(({ lag }) => lag)
  return {
    crossings: run.crossings,
    crossingToAlertMs: latencyOf(timesMs),
    histogram: histogramOf(timesMs),
    processorMsPerCrossing: rounded(run.processorMs, 2),
    lag: { most: Math.max(0, ...measured), middle: latencyOf(measured).p50 },
    ...(caughtUp && { caughtUp }),
    ...(changed && {
      changes: {
        sent: changed.sent,
        refused: changed.refused,
        neverFound: changed.neverFound,
        effectiveMs: Object.fromEntries(
          [...changed.timesMs].map(([node, times]) => [node, latencyOf(times)])
        )
      }
    }),
    ...(seen && {
      clients: {
        answers: Object.fromEntries(seen.answers),
        askedAgain: seen.askedAgain,
        degraded: seen.degraded,
        wrong: seen.wrong,
        longestGapMs: rounded(seen.longestGapMs, 0),
        longestGapAtSecond: inTime(seen.longestGapFrom)
      }
    }),
    ...(faults && {
      faults: faults.map(({ fault, from: began, until: ended, note }) => ({
        fault,
        fromSecond: inTime(began),
        untilSecond: inTime(ended),
        longestWithoutAlertMs: rounded(
          oracle.longestSilence(began, Math.min(ended + 30_000, until)),
          0
        ),
        ...(note && { note })
      }))
    }),
    oracle: verdict
  }
}

/** What `summarise` makes. */
export type StreamSummary = ReturnType<typeof summarise>

/** Whether nothing was lost, repeated or wrong, whatever it took. */
export const isSound = ({ oracle, clients, changes }: StreamSummary): boolean =>
  oracle.isExact && (clients?.wrong ?? 0) === 0 && (changes?.neverFound ?? 0) === 0

/** The same for people. */
export const report = (summary: StreamSummary): string => {
  const { crossingToAlertMs: alert, lag, caughtUp, changes, clients, faults, oracle } = summary
  const times = ({ count, p50, p99, p999, worst }: typeof alert) =>
    `p50 ${ms(p50)}  p99 ${ms(p99)}  p99.9 ${ms(p999)}  worst ${ms(worst)}  of ${count}`
  const mark = (isMet: boolean) => (isMet ? 'met   ' : 'missed')
  const lines = [
    `crossing → alert         ${times(alert)}`,
    `  ${Object.entries(summary.histogram)
      .map(([limit, count]) => `${limit} ms: ${count}`)
      .join('   ')}`,
    `processor of all nodes   ${summary.processorMsPerCrossing} ms a crossing`,
    `crossings waiting        middle ${lag.middle}, most ${lag.most}`
  ]
  if (caughtUp) {
    const { stoodSeconds, mostLag, seconds } = caughtUp
    lines.push(
      `after ${stoodSeconds} s of standing still: ${mostLag} waiting, caught up ${seconds === undefined ? 'never' : `in ${rounded(seconds, 1)} s`}`
    )
  }
  for (const [node, latency] of Object.entries(changes?.effectiveMs ?? {})) {
    lines.push(`list change → ${node.padEnd(10)} ${times(latency)}`)
  }
  if (changes)
    lines.push(
      `list changes             ${changes.sent} sent, ${changes.refused} refused, ${changes.neverFound} never found`
    )
  for (const { fault, fromSecond, untilSecond, longestWithoutAlertMs, note } of faults ?? []) {
    lines.push(
      `${fault} (${fromSecond}–${untilSecond} s): longest without an alert ${longestWithoutAlertMs} ms${note ? `; ${note}` : ''}`
    )
  }
  if (clients) {
    const answers = Object.entries(clients.answers).map(([answer, count]) => `${answer} ${count}`)
    lines.push(
      `clients                  ${answers.join(', ')}; degraded ${clients.degraded}; wrong ${clients.wrong}`,
      `  longest without a decision: ${clients.longestGapMs} ms, at second ${clients.longestGapAtSecond}`
    )
  }
  lines.push(
    `oracle                   expected ${oracle.expected}; cases ${oracle.cases}: missing ${oracle.casesMissing}, unexpected ${oracle.casesUnexpected}, twice ${oracle.casesTwice}`,
    `                         alerts ${oracle.alerts}: missing ${oracle.alertsMissing}, unexpected ${oracle.alertsUnexpected}, second for a case ${oracle.alertsSecond}, repeated under its id ${oracle.alertsRepeated}`,
    `${mark(isSound(summary))} nothing lost, repeated or wrong`,
    `${mark(isWithin(alert, alertP99Ms))} crossing → alert p99 ≤ ${alertP99Ms} ms`
  )
  if (changes) {
    const isMet = Object.values(changes.effectiveMs).every(times => isWithin(times, changeP99Ms))
    lines.push(`${mark(isMet)} list change → every node p99 ≤ ${changeP99Ms} ms`)
  }
  return lines.join('\n')
}

/** What was never measured is not met. */
const isWithin = ({ count, p99 }: Latency, budgetMs: number) => count > 0 && p99 <= budgetMs

const ms = (value: number) => `${rounded(value, 1)} ms`
