import { expect, test } from 'vitest'
import { applyRevocation } from '#src/domain/apply-revocation.ts'
import { deskOf } from '#src/domain/case.ts'
import { anExclusion } from '#test/helpers/exclusions.ts'
import { aCase, aDesk } from '#test/helpers/screened.ts'

const at = '2026-11-23T09:00:00.000Z'
const by = { sub: 'eve', agency: 'interior' }
const one = anExclusion()
const other = anExclusion({ id: 'exclusion-2' })
const stored = aCase({ desks: { interior: aDesk({ exclusions: [one, other], revision: 4 }) } })
const command = {
  commandId: 'c',
  caseId: stored.id,
  action: 'revoke',
  exclusionId: one.id,
  by
} as const

test('ends this exclusion alone, in the trail of its desk', () => {
  const applied = applyRevocation(stored, command, at)
  const desk = applied.ok ? deskOf(applied.state, 'interior') : undefined
  expect(desk?.exclusions).toEqual([{ ...one, revoked: { by, at } }, other])
  expect(desk).toMatchObject({ revision: 5, updatedAt: at })
  expect(desk?.trail.at(-1)).toEqual({ at, by, action: 'exclusion_revoked' })
})

test('ends none twice', () => {
  const first = applyRevocation(stored, command, at)
  const second = applyRevocation(first.ok ? first.state : undefined, command, at)
  expect(second).toMatchObject({ ok: false, rejection: { code: 'ACTION_NOT_POSSIBLE' } })
})

test.for([
  { why: 'a case that is not there', state: undefined, command },
  {
    why: 'an exclusion that is not there',
    state: stored,
    command: { ...command, exclusionId: '9' }
  },
  {
    why: 'another agency’s',
    state: stored,
    command: { ...command, by: { sub: 'bob', agency: 'border' } }
  },
  { why: 'an officer of no agency', state: stored, command: { ...command, by: { sub: 'root' } } }
])('knows no exclusion for $why', ({ state, command }) => {
  expect(applyRevocation(state, command, at)).toMatchObject({
    ok: false,
    rejection: { code: 'NO_SUCH_EXCLUSION' }
  })
})
