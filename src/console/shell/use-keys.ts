import { useLayoutEffect } from 'preact/hooks'

/** What a key does, by `KeyboardEvent.key`. */
export type Keys = { readonly [key: string]: (() => void) | undefined }

const written = 'input:not([type="radio"], [type="checkbox"]), textarea, select, dialog'

const letter = /^\S$/u
let areLettersOn = true

/** Switches single letters on or off: whoever speaks to the computer presses them unasked. Others, as arrows, go on. */
export const setLetters = (areOn: boolean): void => {
  areLettersOn = areOn
}

/** Keys of a page: not while somebody writes, chooses from a list or answers a dialog. */
export const useKeys = (keys: Keys): void => {
  // At once, not after the next frame: quick fingers press the next key before that.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const target = event.target as Element | null
      if (target?.closest(written)) return
      if (event.key.startsWith('Arrow') && target?.closest('[type="radio"]')) return
      if (event.key === 'Enter' && target?.closest('a, button')) return
      if (!areLettersOn && letter.test(event.key)) return
      const run = keys[event.key]
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
