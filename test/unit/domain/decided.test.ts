import { describe, expect, test } from 'vitest'
import { applyAction } from '#src/domain/apply-action.ts'
import type { CaseState } from '#src/domain/case.ts'
import type { CaseAction } from '#src/domain/case-action.ts'
import { decidedOf } from '#src/domain/decided.ts'
import { showCase } from '#src/domain/redact.ts'
import { caseRules as rules } from '#test/helpers/case-rules.ts'
import { aCase, aHit } from '#test/helpers/screened.ts'

interface Step extends Partial<CaseAction> {
  readonly action: CaseAction['action']
  readonly who?: string
  readonly agency?: string
}

/** The case after these steps of a desk's officers, of which every one is taken. */
const after = (state: CaseState, ...steps: readonly Step[]): CaseState =>
  steps.reduce((now, { who = 'ann', agency = 'border', ...action }, at) => {
    const by = { sub: who, agency }
    const revision = now.desks[agency]?.revision ?? 0
    const command = { ...action, commandId: `c-${at}`, caseId: now.id, revision, by }
    const supervised = { ...command, roles: ['supervisor'] as const }
    const applied = applyAction(now, supervised, `2026-11-22T09:00:0${at}.000Z`, rules)
    if (!applied.ok) throw new Error(applied.rejection.detail)
    return applied.state
  }, state)

/** A case of border and of the owner of its entry, interior. */
const released = (instruction: 'arrest' | 'locate') =>
  aCase({ hits: [{ ...aHit({ instruction, releasableTo: ['border'] }), id: 'hit-1' }] })

const refer = { action: 'refer', reason: 'whose is she?' } as const
const answer = { action: 'answer', agency: 'interior', reason: 'our man is taller' } as const
const answerByCode = { action: 'answer', agency: 'interior', reasonCode: 'other_person' } as const
const confirm = { action: 'confirm', reason: 'the same face' } as const
const dismiss = { action: 'dismiss', reasonCode: 'only_the_name' } as const

describe('what was decided at a desk', () => {
  test.for<{ steps: readonly Step[]; is: ReturnType<typeof decidedOf>; why: string }>([
    { steps: [], is: undefined, why: 'nothing yet' },
    {
      steps: [dismiss],
      is: { verdict: 'dismissed', reasonCode: 'only_the_name' },
      why: 'a dismissal'
    },
    {
      steps: [dismiss, { action: 'close', reason: 'gone' }],
      is: { verdict: 'dismissed', reasonCode: 'only_the_name' },
      why: 'also when it is closed'
    },
    {
      steps: [confirm, { action: 'reopen', reason: 'a mistake' }],
      is: undefined,
      why: 'nothing any more'
    },
    {
      steps: [refer, { ...answer, verdict: 'dismissed' }, { action: 'close' }],
      is: { verdict: 'dismissed', reason: 'our man is taller' },
      why: 'what the owner answered'
    },
    {
      steps: [refer, { ...answerByCode, verdict: 'dismissed' }],
      is: { verdict: 'dismissed', reasonCode: 'other_person' },
      why: 'what the owner answered by a code'
    },
    {
      steps: [
        confirm,
        { action: 'reopen', reason: 'no' },
        refer,
        { ...answer, verdict: 'dismissed' }
      ],
      is: { verdict: 'dismissed', reason: 'our man is taller' },
      why: 'the answer, whatever was decided before it was asked for'
    },
    {
      steps: [refer, confirm, { ...answer, verdict: 'dismissed' }],
      is: { verdict: 'confirmed', reason: 'the same face' },
      why: 'the own decision, whatever is answered after it'
    }
  ])('is $why', ({ steps, is }) => {
    const { desks } = after(released('locate'), ...steps)
    expect(desks['border'] && decidedOf(desks['border'])).toEqual(is)
  })

  test('is what the second person approved, not what was rejected', () => {
    const waiting = after(released('arrest'), confirm)
    const at = ({ desks }: CaseState) => desks['border'] && decidedOf(desks['border'])
    expect(at(waiting)).toBeUndefined()
    const approved = after(waiting, { action: 'approve', who: 'bob' })
    expect(at(approved)).toEqual({ verdict: 'confirmed', reason: 'the same face' })
    const rejected = after(waiting, { action: 'reject', who: 'bob', reason: 'look again' })
    expect(at(rejected)).toBeUndefined()
    expect(at(after(rejected, dismiss))).toMatchObject({ verdict: 'dismissed' })
  })

  test('is shown to its own agency alone', () => {
    const state = after(released('locate'), dismiss)
    const shownTo = (agency: string) => showCase(state, agency, () => 1)
    expect(shownTo('border')?.decided).toEqual({
      verdict: 'dismissed',
      reasonCode: 'only_the_name'
    })
    expect(shownTo('interior')).not.toHaveProperty('decided')
  })
})
