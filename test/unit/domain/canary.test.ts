import { expect, test } from 'vitest'
import { alertHeardId, canaryAgency, canaryAlert, canaryCase } from '#src/domain/canary.ts'
import { deskOf } from '#src/domain/case.ts'

const at = '2026-11-23T09:00:00.000Z'

test('a canary’s case is at nobody’s desk and hit by nothing', () => {
  const one = canaryCase('case-1', 'canary-1', at)
  expect(one).toMatchObject({ id: 'case-1', canary: 'canary-1', hits: [], desks: {} })
  expect(deskOf(one, canaryAgency)).toBeUndefined()
})

test('its alert is for nobody and about nobody, and tells its sender by its own id', () => {
  const alert = canaryAlert('case-1', 'canary-1', at)
  expect(alert).toMatchObject({ id: 'canary-1', agency: canaryAgency, caseId: 'case-1', at })
  expect(alert.person).toMatchObject({ traveller: {}, hits: [] })
  expect(alertHeardId(alert.id)).not.toBe(alert.id)
})
