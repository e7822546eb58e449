import { expect, test } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { configuredFor } from '#test/helpers/quick-timers.ts'
import { startProcess } from '#test/helpers/service-process.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'
import { until } from '#test/helpers/until.ts'
import { startReceiver } from '#test/helpers/webhook-receiver.ts'

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`

test('timers and alerts survive the service being killed: escalated once, told once and in order', async () => {
  const receiver = await startReceiver(secret)
  receiver.will('refuse')
  const [dataDir, env] = [await tempFolder(), await configuredFor(receiver.url, secret)]
  const first = await startProcess(dataDir, env)
  const { id } = await makeCase(first, 'killed', { instruction: 'locate' })
  await first.kill()

  receiver.will('take')
  const second = await startProcess(dataDir, env)
  const officer = second.asRole('officer', { agency: 'interior', sub: 'ann' })
  const escalated = await until(async () => {
    const { body } = okay(await officer('GET', `/v1/cases/${id}`))
    return body.state === 'escalated' ? body : undefined
  })
  expect(escalated.trail.map(({ action }: { action: string }) => action)).toEqual([
    'opened',
    'escalated'
  ])
  await until(async () => (receiver.received.length >= 2 ? true : undefined))
  await second.kill()

  const third = await startProcess(dataDir, env)
  const again = third.asRole('officer', { agency: 'interior', sub: 'ann' })
  const note = { action: 'note', revision: 2, reason: 'still here' }
  expect(okay(await again('POST', `/v1/cases/${id}/actions`, note)).body.revision).toBe(3)
  await until(async () => (receiver.received.length >= 3 ? true : undefined))
  expect(receiver.received.map(({ revision }) => revision)).toEqual([1, 2, 3])
  expect(receiver.forged()).toBe(0)
})
