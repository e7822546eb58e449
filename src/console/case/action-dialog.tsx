import { useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import { ApiProblem, call } from '../api/call.ts'
import type { CaseView } from '../api/views.ts'
import { Dialog } from '../shell/dialog.tsx'
import { texts } from '../texts.ts'
import { needReason } from './possible-actions.ts'

export interface ActionDialogProps {
  readonly one: CaseView
  readonly action: Action
  readonly onClose: () => void
  /** Told what became of it, and the case as it stands now. */
  readonly onAnswer: (said: string, changed: CaseView | undefined) => void
}

/** An action with its reason, against the revision that stood on the screen when the dialog opened. */
export const ActionDialog = ({ one, action, onClose, onAnswer }: ActionDialogProps) => {
  const [{ id, revision }] = useState(one)
  const [reason, setReason] = useState('')
  const [words, setWords] = useState('')
  const [until, setUntil] = useState('')
  const [problem, setProblem] = useState('')
  const [isSending, setSending] = useState(false)
  const reasons = texts.dialog.reasons[action] ?? []
  const full = [reason, words.trim()].filter(Boolean).join(': ')

  const send = async () => {
    if (needReason.includes(action) && full === '') return setProblem(texts.dialog.needsReason)
    setSending(true)
    const body = {
      action,
      revision,
      ...(full !== '' && { reason: full }),
      ...(until !== '' && { exclude: { until } })
    }
    try {
      const answer = await call<CaseView | { status: 'accepted' }>(
        'POST',
        `/v1/cases/${id}/actions`,
        body
      )
      if ('hits' in answer) onAnswer(texts.dialog.done(texts.actions[action]), answer)
      else onAnswer(texts.dialog.accepted, undefined)
      onClose()
    } catch (error) {
      setSending(false)
      if (!(error instanceof ApiProblem) || error.status !== 409) {
        return setProblem(texts.dialog.failed((error as Error).message))
      }
      const newest = await call<CaseView>('GET', `/v1/cases/${id}`).catch(() => undefined)
      onAnswer(texts.dialog.conflict, newest)
      onClose()
    }
  }

  return (
    <Dialog title={texts.actions[action]} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        {reasons.length > 0 && (
          <label>
            {texts.dialog.reason}
            <select value={reason} onChange={event => setReason(event.currentTarget.value)}>
              <option value="">{texts.dialog.choose}</option>
              {reasons.map(one => (
                <option key={one}>{one}</option>
              ))}
              <option>{texts.dialog.other}</option>
            </select>
          </label>
        )}
        <label>
          {texts.dialog.text}
          <textarea
            rows={3}
            maxLength={3_500}
            value={words}
            onInput={event => setWords(event.currentTarget.value)}
          />
          <small>{texts.dialog.textHint}</small>
        </label>
        {action === 'dismiss' && (
          <label>
            {texts.dialog.exclude}
            <input
              type="date"
              value={until}
              onChange={event => setUntil(event.currentTarget.value)}
            />
            <small>{texts.dialog.excludeHint}</small>
          </label>
        )}
        {problem && (
          <p role="alert" class="notice bad">
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="primary" disabled={isSending}>
            {texts.actions[action]}
          </button>
          <button type="button" onClick={onClose}>
            {texts.dialog.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
