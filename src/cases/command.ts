import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access.ts'
import type { RevokeCommand } from '../domain/apply-revocation.ts'
import type { CaseAction, CaseCommand } from '../domain/case-action.ts'
import type { Record, RecordEvent, Verdict, Verdicts } from '../domain/ports.ts'
import type { Role } from '../domain/vocabulary.ts'

export interface CaseCommandDeps {
  readonly record: Record
  readonly verdicts: Verdicts
  readonly now: () => Date
}

/** An officer's action on a case: the verdict of the projection; undefined = accepted, but not decided in time. */
export type CommandCase = (
  caseId: string,
  action: CaseAction,
  by: Actor,
  roles: readonly Role[]
) => Promise<Verdict | undefined>

/** A supervisor ends an exclusion of this case; verdicts as of an action. */
export type RevokeExclusion = (
  caseId: string,
  exclusionId: string,
  by: Actor
) => Promise<Verdict | undefined>

const verdictTimeoutMs = 2_000

/** Makes the function through which every action on a case goes. */
export const createCaseCommands =
  (deps: CaseCommandDeps): CommandCase =>
  (caseId, action, by, roles) =>
    decided(deps, { ...action, commandId: randomUUID(), caseId, by, roles })

/** Makes the function through which exclusions are revoked. */
export const createRevocation =
  (deps: CaseCommandDeps): RevokeExclusion =>
  (caseId, exclusionId, by) =>
    decided(deps, { action: 'revoke', commandId: randomUUID(), caseId, exclusionId, by })

const decided = async (
  { record, verdicts, now }: CaseCommandDeps,
  command: CaseCommand | RevokeCommand
): Promise<Verdict | undefined> => {
  const { commandId, action, by } = command
  const event: RecordEvent<CaseCommand | RevokeCommand> = {
    id: commandId,
    type: `portcullis.case.${action}`,
    source: `http/${by.sub}`,
    time: now().toISOString(),
    data: command
  }
  const verdict = verdicts.wait(commandId, verdictTimeoutMs)
  await record.append('case-commands', [event])
  return verdict
}
