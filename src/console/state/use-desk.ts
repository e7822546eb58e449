import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Connection, followCases } from '../api/follow-cases.ts'
import { openStates } from './case-states.ts'
import { type CaseStore, createCaseStore } from './case-store.ts'
import { loadCases } from './load-cases.ts'

/** The officer's desk: its cases, and how the line to the service stands. */
export interface Desk {
  readonly store: CaseStore
  readonly connection: Connection
  readonly isLoaded: boolean
}

const gatherMs = 80

/** Follows the desk as long as the console is open. */
export const useDesk = (isOfficer: boolean): Desk => {
  const store = useMemo(() => createCaseStore(run => setTimeout(run, gatherMs)), [])
  const [connection, setConnection] = useState<Connection>('connecting')
  const [isLoaded, setLoaded] = useState(false)
  useEffect(() => {
    if (!isOfficer) return undefined
    const leaving = new AbortController()
    void followCases({
      onConnection: setConnection,
      onReady: async () => {
        await loadCases(store, openStates)
        setLoaded(true)
      },
      onCase: one => store.put([one]),
      signal: leaving.signal
    })
    return () => leaving.abort()
  }, [isOfficer, store])
  return { store, connection, isLoaded }
}
