import { hostname } from 'node:os'
import { describe, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

describe('the line', () => {
  test('is made anew as soon as a laptop wakes', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    let isMadeAnew = false
    page.on('request', request => {
      isMadeAnew ||= request.headers()['last-event-id'] !== undefined
    })
    const sleep = async () => {
      await page.evaluate('{ const before = Date.now; Date.now = () => before() + 3_600_000 }')
      return isMadeAnew
    }
    await expect.poll(sleep, { interval: 1_500, timeout: 12_000 }).toBe(true)
  })

  test('that the service ends once is gone on with, and not said to be cut', async ({
    service,
    browser
  }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.addInitScript(`{
      globalThis.cuts = 0
      const look = () => { if (document.body?.textContent.includes('Connection lost')) cuts += 1 }
      new MutationObserver(look).observe(document, { childList: true, subtree: true })
    }`)
    let streams = 0
    await page.route('**/v1/cases/stream', route => {
      streams += 1
      const body = 'id: 0\nevent: ready\ndata: {}\n\n'
      return streams === 1
        ? route.fulfill({ contentType: 'text/event-stream', body })
        : route.continue()
    })
    await page.reload()
    const person = someone('console: after the end of a stream')
    await listed(service, person)
    await expect.poll(() => streams).toBe(2)
    await crosses(service, person)
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    expect(await page.evaluate('cuts')).toBe(0)
  })

  test('that comes back brings the policy as it is by then', async ({ service, browser }) => {
    const person = someone('console: another policy')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.goto(`${service.url}/cases/${id}`)
    await page.getByRole('heading', { name: person.family }).waitFor()
    await page.route('**/v1/cases/rules', async route => {
      const response = await route.fetch()
      const rules = await response.json()
      const reasons = { ...rules.reasons, dismiss: [{ code: 'new', title: 'A new reason' }] }
      await route.fulfill({ response, json: { ...rules, reasons } })
    })
    const read = page.waitForResponse('**/v1/cases/rules')
    await page.evaluate('dispatchEvent(new Event("offline"))')
    await read
    await page.getByRole('button', { name: 'Not the person' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').selectOption('A new reason')
    expect(await dialog.getByText(person.family).count()).toBe(1)
  })

  test('is said to be cut for as long as cases can not be read, also at first', async ({
    service,
    browser
  }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.route('**/v1/cases/rules', route => route.abort('connectionreset'))
    await page.reload()
    const cut = page.getByText('Connection lost')
    await cut.waitFor()
    await page.evaluate(`{
      globalThis.gone = 0
      const look = () => { if (!document.body.textContent.includes('Connection lost')) gone += 1 }
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
    }`)
    for (const _ of ['once', 'twice']) await page.waitForRequest('**/v1/cases/rules')
    expect(await page.evaluate('gone')).toBe(0)
    await page.unroute('**/v1/cases/rules')
    await cut.waitFor({ state: 'detached' })
  })
})

test('decided cases that can not be read are not said to be none', async ({ service, browser }) => {
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.getByRole('grid').waitFor()
  await page.route('**/v1/cases?state=closed**', route => route.abort('connectionreset'))
  await page.getByText('Decided', { exact: true }).click()
  await page.getByRole('alert').getByText('Decided cases could not be read').waitFor()
  expect(await violationsOf(page)).toEqual([])
})

test('the overview says that it can not be read for as long as that is so', async ({
  service,
  browser
}) => {
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.route('**/v1/overview', route => route.abort('connectionreset'))
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('alert').waitFor()
  await page.unroute('**/v1/overview')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.getByRole('rowheader', { name: hostname() }).waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
})
