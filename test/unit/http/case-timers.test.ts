import { expect, onTestFinished, test } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { startService } from '#test/helpers/running-service.ts'
import { until } from '#test/helpers/until.ts'

test('a case that nobody takes is escalated to one after the other, once each', async () => {
  let clock = Date.now()
  const service = await startService({ now: () => new Date(clock) })
  onTestFinished(() => service.close())
  const shown = await makeCase(service, 'waited for')
  expect(shown.dueAt).toEqual({ at: new Date(clock + 30_000).toISOString(), what: 'acknowledge' })

  const officer = service.asRole('officer', { agency: 'interior', sub: 'ann' })
  const escalatedTo = (to: string) =>
    until(async () => {
      const { body } = okay(await officer('GET', `/v1/cases/${shown.id}`))
      return body.escalation?.to === to ? body : undefined
    })
  for (const to of ['officer', 'supervisor', 'agency']) {
    clock += 31_000
    expect(await escalatedTo(to)).toMatchObject({ state: 'escalated' })
  }
  const last = await escalatedTo('agency')
  expect(last).not.toHaveProperty('dueAt')
  expect(last.revision).toBe(4)
  expect(last.trail.map(({ action }: { action: string }) => action)).toEqual([
    'opened',
    'escalated',
    'escalated',
    'escalated'
  ])

  const action = { action: 'acknowledge', revision: 4 }
  const taken = okay(await officer('POST', `/v1/cases/${shown.id}/actions`, action)).body
  expect(taken).toMatchObject({ state: 'assigned', dueAt: { what: 'decide' } })
})
