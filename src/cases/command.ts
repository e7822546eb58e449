import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access.ts'
import type { RevokeCommand } from '../domain/apply-revocation.ts'
import type { ViewCommand } from '../domain/apply-view.ts'
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

/** Notes that somebody has opened a case; waits for nothing, and nothing depends on it: the audit has it in any case. */
export type NoteView = (caseId: string, by: Actor) => void

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

/** Makes the function that notes views. */
export const createViews =
  ({
    record,
    log,
    now
  }: Pick<CaseCommandDeps, 'record' | 'now'> & {
    readonly log: { warn(about: object, message: string): void }
  }): NoteView =>
  (caseId, by) => {
    const command = { action: 'view' as const, commandId: randomUUID(), caseId, by }
    record
      .append('case-commands', [eventOf(command, now())])
      .catch((err: unknown) => log.warn({ err, case: caseId }, 'a view is missing beside a trail'))
  }

const decided = async (
  { record, verdicts, now }: CaseCommandDeps,
  command: CaseCommand | RevokeCommand
): Promise<Verdict | undefined> => {
  const verdict = verdicts.wait(command.commandId, verdictTimeoutMs)
  await record.append('case-commands', [eventOf(command, now())])
  return verdict
}

const eventOf = <T extends CaseCommand | RevokeCommand | ViewCommand>(
  command: T,
  at: Date
): RecordEvent<T> => ({
  id: command.commandId,
  type: `portcullis.case.${command.action}`,
  source: `http/${command.by.sub}`,
  time: at.toISOString(),
  data: command
})
