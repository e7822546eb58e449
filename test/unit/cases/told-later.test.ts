import { expect, test } from 'vitest'
import { decideCommand, decideScreening } from '#src/cases/decide.ts'
import { type CaseState, storedDesk } from '#src/domain/case.ts'
import type { Action, CaseCommand } from '#src/domain/case-action.ts'
import type { ReleaseNotice } from '#src/domain/entry-notice.ts'
import { idsUnder } from '#src/domain/ids.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import type { instructions } from '#src/domain/vocabulary.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import { statusKey, statusOf } from '#src/manifests/status.ts'
import { noticeEvent, screenedTypes } from '#src/screening/event.ts'
import { caseRules as rules } from '#test/helpers/case-rules.ts'
import { aHit, aScreening } from '#test/helpers/screened.ts'

const time = '2026-11-22T09:00:00.000Z'
const by = { sub: 'portcullis' }
const deps = {
  ids: idsUnder(Buffer.alloc(32)),
  urgencyOf: (_: (typeof instructions)[number]) => 1,
  rules
}
type Step = (stored: CaseState | undefined) => CaseState | undefined

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
const finds =
  (id: string, ...hits: readonly RecordedHit[]): Step =>
  stored =>
    decided(decideScreening, stored, screenedTypes.withHits, aScreening({ id, hits }))
const acts =
  (action: Action, agency = 'interior', sub = 'ann'): Step =>
  stored => {
    const revision = (stored && storedDesk(stored, agency)?.revision) ?? 1
    const who = { by: { sub, agency }, roles: ['officer', 'supervisor'] } as const
    const asked = { commandId: 'c', caseId: 'case-1', action, revision, reason: 'because' }
    const command: CaseCommand = { ...asked, ...who }
    return decided(decideCommand, stored, 'command', command)
  }
const after = (stored: CaseState | undefined, ...steps: readonly Step[]) =>
  steps.reduce((state, step) => step(state), stored)

const own = (state: CaseState | undefined, agency = 'interior') =>
  state && storedDesk(state, agency)

const authority = loadAuthorities('config/policy.json').default
const releases =
  (entryId: string, revision: number, r: object): Step =>
  stored => {
    const release = {
      releasableTo: [],
      covert: false,
      handling: 'H0' as const,
      listRevision: 0,
      ...r
    }
    const notice: ReleaseNotice = {
      kind: 'release_changed',
      id: `r ${entryId} ${revision} ${JSON.stringify(r)}`,
      caseId: 'case-1',
      at: time,
      by,
      list: 'wanted',
      entryId,
      revision,
      release
    }
    const { type, data } = noticeEvent(notice, 'test')
    return decided(decideScreening, stored, type, data)
  }
const outcome = (...hits: readonly RecordedHit[]) =>
  ({
    person: 1,
    kind: 'screened',
    found: {
      screening: 's',
      caseId: 'case-1',
      hits,
      candidates: [],
      isCutShort: false,
      warnings: [],
      degraded: []
    }
  }) as never
const told = (s: CaseState | undefined, ...hits: readonly RecordedHit[]) =>
  statusOf(outcome(...hits), new Map(s ? [[s.id, s]] : []), authority)
const A = aHit({ instruction: 'refuse_entry' })
const B = aHit({ entryId: '2', instruction: 'arrest', covert: true })

test('a covert hit that becomes open is told of, whatever was decided about others', () => {
  const decided = after(
    undefined,
    finds('s-1', A),
    acts('dismiss'),
    acts('approve', 'interior', 'bob')
  )
  const reopened = after(decided, finds('s-2', A, B))
  expect(told(reopened, A, B)).toBe('ok')
  const opened = after(reopened, releases('2', 2, { covert: false }))
  expect(own(opened)?.state).toBe('reopened')
  expect(told(opened, A, B)).toBe('refer')
})
test.for([
  ['confirm', 'do_not_board'],
  ['dismiss', 'ok']
] as const)(
  'what was told of a hit that is covert by now outlives its next screening: %s',
  ([action, as]) => {
    const decided = after(
      undefined,
      finds('s-1', A),
      acts(action),
      acts('approve', 'interior', 'bob')
    )
    const hidden = after(decided, releases('1', 2, { covert: true }))
    expect(told(hidden, A)).toBe(as)
    const again = after(hidden, finds('s-2', { ...A, covert: true, entryRevision: 2 }))
    expect(statusKey(again)).toBe(statusKey(hidden))
    expect(told(again, A)).toBe(as)
  }
)
