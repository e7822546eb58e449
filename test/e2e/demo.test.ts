import { test as base, expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { openBrowser } from '#test/helpers/chromium.ts'
import { atDesk } from '#test/helpers/console-service.ts'
import { type DemoProcess, startDemo } from '#test/helpers/demo-process.ts'
import { entryOf, type Someone, someone, travellerOf } from '#test/helpers/someone.ts'
import { until } from '#test/helpers/until.ts'

const test = base
  // Few and slow; with this seed interior has a case from a flight, and somebody one from a checkpoint, within ten seconds.
  .extend('small', { scope: 'file' }, () => ['--entries', '300', '--rate', '20', '--seed', '5'])
  .extend('demo', { scope: 'file' }, ({ small }, { onCleanup }) => startDemo(small, onCleanup))
  .extend('browser', { scope: 'file' }, async ({ demo: _ }, { onCleanup }) => {
    const browser = await openBrowser()
    onCleanup(() => browser.close())
    return browser
  })

const list = async ({ asRole }: DemoProcess, person: Someone) => {
  const path = `/v1/lists/demo-interior/entries/${person.family}`
  const entry = entryOf(person, { instruction: 'arrest', warnings: ['armed'] })
  okay(await asRole('agency_editor')('PUT', path, entry))
}

const cross = async ({ asRole }: DemoProcess, person: Someone) => {
  const data = { purpose: 'border_control', traveller: travellerOf(person), journey: atDesk() }
  const event = { specversion: '1.0', id: person.number, source: 'lane', data }
  const events = [{ ...event, type: 'portcullis.crossing' }]
  okay(await asRole('checkpoint')('POST', '/v1/crossings', { events }))
}

test('prints cases of crossings and of flights as they appear', async ({ demo }) => {
  const match = /(document|strong|possible) [01]\.\d{3} · \w/
  const crossed = await demo.prints(/^case · .* · [A-Z0-9]+-/)
  expect(crossed).toMatch(match)
  const flown = await demo.prints(/^case · .* · XB \d+ \w{3} → KEF, arrives \d\d:\d\d · /)
  expect(flown).toMatch(match)
  const figures = await demo.prints(/^screened .* · referred [2-9]/)
  expect(figures).toMatch(/flights [1-9]\d* \([1-9]\d+ persons\) · match p50 ≤ /)
})

test('shows a hit without reload; two persons decide it', async ({ demo, browser }) => {
  const person = someone('demo: crosses')
  await list(demo, person)
  await demo.prints(/^case · interior /)
  const { page, complaints } = await signInAs(browser, demo.url, 'Ona Officer')
  await page.getByRole('row').nth(1).waitFor()
  await cross(demo, person)
  const row = page.getByRole('row').filter({ hasText: person.family })
  await row.waitFor()
  expect(await row.textContent()).toMatch(/Arrest.*Armed.*T5-12.*Document/)

  await row.getByRole('link').click()
  await page.getByRole('heading', { name: person.family }).waitFor()
  await page.getByRole('table').getByText('same birth date').waitFor()
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').selectOption('The photograph agrees')
  await dialog.getByRole('button', { name: 'Same person' }).click()
  await page.getByText('officer has decided “Same person”').waitFor()

  const second = await signInAs(browser, demo.url, 'Sem Supervisor')
  await second.page.getByText('To approve').click()
  await second.page.getByRole('link', { name: person.family }).click()
  await second.page.getByRole('button', { name: 'Approve' }).click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Confirmed', { exact: true }).waitFor()
  expect([...complaints, ...second.complaints]).toEqual([])
})

test('shows who arrives by a flight, with the time that is left', async ({ demo, browser }) => {
  await demo.prints(/^case · interior · \w+ · XB \d+ /)
  const { page, complaints } = await signInAs(browser, demo.url, 'Ona Officer')
  const row = page.getByRole('row').filter({ hasText: '→ KEF' }).first()
  await row.waitFor()
  expect(await row.textContent()).toMatch(/^1\d:\d\d.*XB \d+ \w{3} → KEFArrives /)
  await row.getByRole('link').click()
  await page.getByRole('heading', { name: 'Other cases on this journey' }).waitFor()
  await page.getByText(/^1\d:\d\d · to be taken$/).waitFor()
  await page.getByText(/^XB \d+ \w{3} → KEF/).waitFor()
  expect(complaints).toEqual([])
})

test('shows another agency nothing of a case, not even by its address', async ({
  demo,
  browser
}) => {
  const person = someone('demo: not for customs')
  await list(demo, person)
  await cross(demo, person)
  const id = await until(async () => {
    const { body } = okay(await demo.asRole('officer')('GET', '/v1/cases?limit=500'))
    const named = body.cases.find(({ traveller }: { traveller: object }) =>
      JSON.stringify(traveller).includes(person.family)
    )
    return named?.id as string | undefined
  })
  await demo.prints(/^case · customs /)
  const { page } = await signInAs(browser, demo.url, 'Cas Customs')
  await page.getByRole('row').nth(1).waitFor()
  expect(await page.getByText(person.family).count()).toBe(0)
  await page.goto(`${demo.url}/cases/${id}`)
  await page.getByText('There is no such case for you').waitFor()
  const [status, queue] = await page.evaluate(
    async path => [(await fetch(path)).status, await (await fetch('/v1/cases?limit=500')).text()],
    `/v1/cases/${id}`
  )
  expect(status).toBe(404)
  expect(queue).not.toMatch(new RegExp(`${person.family}|${id}`))
})
