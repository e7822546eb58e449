import { useLayoutEffect, useRef } from 'preact/hooks'

/** Puts the focus on the page's content whenever another page is shown: keys and readers go on from there. */
export const useArrival = (path: string): void => {
  const shown = useRef(path)
  useLayoutEffect(() => {
    if (shown.current === path) return
    shown.current = path
    document.getElementById('content')?.focus({ preventScroll: true })
  }, [path])
}
