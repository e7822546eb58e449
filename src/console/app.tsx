import { useEffect, useState } from 'preact/hooks'
import { call, isUnanswered, sessionEnd } from './api/call.ts'
import { clock } from './api/clock.ts'
import { openOtherTabs } from './api/other-tabs.ts'
import type { SessionView } from './api/views.ts'
import { Pages } from './pages.tsx'
import { usePath } from './shell/navigate.ts'
import { type SignedOut, SignIn } from './shell/sign-in.tsx'

/** The console: signing in, then its pages, until the session ends. */
export const App = () => {
  const [session, setSession] = useState<SessionView | 'asking' | SignedOut>('asking')
  const path = usePath()
  useEffect(() => {
    const end = () => setSession(known => (typeof known === 'object' ? 'ended' : known))
    const ask = () => call<SessionView>('GET', '/v1/session').then(setSession)
    const tabs = openOtherTabs(() => void ask().catch(() => undefined))
    sessionEnd.addEventListener('ended', end)
    void ask()
      .catch((error: Error) => setSession(isUnanswered(error) ? 'unanswered' : 'nobody'))
      .then(tabs.tell)
    return () => {
      sessionEnd.removeEventListener('ended', end)
      tabs.close()
    }
  }, [])
  const expiresAt = typeof session === 'object' ? session.expiresAt : undefined
  useEffect(() => {
    if (expiresAt === undefined) return undefined
    const leftMs = Math.min(Date.parse(expiresAt) - clock.now(), 2 ** 31 - 1)
    const timer = setTimeout(() => setSession('ended'), leftMs)
    return () => clearTimeout(timer)
  }, [expiresAt])
  if (session === 'asking') return null
  if (typeof session === 'string') return <SignIn why={session} />
  return <Pages key={personOf(session)} session={session} path={path} />
}

/** Nothing of one person is shown to another; who signs in again goes on. */
const personOf = ({ sub, agency, roles, purposes }: SessionView) =>
  JSON.stringify([sub, agency, roles, purposes])
