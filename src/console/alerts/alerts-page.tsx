import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { FailedAlertView } from '../api/views.ts'
import { timeText } from '../case/time-text.ts'
import { failureText } from '../shell/failure-text.ts'
import { ListPage } from '../shell/list-page.tsx'
import { usePages } from '../state/use-pages.ts'
import { texts } from '../texts.ts'

const read = async (query: string) =>
  (await call<{ alerts: FailedAlertView[] }>('GET', `/v1/alerts/failed?${query}`)).alerts

const columns = ['desk', 'what', 'case', 'failed', 'attempts', 'error'] as const

/** Alerts that could not be delivered to the agency's systems, to be sent again. */
export const AlertsPage = () => {
  const pages = usePages(read)
  const [said, setSaid] = useState('')
  const sendAgain = ({ id }: FailedAlertView) =>
    call('POST', `/v1/alerts/${id}/redeliver`)
      .then(
        () => setSaid(texts.alerts.sent),
        (error: Error) => setSaid(failureText(error))
      )
      .then(pages.reload)
  return (
    <ListPage
      words={texts.alerts}
      headings={columns.map(column => texts.alerts[column])}
      pages={pages}
      said={said}
      row={one => <Row key={one.id} one={one} onAgain={() => sendAgain(one)} />}
    />
  )
}

interface RowProps {
  readonly one: FailedAlertView
  readonly onAgain: () => Promise<void>
}

const Row = ({ one, onAgain }: RowProps) => {
  const [isSending, setSending] = useState(false)
  const again = async () => {
    setSending(true) // once more would be refused, as if the first had been
    await onAgain()
    setSending(false)
  }
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
        <button
          type="button"
          aria-label={texts.alerts.againOne(what, shortId)}
          disabled={isSending}
          onClick={() => void again()}
        >
          {texts.alerts.again}
        </button>
      </td>
    </tr>
  )
}
