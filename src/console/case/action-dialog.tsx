import { useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import { ApiProblem, call } from '../api/call.ts'
import type { CaseRulesView, CaseView } from '../api/views.ts'
import { Dialog } from '../shell/dialog.tsx'
import { texts } from '../texts.ts'
import { ActionFields } from './action-fields.tsx'
import { emptyForm, needsSecond, toAction } from './to-action.ts'

export interface ActionDialogProps {
  readonly one: CaseView
  readonly action: Action
  readonly rules: CaseRulesView | undefined
  readonly onClose: () => void
  /** Told what became of it, and the case as it stands now. */
  readonly onAnswer: (said: string, changed: CaseView | undefined) => void
}

/** An action with its reason, against the revision that stood on the screen when the dialog opened. */
export const ActionDialog = ({ one, action, rules, onClose, onAnswer }: ActionDialogProps) => {
  const [{ id, revision }] = useState(one)
  const [form, setForm] = useState(emptyForm)
  const [problem, setProblem] = useState('')
  const [isSending, setSending] = useState(false)
  const title = texts.actions[action]

  const send = async () => {
    const body = toAction(action, revision, form)
    if (!body) return setProblem(texts.dialog.needsReason)
    setSending(true)
    try {
      const path = `/v1/cases/${id}/actions`
      const answer = await call<CaseView | { status: 'accepted' }>('POST', path, body)
      if (!('hits' in answer)) onAnswer(texts.dialog.accepted, undefined)
      else if (answer.state === 'pending_approval') onAnswer(texts.dialog.waits(title), answer)
      else onAnswer(texts.dialog.done(title), answer)
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
    <Dialog title={title} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault()
          void send()
        }}
      >
        <ActionFields {...{ action, rules, form }} onForm={setForm} />
        {needsSecond(action, one, form, rules) && <p class="muted">{texts.dialog.second}</p>}
        {problem && (
          <p role="alert" class="notice bad">
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="primary" disabled={isSending}>
            {title}
          </button>
          <button type="button" onClick={onClose}>
            {texts.dialog.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
