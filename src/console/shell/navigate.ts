import { useEffect, useState } from 'preact/hooks'

const moved = new EventTarget()

/** Goes to another page of the console without loading it anew. */
export const navigate = (path: string): void => {
  history.pushState(undefined, '', path)
  moved.dispatchEvent(new Event('moved'))
  scrollTo(0, 0)
}

/** The path of the page shown; links within the console change it. */
export const usePath = (): string => {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const update = () => setPath(location.pathname)
    document.addEventListener('click', follow)
    moved.addEventListener('moved', update)
    addEventListener('popstate', update)
    return () => {
      document.removeEventListener('click', follow)
      moved.removeEventListener('moved', update)
      removeEventListener('popstate', update)
    }
  }, [])
  return path
}

const follow = (event: MouseEvent) => {
  if (event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest('a[href^="/"]')
  const href = link?.getAttribute('href')
  if (!href || href.startsWith('/auth/') || link?.hasAttribute('target')) return
  event.preventDefault()
  navigate(href)
}
