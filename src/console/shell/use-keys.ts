import { useLayoutEffect } from 'preact/hooks'

/** What a key does, by `KeyboardEvent.key`. */
export type Keys = { readonly [key: string]: (() => void) | undefined }

/** Keys of a page: not while somebody writes, chooses or answers a dialog. */
export const useKeys = (keys: Keys): void => {
  // At once, not after the next frame: quick fingers press the next key before that.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as Element | null
      if (target?.closest('input, textarea, select, dialog')) return
      if (event.key === 'Enter' && target?.closest('a, button')) return
      const run = keys[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
