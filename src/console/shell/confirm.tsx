import { useState } from 'preact/hooks'
import { failureText } from './failure-text.ts'
import { FormDialog } from './form-dialog.tsx'

export interface ConfirmProps {
  readonly title: string
  /** What follows from it. */
  readonly text: string
  readonly button: string
  readonly run: () => Promise<void>
  readonly onClose: () => void
}

/** Asks once more, then does what can not be taken back; says why where that fails. */
export const Confirm = ({ title, text, button, run, onClose }: ConfirmProps) => {
  const [problem, setProblem] = useState('')
  const [isRunning, setRunning] = useState(false)
  const confirm = async () => {
    setRunning(true)
    try {
      await run()
      onClose()
    } catch (error) {
      setRunning(false)
      setProblem(failureText(error as Error))
    }
  }
  return (
    <FormDialog {...{ title, button, problem, isRunning, onClose }} onSend={() => void confirm()}>
      <p>{text}</p>
    </FormDialog>
  )
}
