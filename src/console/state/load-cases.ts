import type { CaseStateName } from '../../domain/case.ts'
import { call } from '../api/call.ts'
import type { CaseView } from '../api/views.ts'
import type { CaseStore } from './case-store.ts'

const pageSize = 500
// Beyond this nobody scrolls: the most urgent come first.
const maxPages = 10

/** Reads the cases of these states into the store, page by page, the most urgent first; resolves with the states that have more. */
export const loadCases = async (
  store: CaseStore,
  states: readonly CaseStateName[],
  pages = maxPages
): Promise<readonly CaseStateName[]> => {
  const more = await Promise.all(
    states.map(async state => {
      let cursor: string | undefined
      for (let page = 0; page < pages; page += 1) {
        const query = new URLSearchParams({
          state,
          limit: String(pageSize),
          ...(cursor && { cursor })
        })
        const found = await call<{ cases: CaseView[]; nextCursor?: string }>(
          'GET',
          `/v1/cases?${query}`
        )
        store.put(found.cases)
        cursor = found.nextCursor
        if (cursor === undefined) return []
      }
      return [state]
    })
  )
  return more.flat()
}
