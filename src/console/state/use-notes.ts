import { useCallback, useState } from 'preact/hooks'

/** What an officer is to be told wherever in the console: one text about each case. */
export interface Notes {
  readonly texts: readonly { readonly id: string; readonly text: string }[]
  /** Says this about a case instead of what was said before; nothing when empty. */
  readonly say: (id: string, text: string) => void
}

/** Notes of this console, none at first. */
export const useNotes = (): Notes => {
  const [texts, setTexts] = useState<Notes['texts']>([])
  const say = useCallback(
    (id: string, text: string) =>
      setTexts(known => [...known.filter(one => one.id !== id), ...(text ? [{ id, text }] : [])]),
    []
  )
  return { texts, say }
}
