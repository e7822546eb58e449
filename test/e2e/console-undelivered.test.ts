import { afterAll, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { consoleOver, crosses, listed } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { patient } from '#test/helpers/until.ts'
import { startReceiver } from '#test/helpers/webhook-receiver.ts'

const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const receiver = await startReceiver(secret, afterAll)
const test = consoleOver({
  webhooks: [{ agency: 'interior', desk: 'duty', url: receiver.url, secrets: [secret] }],
  deliveryPace: { timeoutMs: 2_000, firstPauseMs: 10, longestPauseMs: 10, attempts: 2 }
})

test('a supervisor finds the alerts that a receiver would not take, and sends them again', async ({
  service,
  browser
}) => {
  receiver.will('refuse')
  const person = someone('console: undelivered')
  await listed(service, person)
  const id = await crosses(service, person)
  const { page, complaints } = await signInAs(browser, service.url, 'Sem Supervisor')
  const row = page.getByRole('row').filter({ hasText: 'Case opened' })
  await expect
    .poll(async () => {
      await page.goto(`${service.url}/alerts`)
      await page.getByRole('heading', { name: 'Undelivered alerts' }).waitFor()
      return row.count()
    }, patient)
    .toBe(1)
  expect(await row.textContent()).toMatch(/dutyCase opened.*2status 503/)
  expect(await violationsOf(page)).toEqual([])

  receiver.will('take')
  await row.getByRole('button').click()
  await page.getByText('Sent again').waitFor()
  expect(await violationsOf(page)).toEqual([])
  await expect.poll(() => receiver.received.map(({ caseId }) => caseId), patient).toEqual([id])
  await page.reload()
  await page.getByText('Every alert was delivered').waitFor()
  expect(complaints).toEqual([])
})
