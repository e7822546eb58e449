import { describe, expect, test } from 'vitest'
import type { CaseHit, CaseStateName, Desk } from '#src/domain/case.ts'
import { setUrgency } from '#src/domain/set-urgency.ts'
import { instructions } from '#src/domain/vocabulary.ts'
import { aCase, aDesk, aHit } from '#test/helpers/screened.ts'

const urgencyOf = (instruction: (typeof instructions)[number]) =>
  instructions.indexOf(instruction) + 1
const gone = { as: 'withdrawn', revision: 2 } as const
const grave: CaseHit = { ...aHit({ instruction: 'arrest' }), id: 'grave', entrySince: gone }
const light: CaseHit = { ...aHit({ entryId: '2', instruction: 'inform_only' }), id: 'light' }

/** The interior's desk, with urgency 1, after it went from one state to the other. */
const deskAfter = (from: CaseStateName, to: CaseStateName, hits: readonly CaseHit[]) => {
  const inState = (state: CaseStateName, more: Partial<Desk>) =>
    aCase({ hits, desks: { interior: aDesk({ state, urgency: 1, ...more }) } })
  const before = inState(from, { revision: 1 })
  return setUrgency(before, inState(to, { revision: 2 }), urgencyOf).desks['interior']
}

describe('a desk that is taken up again', () => {
  test.for(['withdrawn', 'confirmed', 'dismissed', 'closed'] as const)(
    'is as urgent as what stands by now: %s before',
    from => {
      expect(deskAfter(from, 'reopened', [grave, light])?.urgency).toBe(urgencyOf('inform_only'))
      const calm = urgencyOf('refer_second_line')
      expect(deskAfter(from, 'reopened', [grave])?.urgency).toBe(calm)
    }
  )
})

test.for([
  { from: 'assigned', to: 'new', why: 'it was worked on' },
  { from: 'dismissed', to: 'closed', why: 'nobody works on it' }
] as const)('any other desk keeps its urgency: $why', ({ from, to }) => {
  expect(deskAfter(from, to, [grave, light])?.urgency).toBe(1)
})

test('a new case is as it was opened', () => {
  const opened = aCase()
  expect(setUrgency(undefined, opened, urgencyOf)).toEqual(opened)
})
