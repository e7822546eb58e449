import { useEffect, useMemo, useState } from 'preact/hooks'
import { call } from '../api/call.ts'
import { type Connection, followCases } from '../api/follow-cases.ts'
import type { CaseRulesView } from '../api/views.ts'
import { openStates } from './case-states.ts'
import { type CaseStore, createCaseStore } from './case-store.ts'
import { createFilling } from './fill-store.ts'
import { type Notes, useNotes } from './use-notes.ts'

/** The officer's desk: its cases, and how the line to the service stands. */
export interface Desk {
  readonly store: CaseStore
  readonly connection: Connection
  readonly isLoaded: boolean
  /** Whether there are more open cases, less urgent ones, than are held. */
  readonly hasMore: boolean
  /** What the policy says about working on cases, once it is read. */
  readonly rules: CaseRulesView | undefined
  /** What became late of an action, or that it was refused since somebody else was first, wherever the officer is by then. */
  readonly notes: Notes
}

const gatherMs = 80

/** Follows the desk as long as the console is open. */
export const useDesk = (isOfficer: boolean): Desk => {
  const store = useMemo(() => createCaseStore(run => setTimeout(run, gatherMs)), [])
  const [connection, setConnection] = useState<Connection>('connecting')
  const [isLoaded, setLoaded] = useState(false)
  const [hasMore, setMore] = useState(false)
  const filling = useMemo(() => createFilling({ store, onMore: setMore }), [store])
  const [rules, setRules] = useState<CaseRulesView>()
  const notes = useNotes()
  useEffect(() => {
    if (!isOfficer) return undefined
    const leaving = new AbortController()
    const readRules = async () => setRules(await call<CaseRulesView>('GET', '/v1/cases/rules'))
    let wasLost = false
    void followCases({
      onConnection: now => {
        setConnection(now)
        // The service may be back with another policy.
        if (now === 'live' && wasLost) void readRules().catch(() => undefined)
        wasLost = now === 'lost'
      },
      onReady: async () => {
        await readRules()
        await filling.fill(openStates)
        setLoaded(true)
      },
      onCase: one => store.put([one]),
      onGone: store.drop,
      signal: leaving.signal
    })
    const stop = store.subscribe(() => void filling.readOn())
    return () => {
      leaving.abort()
      stop()
    }
  }, [isOfficer, store, filling])
  return { store, connection, isLoaded, hasMore, rules, notes }
}
