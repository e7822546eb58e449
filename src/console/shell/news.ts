import type { CaseView } from '../api/views.ts'

/** Tells whether one of the cases announced now was not among those of the last time, or not in this state, or is escalated anew. */
export const createNews = () => {
  let known: ReadonlySet<string> = new Set()
  return (announced: readonly CaseView[]): boolean => {
    const now = new Set(
      announced.map(({ id, state, escalation }) => `${id} ${state} ${escalation?.at}`)
    )
    const isNews = [...now].some(key => !known.has(key))
    known = now
    return isNews
  }
}
