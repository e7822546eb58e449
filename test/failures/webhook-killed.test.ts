import { describe, expect, onTestFinished, test } from 'vitest'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { type RunningService, startService } from '#test/helpers/running-service.ts'
import { patient, until } from '#test/helpers/until.ts'
import { type Received, startReceiver } from '#test/helpers/webhook-receiver.ts'

const secret = `whsec_${Buffer.alloc(32, 3).toString('base64')}`
const pace = { timeoutMs: 2_000, firstPauseMs: 20, longestPauseMs: 100, attempts: 1_000 }

const startBoth = async (attempts = pace.attempts) => {
  const receiver = await startReceiver(secret)
  const service = await startService({
    webhooks: [{ agency: 'interior', desk: 'duty', url: receiver.url, secrets: [secret] }],
    deliveryPace: { ...pace, attempts }
  })
  onTestFinished(() => service.close())
  return { receiver, service }
}

const note = async (service: RunningService, id: string, revision: number) => {
  const officer = service.asRole('officer', { agency: 'interior', sub: 'ann' })
  const action = { action: 'note', revision, reason: `seen ${revision} times` }
  okay(await officer('POST', `/v1/cases/${id}/actions`, action))
}

const revisionsOf = (received: readonly Received[], id: string) =>
  received.filter(({ caseId }) => caseId === id).map(({ revision }) => revision)

describe('a receiver of webhooks', () => {
  test('that is killed and comes back has every alert, in order, signed, none twice by id', async () => {
    const { receiver, service } = await startBoth()
    const calm = { instruction: 'locate' } as const
    const ids = [
      await makeCase(service, 'told one', calm),
      await makeCase(service, 'told two', calm)
    ]
    for (const { id } of ids) await note(service, id, 1)
    await expect.poll(() => receiver.received.length, patient).toBe(4)

    receiver.will('drop') // taken, and the receiver dies before it answers
    for (const { id } of ids) await note(service, id, 2)
    await expect.poll(() => receiver.received.length, patient).toBe(6)
    await receiver.kill()
    for (const revision of [3, 4, 5]) for (const { id } of ids) await note(service, id, revision)
    const { id: late } = await makeCase(service, 'told late', calm)
    const admin = service.asRole('admin')
    await until(async () => {
      const { text } = await admin('GET', '/metrics')
      return Number(/alerts_undelivered\{state="waiting"\} (\d+)/.exec(text)?.[1]) === 9
        ? true
        : undefined
    })

    receiver.will('take')
    await receiver.start()
    await expect.poll(() => receiver.received.length, patient).toBe(13)
    for (const { id } of ids) expect(revisionsOf(receiver.received, id)).toEqual([1, 2, 3, 4, 5, 6])
    expect(revisionsOf(receiver.received, late)).toEqual([1])
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(13)
    expect(receiver.forged()).toBe(0)
    expect(receiver.posts()).toBeGreaterThan(13) // what was taken without an answer came again
  })

  test('that refuses too often finds its alerts on a list, from which a supervisor sends them again', async () => {
    const { receiver, service } = await startBoth(3)
    receiver.will('refuse')
    const { id } = await makeCase(service, 'refused', { instruction: 'locate' })
    const supervisor = service.asRole('supervisor', { agency: 'interior', sub: 'sue' })
    const failed = await until(async () => {
      const { alerts } = okay(await supervisor('GET', '/v1/alerts/failed')).body
      return alerts.length > 0 ? alerts : undefined
    })
    expect(failed).toMatchObject([
      { caseId: id, desk: 'duty', revision: 1, attempts: 3, error: 'status 503' }
    ])
    const foreign = service.asRole('supervisor', { agency: 'customs' })
    expect((await foreign('GET', '/v1/alerts/failed')).body).toEqual({ alerts: [] })
    const again = `/v1/alerts/${failed[0].id}/redeliver`
    expect((await foreign('POST', again)).status).toBe(404)
    expect((await service.asRole('officer', { agency: 'interior' })('POST', again)).status).toBe(
      403
    )

    receiver.will('take')
    expect((await supervisor('POST', again)).status).toBe(202)
    await expect.poll(() => revisionsOf(receiver.received, id), patient).toEqual([1])
    expect(okay(await supervisor('GET', '/v1/alerts/failed')).body).toEqual({ alerts: [] })
  })
})
