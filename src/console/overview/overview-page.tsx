import { useEffect, useMemo, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { decidedStates } from '../state/case-states.ts'
import { loadCases } from '../state/load-cases.ts'
import { useChanges, useNow } from '../state/use.ts'
import type { Desk } from '../state/use-desk.ts'
import { texts } from '../texts.ts'
import { Barred } from './barred.tsx'
import { Chart } from './chart.tsx'
import { countByAge, countByMinute, countDismissed } from './count-cases.ts'
import type { AgeLimits } from './list-age.ts'
import { Nodes, type NodeView } from './nodes.tsx'

interface Figures {
  readonly minutes: readonly {
    readonly at: string
    readonly screened: number
    readonly p50Ms?: number
    readonly p99Ms?: number
  }[]
  readonly watchlistAge: AgeLimits
  readonly nodes: readonly NodeView[]
  readonly othersUnknown: boolean
}

export interface OverviewPageProps {
  readonly desk: Desk
  readonly isOfficer: boolean
}

const everyMs = 10_000

/** How the service does and what the desk has open; all from what this person may see anyway. */
export const OverviewPage = ({ desk, isOfficer }: OverviewPageProps) => {
  const { store } = desk
  const version = useChanges(store)
  const now = useNow(everyMs)
  const [figures, setFigures] = useState<Figures>()
  const [problem, setProblem] = useState('')
  // Asked again whenever the time moves on.
  useEffect(() => {
    call<Figures>('GET', '/v1/overview').then(
      found => {
        setFigures(found)
        setProblem('')
      },
      (error: Error) => setProblem(error.message)
    )
  }, [now])
  useEffect(() => {
    if (isOfficer) void loadCases(store, decidedStates, 1).catch(() => undefined)
  }, [isOfficer, store])

  // The version says that the store has changed.
  const counted = useMemo(() => {
    const minutes = figures?.minutes ?? []
    const cases = store.all()
    return {
      times: minutes.map(({ at }) => Date.parse(at) / 1_000),
      rates: [
        line(
          texts.overview.screened,
          '--accent',
          minutes.map(({ screened }) => screened)
        ),
        ...(isOfficer
          ? [
              line(
                texts.overview.referred,
                '--danger',
                countByMinute(
                  cases,
                  minutes.map(({ at }) => at)
                )
              )
            ]
          : [])
      ],
      latency: [
        line(
          texts.overview.p50,
          '--accent',
          minutes.map(({ p50Ms }) => p50Ms)
        ),
        line(
          texts.overview.p99,
          '--caution',
          minutes.map(({ p99Ms }) => p99Ms)
        )
      ],
      ages: countByAge(cases, now),
      dismissed: countDismissed(cases)
    }
  }, [figures, version, now, isOfficer])

  return (
    <div class="page">
      <h1>{texts.overview.title}</h1>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      <div class="charts">
        <section class="panel">
          <h2>{texts.overview.screened}</h2>
          {counted.times.length > 0 ? (
            <Chart label={texts.overview.screened} times={counted.times} lines={counted.rates} />
          ) : (
            <p class="muted">{texts.overview.noData}</p>
          )}
        </section>
        <section class="panel">
          <h2>{texts.overview.latency}</h2>
          {counted.times.length > 0 ? (
            <Chart label={texts.overview.latency} times={counted.times} lines={counted.latency} />
          ) : (
            <p class="muted">{texts.overview.noData}</p>
          )}
          <p class="muted">{texts.overview.latencyHint}</p>
        </section>
        {isOfficer && <Ages ages={counted.ages} />}
        {isOfficer && <Dismissed counts={counted.dismissed} />}
        <section class="panel form wide">
          <h2>{texts.overview.freshness}</h2>
          {figures && <Nodes {...figures} limits={figures.watchlistAge} />}
        </section>
      </div>
    </div>
  )
}

const line = (label: string, color: string, values: readonly (number | undefined)[]) => ({
  label,
  color,
  values
})

const Ages = ({ ages }: { readonly ages: ReturnType<typeof countByAge> }) => {
  const most = Math.max(1, ...ages.flatMap(({ counts }) => counts))
  return (
    <section class="panel">
      <h2>{texts.overview.cases}</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{texts.overview.state}</th>
            {texts.overview.ages.map(age => (
              <th key={age} scope="col" class="number">
                {age}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ages.map(({ state, counts }) => (
            <tr key={state}>
              <th scope="row">{texts.states[state]}</th>
              {counts.map((count, at) => (
                <Barred key={texts.overview.ages[at]} share={count / most}>
                  {String(count)}
                </Barred>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Dismissed = ({ counts }: { readonly counts: ReturnType<typeof countDismissed> }) => (
  <section class="panel">
    <h2>{texts.overview.decidedCases}</h2>
    {counts.length === 0 && <p class="muted">{texts.overview.noneDecided}</p>}
    {counts.length > 0 && (
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">{texts.overview.list}</th>
            <th scope="col" class="number">
              {texts.overview.decided}
            </th>
            <th scope="col" class="number">
              {texts.overview.dismissed}
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ list, decided, dismissed }) => (
            <tr key={list}>
              <th scope="row">{list}</th>
              <td class="number">{decided}</td>
              <Barred share={dismissed / decided}>
                {`${Math.round((dismissed / decided) * 100)} %`}
              </Barred>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
