/** Why a command was not taken. */
export interface Rejection {
  readonly code:
    | 'NO_SUCH_LIST'
    | 'NO_SUCH_ENTRY'
    | 'NO_SUCH_CASE'
    | 'NO_SUCH_EXCLUSION'
    | 'STALE_REVISION'
    | 'NOT_YOUR_LIST'
    | 'ACTION_NOT_POSSIBLE'
    | 'REASON_REQUIRED'
    | 'UNKNOWN_CODE'
    | 'NOT_WITH_ACTION'
    | 'EXCLUSION_NOT_POSSIBLE'
    | 'OWN_STEP'
    | 'ROLE_REQUIRED'
  readonly detail: string
  /** The revision that stands, where one does. */
  readonly revision?: number
}

/** A rule's outcome: the state that the command makes, or why it makes none. */
export type Applied<T> =
  | { readonly ok: true; readonly state: T }
  | { readonly ok: false; readonly rejection: Rejection }

/** A rejection, as a value: an expected outcome, not an exception. */
export const rejected = (code: Rejection['code'], detail: string, revision?: number) => ({
  ok: false as const,
  rejection: { code, detail, ...(revision !== undefined && { revision }) }
})
