import { expect, test } from 'vitest'
import type { CaseState } from '#src/domain/case.ts'
import type { RecordedHit } from '#src/domain/screening.ts'
import { loadAuthorities } from '#src/load-authorities.ts'
import type { PersonOutcome } from '#src/manifests/received.ts'
import { statusKey, statusOf } from '#src/manifests/status.ts'
import { acts, after, by, finds, notes, own, type Step, time } from '#test/helpers/case-steps.ts'
import { aHit } from '#test/helpers/screened.ts'

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
    return notes({
      kind: 'release_changed' as const,
      id: `r ${entryId} ${revision} ${JSON.stringify(r)}`,
      caseId: 'case-1',
      at: time,
      by,
      list: 'wanted',
      entryId,
      revision,
      release
    })(stored)
  }
const outcome = (...hits: readonly RecordedHit[]): PersonOutcome => ({
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
})
const told = (s: CaseState | undefined, ...hits: readonly RecordedHit[]) =>
  statusOf(outcome(...hits), new Map(s ? [[s.id, s]] : []), authority)
const known = aHit({ instruction: 'refuse_entry' })
const covert = aHit({ entryId: '2', instruction: 'arrest', covert: true })

test('a covert hit that becomes open is told of, whatever was decided about others', () => {
  const decided = after(
    undefined,
    finds('s-1', known),
    acts('dismiss'),
    acts('approve', 'interior', 'bob')
  )
  const reopened = after(decided, finds('s-2', known, covert))
  expect(told(reopened, known, covert)).toBe('ok')
  const opened = after(reopened, releases('2', 2, { covert: false }))
  expect(own(opened)?.state).toBe('reopened')
  expect(told(opened, known, covert)).toBe('refer')
})
test.for([
  ['confirm', 'do_not_board'],
  ['dismiss', 'ok']
] as const)(
  'what was told of a hit that is covert by now outlives its next screening: %s',
  ([action, as]) => {
    const decided = after(
      undefined,
      finds('s-1', known),
      acts(action),
      acts('approve', 'interior', 'bob')
    )
    const hidden = after(decided, releases('1', 2, { covert: true }))
    expect(told(hidden, known)).toBe(as)
    const again = after(hidden, finds('s-2', { ...known, covert: true, entryRevision: 2 }))
    expect(statusKey(again)).toBe(statusKey(hidden))
    expect(told(again, known)).toBe(as)
  }
)
