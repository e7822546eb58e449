import { randomUUID } from 'node:crypto'
import type { Actor } from '../domain/access.ts'
import type { CaseAction, CaseCommand } from '../domain/case.ts'
import type { Record, RecordEvent, Verdict, Verdicts } from '../domain/ports.ts'

export interface CaseCommandDeps {
  readonly record: Record
  readonly verdicts: Verdicts
  readonly now: () => Date
}

/** An officer's action on a case: the verdict of the projection; undefined = accepted, but not decided in time. */
export type CommandCase = (
  caseId: string,
  action: CaseAction,
  by: Actor
) => Promise<Verdict | undefined>

const verdictTimeoutMs = 2_000

/** Makes the function through which every action on a case goes. */
export const createCaseCommands =
  ({ record, verdicts, now }: CaseCommandDeps): CommandCase =>
  async (caseId, action, by) => {
    const commandId = randomUUID()
    const event: RecordEvent<CaseCommand> = {
      id: commandId,
      type: `portcullis.case.${action.action}`,
      source: `http/${by.sub}`,
      time: now().toISOString(),
      data: { ...action, commandId, caseId, by }
    }
    const decided = verdicts.wait(commandId, verdictTimeoutMs)
    await record.append('case-commands', [event])
    return decided
  }
