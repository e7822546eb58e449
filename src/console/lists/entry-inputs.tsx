import type { Entry } from '../../domain/entry.ts'
import { Field } from '../shell/field.tsx'
import { texts } from '../texts.ts'
import type { EntryFields } from './entry-fields.ts'

export interface EntryInputsProps {
  readonly fields: EntryFields
  readonly onFields: (fields: EntryFields) => void
}

type TextField = Exclude<keyof EntryFields, 'kind' | 'covert' | 'warnings'>

/** What of an entry can be typed, chosen and ticked. */
export const EntryInputs = ({ fields, onFields }: EntryInputsProps) => {
  const input = (name: TextField) => ({
    label: texts.entry[name],
    value: fields[name],
    onValue: (value: string) => onFields({ ...fields, [name]: value })
  })
  const day = { hint: texts.entry.dayHint, pattern: '\\d{4}-\\d{2}-\\d{2}' }
  const inherited = { '': texts.entry.inherit }
  const unknown = { '': texts.entry.unknown }
  return (
    <>
      <Select
        label={texts.entry.kind}
        value={fields.kind}
        options={texts.entry.kinds}
        onValue={kind => onFields({ ...fields, kind: kind as Entry['kind'] })}
      />
      <Field {...input('family')} dir="auto" />
      <Field {...input('given')} dir="auto" />
      <Field {...input('birthDate')} hint={texts.entry.birthDateHint} />
      <Select {...input('sex')} options={{ ...unknown, ...texts.search.sexes }} />
      <Field {...input('nationality')} hint={texts.search.countryHint} />
      <Field {...input('number')} />
      <Field {...input('issuer')} hint={texts.search.countryHint} />
      <Select {...input('status')} options={{ ...unknown, ...texts.entry.statuses }} />
      <Select {...input('instruction')} options={{ ...inherited, ...texts.instructions }} />
      <Select {...input('handling')} options={{ ...inherited, ...texts.handling }} />
      <Field {...input('releasableTo')} hint={texts.entry.agenciesHint} />
      <Field {...input('reference')} />
      <Field {...input('contact')} />
      <Field {...input('validFrom')} {...day} />
      <Field {...input('validUntil')} {...day} />
      <Field {...input('reviewBy')} {...day} />
      <Warnings {...{ fields, onFields }} />
      <label class="check wide">
        <input
          type="checkbox"
          checked={fields.covert}
          onChange={event => onFields({ ...fields, covert: event.currentTarget.checked })}
        />
        {texts.entry.covert}
      </label>
      <Lines {...input('birthPlaces')} hint={texts.entry.linesHint} />
      <Lines {...input('legalBasis')} />
      <Lines {...input('remarks')} />
    </>
  )
}

const Warnings = ({ fields, onFields }: EntryInputsProps) => {
  const { warnings } = fields
  const toggle = (warning: string) =>
    warnings.includes(warning) ? warnings.filter(one => one !== warning) : [...warnings, warning]
  return (
    <fieldset class="wide">
      <legend>{texts.entry.warnings}</legend>
      {Object.entries(texts.warnings).map(([warning, text]) => (
        <label key={warning} class="check">
          <input
            type="checkbox"
            checked={warnings.includes(warning)}
            onChange={() => onFields({ ...fields, warnings: toggle(warning) })}
          />
          {text}
        </label>
      ))}
    </fieldset>
  )
}

interface InputProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

const Select = ({
  label,
  value,
  options,
  onValue
}: InputProps & { readonly options: { readonly [value: string]: string } }) => (
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

const Lines = ({ label, value, hint, onValue }: InputProps & { readonly hint?: string }) => (
  <label class="wide">
    {label}
    <textarea
      rows={2}
      dir="auto"
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
    {hint && <small>{hint}</small>}
  </label>
)
