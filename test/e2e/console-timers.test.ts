import { expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
import { consoleOver, crosses, listed } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

let aheadMs = 0
const test = consoleOver({ now: () => new Date(Date.now() + aheadMs) })

test('a case that nobody takes is escalated after its time, once, and says so without reload', async ({
  service,
  browser
}) => {
  const person = someone('console: escalated')
  await listed(service, person)
  const id = await crosses(service, person)
  const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
  const row = page.getByRole('row').filter({ hasText: person.family })
  await row.waitFor()
  aheadMs = 31_000 // the policy's time at the desk is 30 s
  await row.getByText('Escalated').waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const told = page.getByText('Not taken in time: the next officer was told.')
  await told.nth(1).waitFor() // above the case, and in what happened
  const officer = service.asRole('officer', { agency: 'interior' })
  const { trail } = (await officer('GET', `/v1/cases/${id}`)).body
  expect(trail.filter(({ action }: { action: string }) => action === 'escalated')).toHaveLength(1)

  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
  await page.getByText('to be decided').waitFor()
  expect(complaints).toEqual([])
})
