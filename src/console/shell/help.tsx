import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'

export interface HelpProps {
  readonly letters: boolean
  readonly onLetters: (areOn: boolean) => void
  readonly onClose: () => void
}

/** The keys that work everywhere in the queue and in a case, and whether those of one letter do. */
export const Help = ({ letters, onLetters, onClose }: HelpProps) => (
  <Dialog title={texts.help.title} onClose={onClose}>
    <dl class="keys">
      {texts.help.keys.map(([key, what]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <form method="dialog" class="form">
      <label class="check">
        <input
          type="checkbox"
          checked={letters}
          onChange={event => onLetters(event.currentTarget.checked)}
        />
        {texts.help.letters}
      </label>
      <button type="submit">{texts.help.close}</button>
    </form>
  </Dialog>
)
