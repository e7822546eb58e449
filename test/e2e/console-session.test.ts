import { describe, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

describe('a session', () => {
  test('that ends in one tab ends in all, and the next person’s stands in all', async ({
    service,
    browser
  }) => {
    const person = someone('console: of interior alone')
    await listed(service, person)
    await crosses(service, person)
    const { page, context } = await signInAs(browser, service.url, 'Ona Officer')
    const other = await context.newPage()
    await other.goto(service.url)
    await other.getByRole('row').filter({ hasText: person.family }).waitFor()
    await other.getByLabel('Search the queue').fill(person.family)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await other.getByText('Your session has ended').waitFor()
    expect(await other.getByText(person.family).count()).toBe(0)

    await page.getByRole('link', { name: /sign in/i }).click()
    await page.getByRole('link', { name: 'Cas Customs' }).click()
    await other.getByText('Cas Customs').waitFor()
    await other.getByRole('grid').waitFor()
    expect(await other.getByText(person.family).count()).toBe(0)
    expect(await other.getByLabel('Search the queue').inputValue()).toBe('')
  })

  test('that is about to end says so, and is prolonged from another tab without losing a word', async ({
    service,
    browser
  }) => {
    await listed(service, someone('console: on a list to be edited'))
    const { page, context } = await signInAs(browser, service.url, 'Edda Editor')
    let isEnding = true
    await page.route('**/v1/session', async route => {
      const response = await route.fetch()
      const expiresAt = new Date(Date.now() + 5 * 60_000).toISOString()
      const json = { ...(await response.json()), ...(isEnding && { expiresAt }) }
      await route.fulfill({ response, json })
    })
    await page.reload()
    const ending = page.getByText(/Your session ends at \d\d:\d\d;/)
    await ending.waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'New entry' }).click()
    await page.getByLabel('Remarks').fill('written before the end')
    isEnding = false
    const [other] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in again in another tab' }).click()
    ])
    await other.getByRole('link', { name: 'Edda Editor' }).click()
    await ending.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Remarks').inputValue()).toBe('written before the end')
  })

  test('that could not be ended is said to stand', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.route('**/auth/sign-out', route => route.abort('connectionreset'))
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('alert').getByText('You are still signed in').waitFor()
    expect(await violationsOf(page)).toEqual([])
  })

  test('is not asked for anew where the service does not answer', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.route('**/v1/session', route => route.abort('connectionreset'))
    await page.reload()
    await page.getByRole('alert').getByText('The service does not answer').waitFor()
    await page.unroute('**/v1/session')
    await page.reload()
    await page.getByRole('grid').waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('stands, and time is counted, whatever the clock of the desk says', async ({
    service,
    browser
  }) => {
    const person = someone('console: a clock that is ahead')
    await listed(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.addInitScript(
      '{ const right = Date.now; Date.now = () => right() + 30 * 3_600_000 }'
    )
    await page.reload()
    await page.getByRole('grid').waitFor()
    await crosses(service, person)
    const row = page.getByRole('row').filter({ hasText: person.family })
    await row.waitFor()
    expect(await row.textContent()).toMatch(/^at desk 0:\d\d/)
  })
})

test('a page that the browser does not let be heard says so until somebody touches it', async ({
  service,
  browser
}) => {
  const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
  await page.getByLabel('Sound').check()
  await page.addInitScript(`{
    let isTouched = false
    addEventListener('pointerdown', () => { isTouched = true }, true)
    globalThis.AudioContext = class extends EventTarget {
      state = 'suspended'
      async resume() {
        if (!isTouched) return new Promise(() => undefined)
        this.state = 'running'
        this.dispatchEvent(new Event('statechange'))
      }
    }
  }`)
  await page.reload()
  const silent = page.getByText('this browser holds it back')
  await silent.waitFor()
  expect(await violationsOf(page)).toEqual([])
  await page.getByRole('grid').click()
  await silent.waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})
