import { expect } from 'vitest'
import { loadPolicy } from '#src/load-policy.ts'
import { okay } from '#test/helpers/call.ts'
import { withService } from '#test/helpers/running-service.ts'

const { instructions } = loadPolicy('config/policy.json')
const ofArrest = { strong: 0.8, possible: 0.2 }
const test = withService({
  policy: {
    instructions: { ...instructions, arrest: { ...instructions.arrest, thresholds: ofArrest } }
  }
})

test('says what is compared, how much it weighs, and from which score on it matters', async ({
  service
}) => {
  const { body } = okay(
    await service.asRole('officer', { agency: 'interior' })('GET', '/v1/matching')
  )
  expect(body.thresholds.border_control).toEqual({ strong: 0.9, possible: 0.5 })
  expect(body.thresholdsByInstruction).toEqual({ arrest: ofArrest })
  expect(body.model.fields.map(({ field }: { field: string }) => field)).toContain('birthDate')
  for (const { levels } of body.model.fields) expect(levels.length).toBeGreaterThan(0)
})

test('tells a checkpoint nothing of it', async ({ service }) => {
  const reply = await service.asRole('checkpoint')('GET', '/v1/matching')
  expect(reply.status).toBe(403)
})
