import type { CaseView } from '../api/views.ts'
import { decidedStates } from './case-states.ts'

/** The cases that this console knows, each in its newest revision. */
export interface CaseStore {
  readonly get: (id: string) => CaseView | undefined
  readonly all: () => readonly CaseView[]
  /** Takes cases from the list, the stream or an action's answer, in any order: an older revision changes nothing. */
  readonly put: (cases: readonly CaseView[]) => void
  /** Forgets a case that is none for this desk any more. */
  readonly drop: (id: string) => void
  /** Tells of changes, many at once; returns how to stop. */
  readonly subscribe: (onChange: () => void) => () => void
}

/** So many decided cases are kept; those decided first are forgotten, so that a console can stay open for weeks. */
const keptDecided = 2_000

/** An empty store; `schedule` gathers the changes that come until it runs. */
export const createCaseStore = (schedule: (run: () => void) => void): CaseStore => {
  const cases = new Map<string, CaseView>()
  const listeners = new Set<() => void>()
  let list: readonly CaseView[] | undefined
  let isScheduled = false
  let forgetAt = keptDecided * 2
  const tell = () => {
    isScheduled = false
    for (const listener of listeners) listener()
  }
  const changed = () => {
    list = undefined
    if (isScheduled) return
    isScheduled = true
    schedule(tell)
  }
  return {
    get: id => cases.get(id),
    all: () => {
      list ??= [...cases.values()]
      return list
    },
    put: found => {
      for (const one of found) {
        const known = cases.get(one.id)
        if (!known || known.revision <= one.revision) cases.set(one.id, one)
      }
      if (cases.size > forgetAt) {
        forget(cases)
        forgetAt = cases.size + keptDecided
      }
      changed()
    },
    drop: id => {
      if (cases.delete(id)) changed()
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}

const forget = (cases: Map<string, CaseView>) => {
  const decided = [...cases.values()]
    .filter(({ state }) => decidedStates.includes(state))
    .sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt))
  for (const { id } of decided.slice(keptDecided)) cases.delete(id)
}
