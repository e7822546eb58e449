import { decideCommand, decideScreening } from '#src/cases/decide.ts'
import { type CaseState, type Desk, storedDesk } from '#src/domain/case.ts'
import type { Action, CaseCommand } from '#src/domain/case-action.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import type { instructions } from '#src/domain/vocabulary.ts'
import { noticeEvent, screenedTypes } from '#src/screening/event.ts'
import { caseRules as rules } from './case-rules.ts'
import { aScreening } from './screened.ts'

/** What one event makes of a case. */
export type Step = (stored: CaseState | undefined) => CaseState | undefined

/** When all events of a case's steps come, and who gives its notices. */
export const time = '2026-11-22T09:00:00.000Z'
export const by = { sub: 'portcullis' }

/** What cases are decided with. */
export const deps = {
  ids: idsUnder(Buffer.alloc(32)),
  urgencyOf: (_: (typeof instructions)[number]) => 1,
  rules
}

const decided = (
  decide: typeof decideScreening,
  stored: CaseState | undefined,
  type: string,
  data: object
) => {
  const event = { id: 'event', type, source: 'test', time, data }
  const recorded = { position: { topic: 'screenings', partition: 0, offset: 1 } as const, event }
  return decide(deps, recorded, () => stored).state ?? stored
}

/** A screening with these hits. */
export const finds =
  (id: string, ...hits: readonly RecordedHit[]): Step =>
  stored =>
    decided(decideScreening, stored, screenedTypes.withHits, aScreening({ id, hits }))

/** A notice, as the record has it. */
export const notes =
  (notice: Parameters<typeof noticeEvent>[0]): Step =>
  stored => {
    const { type, data } = noticeEvent(notice, 'test')
    return decided(decideScreening, stored, type, data)
  }

/** An officer's action on the case as it stands. */
export const acts =
  (action: Action, agency = 'interior', sub = 'ann'): Step =>
  stored => {
    const revision = (stored && storedDesk(stored, agency)?.revision) ?? 1
    const who = { by: { sub, agency }, roles: ['officer', 'supervisor'] } as const
    const asked = { commandId: 'c', caseId: 'case-1', action, revision, reason: 'because' }
    const command: CaseCommand = { ...asked, ...who }
    return decided(decideCommand, stored, 'command', command)
  }

/** The case after these steps. */
export const after = (stored: CaseState | undefined, ...steps: readonly Step[]) =>
  steps.reduce((state, step) => step(state), stored)

/** An agency's own desk. */
export const own = (state: CaseState | undefined, agency = 'interior'): Desk | undefined =>
  state && storedDesk(state, agency)
