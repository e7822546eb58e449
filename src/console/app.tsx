import { useEffect, useState } from 'preact/hooks'
import { call, sessionEnd } from './api/call.ts'
import type { SessionView } from './api/views.ts'
import { Pages } from './pages.tsx'
import { usePath } from './shell/navigate.ts'
import { SignIn } from './shell/sign-in.tsx'

/** The console: signing in, then its pages, until the session ends. */
export const App = () => {
  const [session, setSession] = useState<SessionView | 'asking' | 'nobody' | 'ended'>('asking')
  const path = usePath()
  useEffect(() => {
    const end = () =>
      setSession(known => (known === 'asking' ? 'nobody' : known === 'nobody' ? known : 'ended'))
    sessionEnd.addEventListener('ended', end)
    call<SessionView>('GET', '/v1/session').then(setSession, () => setSession('nobody'))
    return () => sessionEnd.removeEventListener('ended', end)
  }, [])
  const expiresAt = typeof session === 'object' ? session.expiresAt : undefined
  useEffect(() => {
    if (expiresAt === undefined) return undefined
    const leftMs = Math.min(Date.parse(expiresAt) - Date.now(), 2 ** 31 - 1)
    const timer = setTimeout(() => setSession('ended'), leftMs)
    return () => clearTimeout(timer)
  }, [expiresAt])
  if (session === 'asking') return null
  if (typeof session === 'string') return <SignIn ended={session === 'ended'} />
  return <Pages session={session} path={path} />
}
