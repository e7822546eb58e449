import { useLayoutEffect, useRef } from 'preact/hooks'

/** Puts the focus on the page's content whenever another page is shown: keys and readers go on from there. */
export const useArrival = (path: string): void => {
  const shown = useRef(path)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    focusContent()
  }, [path])
}

/** Keeps the focus on the page when what had it is taken away, as the button of an action that is done. */
export const useKeptFocus = (): void => {
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    // Nothing behind a dialog takes the focus, and what is in it goes with it.
    const isAsking = document.querySelector('dialog[open]') !== null
    const hasFocus = () => document.activeElement !== document.body
    if (hadFocus.current && !isAsking && !hasFocus()) focusContent()
    hadFocus.current = isAsking || hasFocus()
  })
}

const focusContent = () => document.getElementById('content')?.focus({ preventScroll: true })
