import type { Action } from '../../domain/case-action.ts'
import type { CaseRulesView } from '../api/views.ts'
import { texts } from '../texts.ts'
import { type ActionForm, haveOutcome } from './to-action.ts'

export interface ActionFieldsProps {
  readonly action: Action
  readonly rules: CaseRulesView | undefined
  readonly form: ActionForm
  readonly onForm: (form: ActionForm) => void
}

/** What an action asks for: a reason of the policy's list, words, and what else belongs to it. */
export const ActionFields = ({ action, rules, form, onForm }: ActionFieldsProps) => {
  const reasons = rules && action in rules.reasons ? rules.reasons[action as Reasoned] : []
  const set = (part: Partial<ActionForm>) => onForm({ ...form, ...part })
  return (
    <>
      {action === 'answer' && (
        <Choice
          label={texts.dialog.verdict}
          nothing={texts.dialog.noVerdict}
          value={form.verdict}
          onValue={verdict => set({ verdict })}
          choices={Object.entries(texts.verdicts).map(([code, title]) => ({ code, title }))}
        />
      )}
      {reasons.length > 0 && (
        <Choice
          label={texts.dialog.reason}
          nothing={texts.dialog.choose}
          value={form.reasonCode}
          onValue={reasonCode => set({ reasonCode })}
          choices={reasons}
        />
      )}
      <label>
        {texts.dialog.text}
        <textarea
          rows={3}
          dir="auto"
          maxLength={4_000}
          value={form.words}
          onInput={event => set({ words: event.currentTarget.value })}
        />
        <small>{texts.dialog.textHint}</small>
      </label>
      {rules && haveOutcome.includes(action) && (
        <Choice
          label={texts.dialog.outcome}
          nothing={texts.dialog.noOutcome}
          value={form.outcome}
          onValue={outcome => set({ outcome })}
          choices={rules.outcomes}
        />
      )}
      {action === 'dismiss' && (
        <label>
          {texts.dialog.exclude}
          <input
            type="date"
            value={form.until}
            onChange={event => set({ until: event.currentTarget.value })}
          />
          <small>{texts.dialog.excludeHint}</small>
        </label>
      )}
    </>
  )
}

type Reasoned = keyof CaseRulesView['reasons']

interface ChoiceProps {
  readonly label: string
  readonly nothing: string
  readonly value: string
  readonly onValue: (value: string) => void
  readonly choices: readonly { readonly code: string; readonly title: string }[]
}

const Choice = ({ label, nothing, value, onValue, choices }: ChoiceProps) => (
  <label>
    {label}
    <select value={value} onChange={event => onValue(event.currentTarget.value)}>
      <option value="">{nothing}</option>
      {choices.map(({ code, title }) => (
        <option key={code} value={code}>
          {title}
        </option>
      ))}
    </select>
  </label>
)
