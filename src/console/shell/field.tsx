export interface FieldProps {
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly hint?: string
  readonly pattern?: string
  readonly required?: boolean
  readonly dir?: 'auto'
}

/** One line of a form: its label, what is typed, and a word of help. */
export const Field = ({ label, value, onValue, hint, ...input }: FieldProps) => (
  <label>
    {label}
    <input
      {...input}
      autocomplete="off"
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
    />
    {hint && <small>{hint}</small>}
  </label>
)
