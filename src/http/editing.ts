import { type Actor, type Caller, hasRole } from '../domain/access.ts'
import type { SharedList, Verdict } from '../domain/ports.ts'
import { type ListState, mayEdit } from '../domain/watchlist.ts'
import { NotAllowed, NotFound } from '../errors.ts'
import { type Problem, problem } from './problems.ts'

/** Whom a change is recorded for: an editor's agency; an administrator acts for the list's own. */
export const editorOf = (caller: Caller): Actor =>
  hasRole(caller, 'admin') || caller.agency === undefined
    ? { sub: caller.sub }
    : { sub: caller.sub, agency: caller.agency }

/** The list, if this caller may change it; throws NotFound or NotAllowed. */
export const editableList = async (
  sharedList: SharedList,
  caller: Caller,
  list: string
): Promise<ListState> => {
  const state = await sharedList.list(list)
  if (!state) throw new NotFound('there is no such list: create it first with PUT /v1/lists/{list}')
  if (!mayEdit(caller, state.agency)) throw new NotAllowed('the list belongs to another agency')
  return state
}

const statuses: Record<string, number> = {
  NO_SUCH_LIST: 404,
  NO_SUCH_ENTRY: 404,
  NO_SUCH_CASE: 404,
  NO_SUCH_EXCLUSION: 404,
  NOT_YOUR_LIST: 403,
  STALE_REVISION: 409,
  ACTION_NOT_POSSIBLE: 409,
  REASON_REQUIRED: 400,
  UNKNOWN_CODE: 400,
  NOT_WITH_ACTION: 400,
  EXCLUSION_NOT_POSSIBLE: 400,
  OWN_STEP: 403,
  ROLE_REQUIRED: 403
}

/** The verdict on a command that was not taken. */
export type Refusal = Extract<Verdict, { ok: false }>

/** A rejected command as a problem. */
export const rejectionProblem = ({ rejection }: Refusal): Problem =>
  problem(statuses[rejection.code] ?? 409, rejection.code, rejection.detail, {
    ...(rejection.revision !== undefined && { revision: rejection.revision })
  })
