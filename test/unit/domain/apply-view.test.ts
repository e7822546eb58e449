import { describe, expect, test } from 'vitest'
import { applyView } from '#src/domain/apply-view.ts'
import { type CaseState, deskOf } from '#src/domain/case.ts'
import { showCase } from '#src/domain/redact.ts'
import { aCase } from '#test/helpers/screened.ts'

const ann = { sub: 'ann', agency: 'interior' }
const bob = { sub: 'bob', agency: 'interior' }
const at = (time: string) => `2026-11-22T${time}.000Z`

const viewed = (state: CaseState | undefined, by: { sub: string; agency?: string }, time: string) =>
  applyView(state, { commandId: 'c', caseId: 'case-1', action: 'view', by }, at(time))

describe('a view', () => {
  test('stands at the desk of who looked, and asks nobody to read again', () => {
    const after = viewed(aCase(), ann, '08:00:00')
    expect(after && deskOf(after, 'interior')).toMatchObject({
      revision: 1,
      trail: [],
      views: [{ at: at('08:00:00'), by: ann }]
    })
  })

  test('soon after one’s own last is the same; a colleague’s is another', () => {
    const first = viewed(aCase(), ann, '08:00:00')
    const second = viewed(first, bob, '08:00:30')
    expect(viewed(second, ann, '08:00:59')).toBeUndefined()
    const third = viewed(second, ann, '08:01:00')
    expect(third?.desks['interior']?.views?.map(({ by }) => by.sub)).toEqual(['ann', 'bob', 'ann'])
  })

  test('is kept of those who see the case only, and the newest ones', () => {
    expect(viewed(aCase(), { sub: 'eve', agency: 'customs' }, '08:00:00')).toBeUndefined()
    expect(viewed(aCase(), { sub: 'eve' }, '08:00:00')).toBeUndefined()
    expect(viewed(undefined, ann, '08:00:00')).toBeUndefined()
    let state: CaseState | undefined = aCase()
    for (let index = 0; index < 250; index++)
      state = viewed(state, { ...ann, sub: `officer ${index}` }, '08:00:00')
    const views = state?.desks['interior']?.views
    expect([views?.length, views?.at(-1)?.by.sub]).toEqual([200, 'officer 249'])
  })

  test('is no part of what alerts and the live stream show', () => {
    const after = viewed(aCase(), ann, '08:00:00') ?? aCase()
    expect(showCase(after, 'interior', () => 1)).toEqual(showCase(aCase(), 'interior', () => 1))
  })
})
