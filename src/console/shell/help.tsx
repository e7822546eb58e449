import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'

/** The keys that work everywhere in the queue and in a case. */
export const Help = ({ onClose }: { readonly onClose: () => void }) => (
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
    <form method="dialog">
      <button type="submit">{texts.help.close}</button>
    </form>
  </Dialog>
)
