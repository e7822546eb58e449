import type { CaseStateName } from '../../domain/case.ts'
import type { CaseStore } from './case-store.ts'
import { loadCases } from './load-cases.ts'

/** So many open cases of a state are left when the next are read. */
const readOnBelow = 4_000
const retryMs = 30_000

export interface FillingOptions {
  readonly store: CaseStore
  /** Told whether there are more open cases than the store holds. */
  readonly onMore: (hasMore: boolean) => void
  readonly load?: typeof loadCases
}

/** Reads cases into the store; of states that have more than it holds reads on as these are worked off. */
export const createFilling = ({ store, onMore, load = loadCases }: FillingOptions) => {
  let cutOff: readonly CaseStateName[] = []
  let isReading = false
  const fill = async (states: readonly CaseStateName[]): Promise<void> => {
    const more = await load(store, states)
    cutOff = [...cutOff.filter(state => !states.includes(state)), ...more]
    onMore(cutOff.length > 0)
  }
  const isLow = (state: CaseStateName) =>
    store.all().filter(one => one.state === state).length < readOnBelow
  return {
    /** The most urgent cases of these states. */
    fill,
    /** Whenever cases have changed. */
    readOn: async (): Promise<void> => {
      if (isReading || !cutOff.some(isLow)) return
      isReading = true
      try {
        await fill(cutOff.filter(isLow))
        isReading = false
      } catch {
        setTimeout(() => {
          isReading = false
        }, retryMs)
      }
    }
  }
}
