import { useState } from 'preact/hooks'
import { call, isUnanswered } from '../api/call.ts'
import { readUntil } from '../api/read-until.ts'
import { Confirm } from '../shell/confirm.tsx'
import { Field } from '../shell/field.tsx'
import { texts } from '../texts.ts'
import { entryFrom, fieldsOf } from './entry-fields.ts'
import { EntryInputs } from './entry-inputs.tsx'
import { type Asked, entryOutcome, isInEffect, type StoredEntry } from './entry-outcome.ts'

export interface EntryFormProps {
  readonly base: string
  /** Empty for a new entry. */
  readonly id: string
  readonly stored: StoredEntry
  readonly onClose: () => void
  readonly onChanged: () => void
}

interface Tried {
  readonly compared: number
  readonly referred: number
  readonly days: number
}

/** An entry: to be looked at, changed, tried out against the last travellers, put, withdrawn. */
export const EntryForm = ({ base, id: storedId, stored, onClose, onChanged }: EntryFormProps) => {
  const [fields, setFields] = useState(fieldsOf(stored))
  const [id, setId] = useState(storedId)
  const [revision, setRevision] = useState(stored.revision)
  const [said, setSaid] = useState<{ readonly text: string; readonly isBad?: true }>()
  const [isWithdrawing, setWithdrawing] = useState(false)
  const address = `${base}/${encodeURIComponent(id)}`
  const run = (work: Promise<string>) =>
    void work.then(
      text => setSaid({ text }),
      (error: Error) => setSaid({ text: error.message, isBad: true })
    )
  /** Sends a change, and says what became of it: at once, or as soon as that can be read. */
  const send = async (method: string, path: string, asked: Asked): Promise<string> => {
    const read = () => call<StoredEntry>('GET', address)
    try {
      const { status } = await call<{ status: string }>(method, path, asked.put)
      if (status !== 'accepted') return inEffect(asked)
    } catch (error) {
      if (isUnanswered(error as Error)) throw new Error(texts.dialog.unanswered)
      // Sent again since no answer had come, while the first had been taken.
      if (isInEffect(asked, await read().catch(() => undefined))) return inEffect(asked)
      throw error
    }
    setSaid({ text: texts.entry.accepted(asked.revision) })
    const found = await readUntil(read, one => one.revision >= asked.revision)
    if (isInEffect(asked, found)) return inEffect(asked)
    onChanged()
    return entryOutcome(asked, found)
  }
  /** Only then the next change goes on from it: it must not go over what somebody else has put meanwhile. */
  const inEffect = ({ revision: standing, put }: Asked): string => {
    setRevision(standing)
    onChanged()
    return put ? texts.entry.saved(standing) : texts.entry.withdrawn
  }
  const next = revision + 1
  const put = () => send('PUT', address, { revision: next, put: entryFrom(stored, fields, next) })
  const withdraw = () => send('DELETE', `${address}?revision=${next}`, { revision: next })
  const tryOut = async () => {
    const body = entryFrom(stored, fields, next)
    const { referred, compared, days } = await call<Tried>('POST', `${base}/try`, body)
    return texts.entry.tried(referred, compared, days)
  }
  return (
    <>
      <form
        class="panel form"
        autocomplete="off"
        onSubmit={event => {
          event.preventDefault()
          run(put())
        }}
      >
        <h2>{storedId ? texts.entry.title(storedId) : texts.entry.newTitle}</h2>
        <div class="fields">
          {!storedId && (
            <Field
              label={texts.lists.id}
              value={id}
              onValue={setId}
              required
              pattern="[A-Za-z0-9][A-Za-z0-9._:\-]*"
            />
          )}
          <EntryInputs fields={fields} onFields={setFields} />
        </div>
        <p class="muted">{texts.entry.keep}</p>
        <p role="status" class={said && (said.isBad ? 'notice bad' : 'notice')}>
          {said?.text}
        </p>
        <div class="buttons">
          <button type="submit" class="primary">
            {texts.entry.put}
          </button>
          <button type="button" onClick={() => run(tryOut())}>
            {texts.entry.try}
          </button>
          {storedId && (
            <button type="button" onClick={() => setWithdrawing(true)}>
              {texts.entry.withdraw}
            </button>
          )}
          <button type="button" onClick={onClose}>
            {texts.entry.close}
          </button>
        </div>
      </form>
      {isWithdrawing && (
        <Confirm
          title={texts.entry.withdrawOne(id)}
          text={texts.entry.sure}
          button={texts.entry.withdraw}
          run={async () => run(withdraw())}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </>
  )
}
