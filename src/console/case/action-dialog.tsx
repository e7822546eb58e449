import { useState } from 'preact/hooks'
import type { Action } from '../../domain/case-action.ts'
import { ApiProblem, call } from '../api/call.ts'
import { readUntil } from '../api/read-until.ts'
import type { CaseView } from '../api/views.ts'
import { failureText } from '../shell/failure-text.ts'
import { FormDialog } from '../shell/form-dialog.tsx'
import type { Desk } from '../state/use-desk.ts'
import { texts } from '../texts.ts'
import { ActionFields } from './action-fields.tsx'
import { hasMovedOn, outcomeOf, type Received } from './settle-action.ts'
import { emptyForm, needsSecond, toAction } from './to-action.ts'
import { travellerFacts, travellerName } from './traveller-text.ts'

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
  const who = travellerName(before.traveller)

  const send = async () => {
    const body = toAction(action, revision, form)
    if (!body) return setProblem(texts.dialog.needsReason)
    setSending(true)
    try {
      const path = `/v1/cases/${id}/actions`
      const answer = await call<CaseView | { status: 'accepted' }>('POST', path, body)
      onClose()
      if (!('hits' in answer)) return void follow()
      tell(answer)
    } catch (error) {
      setSending(false)
      const status = error instanceof ApiProblem ? error.status : undefined
      if (status === 404) return leave()
      if (status !== 409) return setProblem(failureText(error as Error))
      const newest = await read().catch(() => undefined)
      onClose()
      // Sent again since no answer had come, while the first had been taken.
      if (newest && outcomeOf(received, newest) === 'taken') return tell(newest)
      if (newest) store.put([newest])
      onAnswer('')
      notes.say(id, texts.dialog.settled.refused(title, who))
    }
  }
  const received: Received = { action, me, before }
  const read = () => call<CaseView>('GET', `/v1/cases/${id}`)
  const tell = (taken: CaseView) => {
    store.put([taken])
    notes.say(id, '')
    const { waits, done } = texts.dialog
    onAnswer(taken.state === 'pending_approval' ? waits(title) : done(title))
  }

  /** The case is none for this agency any more: its entry is released no further. */
  const leave = () => {
    onClose()
    store.drop(id)
    notes.say(id, texts.dialog.gone(title, who))
  }

  /** Of what was only received the officer is told what became of it, wherever that may be. */
  const follow = async () => {
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
      <p>
        <bdi>{who}</bdi> <small>{travellerFacts(before.traveller)}</small>
      </p>
      <ActionFields {...{ action, rules, form }} onForm={setForm} />
      {needsSecond(action, one, form, rules) && <p class="muted">{texts.dialog.second}</p>}
    </FormDialog>
  )
}
