import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { crosses, excluded, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

const focused = (page: Page) => page.evaluate<string>('document.activeElement.textContent')

describe('an action', () => {
  test('that no answer came to may be sent again, and is told as done once it is', async ({
    service,
    browser
  }) => {
    const person = someone('console: unanswered')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await page.goto(`${service.url}/cases/${id}`)
    let isCut = true
    await page.route('**/actions', async route => {
      if (!isCut) return route.continue()
      isCut = false
      await route.fetch() // the service takes it, and the answer is lost
      return route.abort('connectionreset')
    })
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Take' }).click()
    await dialog.getByText('it is not known whether this is done').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take' }).click()
    await page.getByRole('alert').getByText('Take: done').waitFor()
    expect(await page.getByText('Somebody else').count()).toBe(0)
    const officer = service.asRole('officer', { agency: 'interior' })
    expect((await officer('GET', `/v1/cases/${id}`)).body).toMatchObject({ revision: 2 })
    expect(complaints).toEqual([])
  })

  test('gives the focus back to its button, whether it is done or not', async ({
    service,
    browser
  }) => {
    const person = someone('console: focus')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.goto(`${service.url}/cases/${id}`)
    const open = async () => {
      await page.getByRole('button', { name: 'Note', exact: true }).focus()
      await page.keyboard.press('Enter')
      return page.getByRole('dialog')
    }
    const left = await open()
    await left.getByRole('button', { name: 'Cancel' }).click()
    await left.waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('Note')
    const sent = await open()
    await sent.getByLabel('In your own words').fill('looked again')
    await sent.getByRole('button', { name: 'Note' }).click()
    await page.getByRole('alert').getByText('Note: done').waitFor()
    expect(await focused(page)).toBe('Note')
  })

  test('that takes its own button away leaves the focus on the case', async ({
    service,
    browser
  }) => {
    const person = someone('console: focus that went')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.goto(`${service.url}/cases/${id}`)
    await page.getByRole('button', { name: 'Take', exact: true }).focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Take' }).press('Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Release' }).waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content')
  })
})

test('the row that a key chooses is the one that a reader tells of', async ({
  service,
  browser
}) => {
  const person = someone('console: told by a reader')
  await listed(service, person)
  await crosses(service, person)
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.getByRole('row').filter({ hasText: person.family }).waitFor()
  await page.keyboard.press('j')
  const chosen = await page.getByRole('row', { selected: true }).getAttribute('id')
  const grid = page.getByRole('grid')
  await expect.poll(() => grid.getAttribute('aria-activedescendant')).toBe(chosen)
  expect(await page.evaluate('document.activeElement.role')).toBe('grid')
})

describe('a case', () => {
  test('that is released no more goes from every screen, and an action on it is refused', async ({
    service,
    browser
  }) => {
    const person = someone('console: released no more')
    await listed(service, person, { releasableTo: ['interior', 'border'] }, 'customs')
    const id = await crosses(service, person)
    const queue = await signInAs(browser, service.url, 'Ona Officer')
    const opened = await signInAs(browser, service.url, 'Sem Supervisor')
    const cutOff = await signInAs(browser, service.url, 'Ona Officer')
    const rowOf = ({ page }: typeof queue) =>
      page.getByRole('row').filter({ hasText: person.family })
    for (const one of [queue, opened, cutOff]) await rowOf(one).waitFor()
    await rowOf(opened).getByRole('link').click()
    await opened.page.getByRole('heading', { name: person.family }).waitFor()
    await cutOff.page.route('**/v1/cases/stream', route => route.abort('connectionreset'))
    await cutOff.page.evaluate('dispatchEvent(new Event("offline"))')
    await cutOff.page.getByText('Connection lost').waitFor()
    await listed(service, person, { revision: 2, releasableTo: ['border'] }, 'customs')

    await rowOf(queue).waitFor({ state: 'detached' })
    await opened.page.getByText('There is no such case for you').waitFor()
    expect(await opened.page.getByText(person.family).count()).toBe(0)
    const officer = service.asRole('officer', { agency: 'interior' })
    expect((await officer('GET', `/v1/cases/${id}`)).status).toBe(404)
    await rowOf(cutOff).click({ position: { x: 4, y: 4 } })
    await cutOff.page.keyboard.press('a')
    await cutOff.page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
    await cutOff.page.getByText('does not see this case any more').waitFor()
    await rowOf(cutOff).waitFor({ state: 'detached' })
    const complaints = [queue, opened, cutOff].flatMap(one => one.complaints)
    expect(complaints).toEqual([])
  })

  test('that can not be drawn says so, and leaves the other pages as they are', async ({
    service,
    browser
  }) => {
    const person = someone('console: can not be drawn')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    await page.route(`**/v1/cases/${id}`, async route => {
      const response = await route.fetch()
      const json = { ...(await response.json()), earlierCases: [{}] }
      await route.fulfill({ response, json })
    })
    await page.getByRole('link', { name: person.family }).click()
    await page.getByRole('alert').getByText('This page could not be shown').waitFor()
    expect(await page.getByText(person.family).count()).toBe(0)
    await page.getByRole('link', { name: 'Queue' }).click()
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
  })

  test('that can not be read whole says so, and is read again when asked to', async ({
    service,
    browser
  }) => {
    const person = someone('console: half read')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    const path = `**/v1/cases/${id}`
    await page.route(path, route => route.abort('connectionreset'))
    await page.getByRole('link', { name: person.family }).click()
    const notice = page.getByRole('alert').filter({ hasText: 'Earlier cases' })
    await notice.waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.unroute(path)
    await notice.getByRole('button', { name: 'Try again' }).click()
    await notice.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: person.family }).waitFor()
  })
})

test('an exclusion whose end was only received is not said to have ended', async ({
  service,
  browser
}) => {
  await excluded(service, 'console: end received')
  const { page } = await signInAs(browser, service.url, 'Sem Supervisor')
  const accepted = { status: 202, json: { id: 'x', status: 'accepted' } }
  await page.route('**/v1/exclusions/*', route => route.fulfill(accepted))
  await page.getByRole('link', { name: 'Exclusions' }).click()
  await page.getByRole('button', { name: 'End' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click()
  await page.getByText('is received, not yet in effect').waitFor()
  expect(await page.getByText('has ended').count()).toBe(0)
})
