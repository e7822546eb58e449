import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { FailedAlertView } from '../api/views.ts'
import { timeText } from '../case/journey.tsx'
import { usePages } from '../state/use-pages.ts'
import { texts } from '../texts.ts'

const read = async (query: string) =>
  (await call<{ alerts: FailedAlertView[] }>('GET', `/v1/alerts/failed?${query}`)).alerts

const columns = ['desk', 'what', 'case', 'failed', 'attempts', 'error'] as const

/** Alerts that could not be delivered to the agency's systems, to be sent again. */
export const AlertsPage = () => {
  const { rows, problem, more, reload } = usePages(read)
  const [said, setSaid] = useState('')
  const sendAgain = ({ id }: FailedAlertView) =>
    call('POST', `/v1/alerts/${id}/redeliver`)
      .then(
        () => setSaid(texts.alerts.sent),
        (error: Error) => setSaid(texts.dialog.failed(error.message))
      )
      .then(reload)
  return (
    <div class="page">
      <h1>{texts.alerts.title}</h1>
      <p class="muted">{texts.alerts.lead}</p>
      <p role="status">{said}</p>
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      {rows?.length === 0 && <p class="nothing">{texts.alerts.none}</p>}
      {rows && rows.length > 0 && (
        <section class="panel">
          <table class="plain">
            <thead>
              <tr>
                {columns.map(column => (
                  <th key={column} scope="col">
                    {texts.alerts[column]}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {rows.map(one => (
                <Row key={one.id} one={one} onAgain={() => void sendAgain(one)} />
              ))}
            </tbody>
          </table>
          {more && (
            <button type="button" onClick={more}>
              {texts.alerts.more}
            </button>
          )}
        </section>
      )}
    </div>
  )
}

interface RowProps {
  readonly one: FailedAlertView
  readonly onAgain: () => void
}

const Row = ({ one, onAgain }: RowProps) => {
  const shortId = one.caseId.slice(0, 8)
  const what = texts.trail[one.what] ?? one.what
  return (
    <tr>
      <td>{one.desk}</td>
      <td>{what}</td>
      <td>
        <a href={`/cases/${one.caseId}`}>{shortId}</a>
      </td>
      <td>{timeText(one.failedAt)}</td>
      <td>{one.attempts}</td>
      <td>{one.error}</td>
      <td>
        <button type="button" aria-label={texts.alerts.againOne(what, shortId)} onClick={onAgain}>
          {texts.alerts.again}
        </button>
      </td>
    </tr>
  )
}
