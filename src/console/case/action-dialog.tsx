import { useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import { ApiProblem, call } from '../api/call.ts'
import { readUntil } from '../api/read-until.ts'
import type { CaseView } from '../api/views.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { Desk } from '../state/use-desk.ts'
import { texts } from '../texts.ts'
import { ActionFields } from './action-fields.tsx'
import { hasMovedOn, outcomeOf, type Received } from './settle-action.ts'
import { emptyForm, needsSecond, toAction } from './to-action.ts'
import { travellerName } from './traveller-text.ts'

export interface ActionDialogProps {
  readonly one: CaseView
  readonly action: Action
  readonly desk: Desk
  readonly me: string
  readonly onClose: () => void
  /** Told what was done, where that is known at once; what was not, or not yet, stands in the desk's notes. The desk knows the case as it stands then. */
  readonly onAnswer: (said: string) => void
}

/** An action with its reason, against the revision that stood on the screen when the dialog opened. */
export const ActionDialog = ({ one, action, desk, me, onClose, onAnswer }: ActionDialogProps) => {
  const { store, rules, notes } = desk
  const [before] = useState(one)
  const { id, revision } = before
  const [form, setForm] = useState(emptyForm)
  const [problem, setProblem] = useState('')
  const [isSending, setSending] = useState(false)
  const title = texts.actions[action]
  const who = travellerName(one.traveller)

  const send = async () => {
    const body = toAction(action, revision, form)
    if (!body) return setProblem(texts.dialog.needsReason)
    setSending(true)
    try {
      const path = `/v1/cases/${id}/actions`
      const answer = await call<CaseView | { status: 'accepted' }>('POST', path, body)
      onClose()
      if (!('hits' in answer)) return void follow()
      store.put([answer])
      notes.say(id, '')
      const { waits, done } = texts.dialog
      onAnswer(answer.state === 'pending_approval' ? waits(title) : done(title))
    } catch (error) {
      setSending(false)
      if (!(error instanceof ApiProblem) || error.status !== 409) {
        return setProblem(texts.dialog.failed((error as Error).message))
      }
      const newest = await read().catch(() => undefined)
      if (newest) store.put([newest])
      onAnswer('')
      notes.say(id, texts.dialog.settled.refused(title, who))
      onClose()
    }
  }
  const read = () => call<CaseView>('GET', `/v1/cases/${id}`)

  /** Of what was only received the officer is told what became of it, wherever that may be. */
  const follow = async () => {
    const received: Received = { action, me, before }
    notes.say(id, texts.dialog.accepted(title, who))
    const newest = await readUntil(read, now => hasMovedOn(received, now))
    if (newest) store.put([newest])
    notes.say(id, texts.dialog.settled[outcomeOf(received, newest)](title, who))
  }

  return (
    <FormDialog
      {...{ title, button: title, problem, isRunning: isSending, onClose }}
      onSend={() => void send()}
    >
      <ActionFields {...{ action, rules, form }} onForm={setForm} />
      {needsSecond(action, one, form, rules) && <p class="muted">{texts.dialog.second}</p>}
    </FormDialog>
  )
}
