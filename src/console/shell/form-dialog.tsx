import type { ComponentChildren } from 'preact'
import { texts } from '../texts.ts'
import { Dialog } from './dialog.tsx'

export interface FormDialogProps {
  readonly title: string
  /** What the button that sends says. */
  readonly button: string
  /** Why it could not be done; empty where nothing went wrong. */
  readonly problem: string
  readonly isRunning: boolean
  readonly onSend: () => void
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A dialog that sends what stands in it, once at a time, or is left without. */
export const FormDialog = ({
  title,
  button,
  problem,
  isRunning,
  onSend,
  onClose,
  children
}: FormDialogProps) => (
  <Dialog title={title} onClose={onClose}>
    <form
      class="form"
      onSubmit={event => {
        event.preventDefault()
        onSend()
      }}
    >
      {children}
      {problem && (
        <p role="alert" class="notice bad">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary" disabled={isRunning}>
          {button}
        </button>
        <button type="button" onClick={onClose}>
          {texts.dialog.cancel}
        </button>
      </div>
    </form>
  </Dialog>
)
