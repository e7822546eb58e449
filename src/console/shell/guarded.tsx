import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { texts } from '../texts.ts'

/** What stands in it; where that can not be drawn, a word about it: nothing half drawn, or of before, is left to be read. */
export const Guarded = ({ children }: { readonly children: ComponentChildren }) => {
  const [error, again] = useErrorBoundary()
  if (!error) return <>{children}</>
  return (
    <p role="alert" class="notice bad">
      {texts.shell.broken}{' '}
      <button type="button" onClick={again}>
        {texts.case.readAgain}
      </button>
    </p>
  )
}
