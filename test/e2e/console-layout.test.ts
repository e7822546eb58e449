import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
import { crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

/** By how many pixels the page is wider than its window. */
const tooWide = (page: Page) =>
  page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  )

test.for([
  { width: 1280, why: 'on a desk' },
  { width: 320, why: 'enlarged to 400 %' }
])(
  'nothing is pushed out of sight by a long name, $why',
  async ({ width }, { service, browser }) => {
    const { family, ...rest } = someone(`console: long ${width}`)
    const person = { ...rest, family: `${family}${'WITHOUTASPACE'.repeat(6)}` }
    await listed(service, person, { reference: 'REFERENCE'.repeat(9) })
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.setViewportSize({ width, height: 640 })
    const found: { [page: string]: number } = {}
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    found['queue'] = await tooWide(page)
    await page.goto(`${service.url}/cases/${id}`)
    await page.getByRole('heading', { name: person.family }).waitFor()
    found['case'] = await tooWide(page)
    for (const name of ['Search', 'Lists', 'Overview']) {
      await page.getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
      found[name] = await tooWide(page)
    }
    expect(found).toEqual({ queue: 0, case: 0, Search: 0, Lists: 0, Overview: 0 })
  }
)

test('on paper there is nothing to press', async ({ service, browser }) => {
  const person = someone('console: on paper')
  await listed(service, person)
  await listed(service, person, { releasableTo: ['interior'] }, 'customs')
  const id = await crosses(service, person)
  const { page } = await signInAs(browser, service.url, 'Ona Officer')
  await page.goto(`${service.url}/cases/${id}`)
  await page.getByRole('button', { name: 'Print' }).waitFor()
  expect(await page.getByRole('button').count()).toBeGreaterThan(4)
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button').count()).toBe(0)
  const named = page.getByRole('listitem').filter({ hasText: '-wanted / ' })
  expect(await named.count()).toBe(2)
})
