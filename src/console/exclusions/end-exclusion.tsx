import { useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import type { ExclusionView } from '../api/views.ts'
import { Dialog } from '../shell/dialog.tsx'
import { texts } from '../texts.ts'

export interface EndExclusionProps {
  readonly one: ExclusionView
  readonly onClose: () => void
  readonly onEnded: () => void
}

/** Asks once more, then ends an exclusion. */
export const EndExclusion = ({ one, onClose, onEnded }: EndExclusionProps) => {
  const [problem, setProblem] = useState('')
  const end = async () => {
    try {
      await call('DELETE', `/v1/exclusions/${one.id}`)
      onEnded()
      onClose()
    } catch (error) {
      setProblem(texts.dialog.failed((error as Error).message))
    }
  }
  return (
    <Dialog title={texts.exclusions.endOne(`${one.list} / ${one.entryId}`)} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault()
          void end()
        }}
      >
        <p>{texts.exclusions.sure}</p>
        {problem && (
          <p role="alert" class="notice bad">
            {problem}
          </p>
        )}
        <div class="buttons">
          <button type="submit" class="primary">
            {texts.exclusions.end}
          </button>
          <button type="button" onClick={onClose}>
            {texts.dialog.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
