import { expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

test('single letters can be switched off, for good, where they are explained', async ({
  service,
  browser
}) => {
  const person = someone('console: no letters')
  await listed(service, person)
  const id = await crosses(service, person)
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  const dialog = page.getByRole('dialog')
  const openKeys = () => page.getByRole('button', { name: 'Keys' }).click()
  const letters = dialog.getByLabel('Single letters and signs work as keys')
  await openKeys()
  expect(await violationsOf(page)).toEqual([])
  await letters.uncheck()
  await page.keyboard.press('Escape')
  await page.goto(`${service.url}/cases/${id}`)
  await page.getByRole('heading', { name: person.family }).waitFor()
  for (const key of ['a', 'n', '?']) await page.keyboard.press(key)
  expect(await dialog.count()).toBe(0)
  await openKeys()
  await letters.check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'Note' }).waitFor()
})

test('what an officer writes from right to left is read so', async ({ service, browser }) => {
  const person = someone('console: written in Arabic')
  await listed(service, person)
  const id = await crosses(service, person)
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.goto(`${service.url}/cases/${id}`)
  await page.getByRole('button', { name: 'Note', exact: true }).click()
  const words = 'ليس هو (100)!'
  const written = page.getByRole('dialog').getByLabel('In your own words')
  await written.fill(words)
  expect(await page.locator('textarea:dir(rtl)').count()).toBe(1)
  await page.getByRole('dialog').getByRole('button', { name: 'Note' }).click()
  await page.locator('p:dir(rtl)').filter({ hasText: words }).waitFor()
})

test('a console whose script does not come says so', async ({ service, browser }) => {
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.route('**/assets/*.js', route => route.abort('connectionreset'))
  await page.reload()
  await page.getByText('load the page again').waitFor()
  await page.unroute('**/assets/*.js')
  await page.reload()
  await page.getByRole('grid').waitFor()
  expect(await page.getByText('load the page again').count()).toBe(0)
})
