import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { DemoService } from '#src/cli/demo-service.ts'
import { type OpenConsole, overConsole } from './helpers/over-console.ts'
import { passengers, wanted } from './screenshot-people.ts'

const images = new URL('../docs/images/', import.meta.url).pathname
const minuteMs = 60_000

/** Takes docs/images/*.png of every page, in dark and light, over a service of its own with invented people. */
const takeScreenshots = async ({ service, browser, token }: OpenConsole) => {
  await mkdir(images, { recursive: true })
  await fill(service, token)
  for (const theme of ['dark', 'light'] as const) await takeAll(browser, service, theme)
}

const fill = async (service: DemoService, token: OpenConsole['token']) => {
  const editor = await token('agency_editor')
  for (const [list, title] of [
    ['wanted', 'Wanted persons'],
    ['missing', 'Missing persons'],
    ['lost-documents', 'Lost and stolen documents']
  ]) {
    await service.call(editor, 'PUT', `/v1/lists/${list}`, {
      agency: 'interior',
      title,
      purposes: ['border_control']
    })
  }
  for (const { list, id, ...entry } of wanted) {
    await service.call(editor, 'PUT', `/v1/lists/${list}/entries/${id}`, entry)
  }
  const desk = await token('checkpoint')
  // Two minutes at least, so that the charts have lines.
  for (let round = 0; round < 14; round += 1) {
    for (const { inMinutes, traveller, journey } of passengers(round)) {
      const at = new Date(Date.now() + inMinutes * minuteMs).toISOString()
      await service.call(desk, 'POST', '/v1/screenings', {
        purpose: 'border_control',
        traveller,
        journey:
          journey.kind === 'crossing'
            ? { ...journey, at }
            : { ...journey, departureDate: at.slice(0, 10), arrives: at }
      })
    }
    await pause(10_000)
  }
}

const takeAll = async (browser: Browser, service: DemoService, theme: 'dark' | 'light') => {
  const take = (page: Page, name: string) =>
    page.screenshot({ path: join(images, `${name}-${theme}.png`) })
  const open = async (person: string) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: theme,
      locale: 'en-GB'
    })
    const page = await context.newPage()
    await page.goto(service.url)
    await page.getByRole('link', { name: /sign in/i }).click()
    await page.getByRole('link', { name: person }).click()
    return page
  }
  const officer = await open('Ona Officer')
  await officer.getByRole('row').nth(3).waitFor()
  await officer.keyboard.press('j')
  await officer.keyboard.press('j')
  await takeOver(officer, 'PETROFF')
  await take(officer, 'queue')
  await officer.getByRole('row').filter({ hasText: 'MÜLLER' }).getByRole('link').click()
  await officer.getByRole('heading', { name: 'What made the score' }).waitFor()
  await take(officer, 'case')
  await officer.getByRole('link', { name: 'Search' }).click()
  await officer.getByLabel('Purpose').selectOption('border_control')
  await officer.getByLabel('whole name').fill('ليلى منصور')
  await officer.getByLabel('Birth date').fill('1988-03-14')
  await officer.getByRole('button', { name: 'Screen' }).click()
  await officer.getByRole('heading', { name: 'What made the score' }).waitFor()
  await take(officer, 'search')
  await underAnotherName(officer)
  await officer.getByRole('link', { name: 'Overview' }).click()
  await officer.getByRole('img').nth(1).waitFor()
  await officer.getByRole('rowheader', { name: 'node-1' }).waitFor()
  await officer.setViewportSize({ width: 1280, height: 900 })
  await take(officer, 'overview')
  const editor = await open('Edda Editor')
  await editor.getByRole('combobox', { name: /^List/ }).selectOption('wanted')
  await editor.getByRole('button', { name: 'W-1001' }).click()
  await editor.getByRole('button', { name: 'Try this entry' }).click()
  await editor.getByText('It would have referred').waitFor()
  await editor.setViewportSize({ width: 1280, height: 1_050 })
  await editor.evaluate('scrollTo(0, 0)')
  await take(editor, 'lists')
}

/** The name of the machine that takes the images is nobody's business. */
const underAnotherName = (page: Page) =>
  page.route('**/v1/overview', async route => {
    const response = await route.fetch()
    const overview = (await response.json()) as { readonly nodes: readonly object[] }
    const nodes = overview.nodes.map((node, at) => ({ ...node, name: `node-${at + 1}:8080` }))
    await route.fulfill({ response, json: { ...overview, nodes } })
  })

/** Somebody works already on one of the cases. */
const takeOver = async (page: Page, name: string) => {
  const row = page.getByRole('row').filter({ hasText: name })
  if (await row.getByText('Assigned').count()) return
  await row.click({ position: { x: 4, y: 4 } })
  await page.keyboard.press('a')
  await page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
  await row.getByText('Assigned').waitFor()
  await page.keyboard.press('k')
}

await overConsole(takeScreenshots)
