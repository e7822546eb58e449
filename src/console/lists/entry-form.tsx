import { useState } from 'preact/hooks'
import type { Entry } from '../../domain/entry.ts'
import { call } from '../api/call.ts'
import { Field } from '../shell/field.tsx'
import { texts } from '../texts.ts'
import { entryFrom, fieldsOf } from './entry-fields.ts'

export interface EntryFormProps {
  readonly base: string
  /** Empty for a new entry. */
  readonly id: string
  readonly stored: Partial<Entry> & { readonly revision: number }
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
  const address = `${base}/${encodeURIComponent(id)}`
  const field = (
    name:
      | 'family'
      | 'given'
      | 'birthDate'
      | 'nationality'
      | 'number'
      | 'issuer'
      | 'reference'
      | 'contact'
      | 'validUntil'
  ) => ({
    label: texts.entry[name],
    value: fields[name],
    onValue: (value: string) => setFields({ ...fields, [name]: value })
  })
  const run = (work: Promise<string>) =>
    void work.then(
      text => setSaid({ text }),
      (error: Error) => setSaid({ text: error.message, isBad: true })
    )
  const put = async () => {
    const next = revision + 1
    await call('PUT', address, entryFrom(stored, fields, next))
    setRevision(next)
    onChanged()
    return texts.entry.saved(next)
  }
  const withdraw = async () => {
    await call('DELETE', `${address}?revision=${revision + 1}`)
    setRevision(revision + 1)
    onChanged()
    return texts.entry.withdrawn
  }
  const tryOut = async () => {
    const body = entryFrom(stored, fields, revision + 1)
    const { referred, compared, days } = await call<Tried>('POST', `${base}/try`, body)
    return texts.entry.tried(referred, compared, days)
  }
  const toggle = (warning: string) => {
    const { warnings } = fields
    const next = warnings.includes(warning)
      ? warnings.filter(one => one !== warning)
      : [...warnings, warning]
    setFields({ ...fields, warnings: next })
  }
  return (
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
        <Select
          label={texts.entry.kind}
          value={fields.kind}
          options={texts.entry.kinds}
          onValue={kind => setFields({ ...fields, kind: kind as Entry['kind'] })}
        />
        <Field {...field('family')} dir="auto" />
        <Field {...field('given')} dir="auto" />
        <Field {...field('birthDate')} hint={texts.search.birthDateHint} />
        <Field {...field('nationality')} hint={texts.search.countryHint} />
        <Field {...field('number')} />
        <Field {...field('issuer')} hint={texts.search.countryHint} />
        <Select
          label={texts.entry.instruction}
          value={fields.instruction}
          options={{ '': texts.entry.inherit, ...texts.instructions }}
          onValue={instruction => setFields({ ...fields, instruction })}
        />
        <Select
          label={texts.entry.handling}
          value={fields.handling}
          options={{ '': texts.entry.inherit, ...texts.handling }}
          onValue={handling => setFields({ ...fields, handling })}
        />
        <Field {...field('reference')} />
        <Field {...field('contact')} />
        <Field {...field('validUntil')} hint={texts.entry.dayHint} pattern="\d{4}-\d{2}-\d{2}" />
        <fieldset class="wide">
          <legend>{texts.entry.warnings}</legend>
          {Object.entries(texts.warnings).map(([warning, text]) => (
            <label key={warning} class="check">
              <input
                type="checkbox"
                checked={fields.warnings.includes(warning)}
                onChange={() => toggle(warning)}
              />
              {text}
            </label>
          ))}
        </fieldset>
        <label class="check wide">
          <input
            type="checkbox"
            checked={fields.covert}
            onChange={event => setFields({ ...fields, covert: event.currentTarget.checked })}
          />
          {texts.entry.covert}
        </label>
        <label class="wide">
          {texts.entry.remarks}
          <textarea
            rows={2}
            value={fields.remarks}
            onInput={event => setFields({ ...fields, remarks: event.currentTarget.value })}
          />
        </label>
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
          <button type="button" onClick={() => run(withdraw())}>
            {texts.entry.withdraw}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {texts.entry.close}
        </button>
      </div>
    </form>
  )
}

interface SelectProps {
  readonly label: string
  readonly value: string
  readonly options: { readonly [value: string]: string }
  readonly onValue: (value: string) => void
}

const Select = ({ label, value, options, onValue }: SelectProps) => (
  <label>
    {label}
    <select value={value} onChange={event => onValue(event.currentTarget.value)}>
      {Object.entries(options).map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  </label>
)
