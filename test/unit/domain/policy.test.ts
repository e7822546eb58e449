import { expect, test } from 'vitest'
import { bandOf, thresholdsFor } from '#src/domain/policy.ts'
import { loadPolicy } from '#src/load-policy.ts'

const policy = loadPolicy('config/policy.json')
const thresholds = { strong: 0.9, possible: 0.5 }

test.for([
  { score: 0.2, exact: true, expected: 'document', why: 'an exact document outranks any score' },
  { score: 0.9, exact: false, expected: 'strong', why: 'the threshold belongs to the band' },
  { score: 0.899, exact: false, expected: 'possible', why: 'just below' }
])('bands a score: $why', ({ score, exact, expected }) => {
  expect(bandOf(score, exact, thresholds)).toBe(expected)
})

test('takes an instruction’s own thresholds where it has some, whatever the purpose', () => {
  const [graver, own] = [
    { strong: 0.7, possible: 0.2 },
    { strong: 0.8, possible: 0.3 }
  ]
  const changed = {
    ...policy,
    purposes: { ...policy.purposes, visa: { title: 'Visas', thresholds: own } },
    instructions: {
      ...policy.instructions,
      arrest: { ...policy.instructions.arrest, thresholds: graver }
    }
  }
  expect(thresholdsFor(changed, 'visa', 'arrest')).toEqual(graver)
  expect(thresholdsFor(changed, 'border_control', 'arrest')).toEqual(graver)
  expect(thresholdsFor(changed, 'visa', 'locate')).toEqual(own)
  expect(thresholdsFor(changed, 'border_control', 'locate')).toEqual(policy.thresholds)
})

test('takes a purpose’s own thresholds where it has some', () => {
  const own = { strong: 0.8, possible: 0.3 }
  const purposes = { ...policy.purposes, visa: { title: 'Visas', thresholds: own } }
  expect(thresholdsFor({ ...policy, purposes }, 'visa')).toEqual(own)
  expect(thresholdsFor({ ...policy, purposes }, 'border_control')).toEqual(policy.thresholds)
})
