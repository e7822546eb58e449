import { writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { Page, Route } from 'playwright-core'
import { describe, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { makeCase } from '#test/helpers/cases.ts'
import { crosses, excluded, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

describe('searching', () => {
  test('needs a purpose, takes a pasted zone, and shows why somebody matches', async ({
    service,
    browser
  }) => {
    const person = someone('console: searched')
    await listed(service, person)
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('link', { name: 'Search' }).click()
    await page.getByLabel('Family name').fill(person.family)
    await page.getByLabel('Given names').fill(person.given)
    await page.getByLabel('Birth date').fill(person.birthDate)
    await page.getByRole('button', { name: 'Screen' }).click()
    const answer = page.getByRole('region', { name: 'Result' })
    expect(await answer.textContent()).toBe('')
    await page.getByLabel('Purpose').selectOption('border_control')
    await page.getByRole('button', { name: 'Screen' }).click()
    await answer.getByText('Refer: somebody listed matches').waitFor()
    await answer.getByText('same birth date').waitFor()

    await page.getByRole('button', { name: 'Empty the form' }).click()
    const zone = `P<UTO${person.family}<<${person.given}`.padEnd(44, '<')
    await page
      .getByLabel('Machine-readable zone')
      .fill(`${zone}\n${'L898902C36UTO7408122F1204159<<<<<<<<<<<<<<06'}`)
    await page.getByRole('button', { name: 'Screen' }).click()
    await answer
      .getByText(/^mrz: /)
      .first()
      .waitFor()
    expect(complaints).toEqual([])
  })

  test('shows no answer beside another person: it names whom it is about, and goes when the next is asked', async ({
    service,
    browser
  }) => {
    await listed(service, someone('console: somebody to search among'))
    const [first, next] = [someone('console: first searched'), someone('console: searched next')]
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('link', { name: 'Search' }).click()
    await page.getByLabel('Purpose').selectOption('border_control')
    const ask = async ({ family, given, birthDate }: typeof first) => {
      await page.getByLabel('Family name').fill(family)
      await page.getByLabel('Given names').fill(given)
      await page.getByLabel('Birth date').fill(birthDate)
      await page.getByRole('button', { name: 'Screen' }).click()
    }
    const answer = page.getByRole('region', { name: 'Result' })
    await ask(first)
    await answer.getByText('Clear: no listed person matches').waitFor()
    await answer.getByRole('heading', { name: `${first.family}, ${first.given}` }).waitFor()

    const asked = Promise.withResolvers<Route>()
    await page.route('**/v1/screenings', route => asked.resolve(route))
    await ask(next)
    const held = await asked.promise
    expect(await answer.textContent()).toBe('')
    await held.continue()
    await answer.getByRole('heading', { name: `${next.family}, ${next.given}` }).waitFor()
    await page.getByRole('button', { name: 'Empty the form' }).click()
    expect(await answer.textContent()).toBe('')
  })
})

describe('an editor', () => {
  test('tries an entry, puts it, finds it by name, and withdraws it', async ({
    service,
    browser
  }) => {
    const person = someone('console: edited')
    await listed(service, someone('console: somebody else'))
    await crosses(service, person)
    const { page, complaints } = await signInAs(browser, service.url, 'Edda Editor')
    await page.getByRole('button', { name: 'New entry' }).click()
    await page.getByLabel('Id', { exact: true }).fill('E-1')
    await page.getByLabel('Family name').fill(person.family)
    await page.getByLabel('Given names').fill(person.given)
    await page.getByLabel('Birth date').fill(person.birthDate)
    await page.getByLabel('Released to').fill('border')
    await page.getByLabel('Legal basis').fill('art. 26')
    await page.getByRole('button', { name: 'Try this entry' }).click()
    await page.getByText(/It would have referred 1 of \d+ travellers/).waitFor()
    await page.getByRole('button', { name: 'Put on the list' }).click()
    await page.getByText('In effect as revision 1.').waitFor()
    expect(await crosses(service, person)).toBeDefined()
    await page.getByRole('button', { name: 'Close' }).click()

    await page.getByLabel('Find an entry').fill(`${person.given} ${person.family}`)
    await page.getByRole('button', { name: 'Find' }).click()
    await page.getByRole('row').filter({ hasText: person.family }).getByRole('button').click()
    await page.getByRole('heading', { name: 'Entry E-1' }).waitFor()
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const stored = async () =>
      (await editor('GET', '/v1/lists/interior-wanted/entries/E-1')).body as object
    const sure = page.getByRole('dialog', { name: 'Withdraw entry E-1' })
    expect(await violationsOf(page)).toEqual([])
    await sure.getByRole('button', { name: 'Cancel' }).click()
    const fields = { releasableTo: ['border'], legalBasis: 'art. 26' }
    expect(await stored()).toMatchObject({ state: 'active', ...fields })
    await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
    await sure.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('Withdrawn.').waitFor()
    expect(await stored()).toMatchObject({ state: 'withdrawn' })
    expect(complaints).toEqual([])
  })

  test('imports a file and is told which lines were refused', async ({ service, browser }) => {
    await listed(service, someone('console: somebody on the list already'))
    const good = (id: string) =>
      JSON.stringify({
        op: 'put',
        entry: { id, revision: 1, kind: 'person', names: [{ full: `Imported ${id}` }] }
      })
    const file = join(await tempFolder(), 'entries.ndjson')
    await writeFile(file, [good('I-1'), '', 'not JSON', good('I-2')].join('\n'))
    const { page } = await signInAs(browser, service.url, 'Edda Editor')
    await page.getByLabel('Import a file').setInputFiles(file)
    await page.getByText('2 lines taken, 1 refused').waitFor()
    await page.getByRole('row').filter({ hasText: 'the line is not JSON' }).getByText('3').waitFor()
    await page.getByRole('button', { name: 'I-2' }).waitFor()
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const { body } = await editor('GET', '/v1/lists/interior-wanted/entries/I-1')
    expect(body).toMatchObject({ names: [{ full: 'Imported I-1' }], state: 'active' })
  })
})

/** Lets the page see this in the overview, beside what the service says. */
const overviewWith = (page: Page, more: object) =>
  page.route('**/v1/overview', async route => {
    const response = await route.fetch()
    await route.fulfill({ response, json: { ...(await response.json()), ...more } })
  })

const openOverview = async (page: Page) => {
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('heading', { name: 'Watchlist by node' }).waitFor()
}

const cellsOf = (page: Page, node: string) =>
  page.getByRole('row').filter({ hasText: node }).getByRole('cell').allTextContents()

const aNode = (name: string, more: object = {}) => ({
  id: name,
  name,
  at: '2026-11-22T08:00:00.000Z',
  silent: false,
  ready: true,
  listVersion: 1_234,
  behindBy: 0,
  entries: 1_000_000,
  ageSeconds: 0.4,
  ...more
})

const manyNodes = [
  aNode('east-1:8080'),
  aNode('east-2:8080', { ready: false, ageSeconds: 700, behindBy: 17 }),
  aNode('east-3:8080', { ready: false, ageSeconds: 4_000 }),
  aNode('portcullis-7f9d6c5b84-north-abcde:8080'),
  aNode('west-1:8080', { silent: true })
]

describe('the overview', () => {
  test('shows how the list of the node stands', async ({ service, browser }) => {
    await listed(service, someone('console: on the list of a node'))
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await openOverview(page)
    await page.getByRole('rowheader', { name: hostname() }).waitFor()
    const [state, age, behind, version, entries] = await cellsOf(page, hostname())
    expect([state, behind]).toEqual(['ready', '0'])
    expect(age).toMatch(/^(now|\d+ s)$/)
    expect(Number(version)).toBeGreaterThan(0)
    expect(Number(entries)).toBeGreaterThan(0)
    expect(complaints).toEqual([])
  })

  test('shows which node lags, which is silent and since when, and when others are not known', async ({
    service,
    browser
  }) => {
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await overviewWith(page, { nodes: manyNodes, othersUnknown: true })
    await openOverview(page)
    await page.getByText('What other nodes say can not be read now').waitFor()
    expect(await cellsOf(page, 'east-1')).toEqual(['ready', 'now', '0', '1,234', '1,000,000'])
    expect((await cellsOf(page, 'east-2')).slice(0, 3)).toEqual(['not ready', '700 s, old', '17'])
    expect((await cellsOf(page, 'east-3'))[1]).toBe('4,000 s, too old')
    const silent = ['silent since 08:00:00', '–', '–', '1,234', '1,000,000']
    expect(await cellsOf(page, 'west-1')).toEqual(silent)
    const names = await page.getByRole('rowheader').filter({ hasText: ':8080' }).allTextContents()
    expect(names).toEqual(manyNodes.map(({ name }) => name))
    expect(complaints).toEqual([])
  })
})

describe('a session', () => {
  test('ends for good on signing out', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: /sign in/i }).waitFor()
    expect(await page.evaluate(async () => (await fetch('/v1/session')).status)).toBe(401)
  })

  test('leaves nothing of it in the browser’s storage', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('grid').waitFor()
    const readable = await page.evaluate<string>('document.cookie + JSON.stringify(localStorage)')
    expect(readable).not.toMatch(/ey[A-Za-z0-9_-]{10}/)
    expect(readable).not.toContain('portcullis-session')
  })
})

describe.for(['dark', 'light'] as const)('in %s', colorScheme => {
  test('no page has a fault that keeps people out (WCAG 2.2 AA)', async ({ service, browser }) => {
    const person = someone(`console: axe ${colorScheme}`)
    await listed(service, person, { instruction: 'arrest', warnings: ['armed'], reference: 'R-1' })
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.emulateMedia({ colorScheme })
    const found: { [page: string]: readonly string[] } = {}
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    found['queue'] = await violationsOf(page)
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    found['help'] = await violationsOf(page)
    await page.keyboard.press('Escape')
    await page.goto(`${service.url}/cases/${id}`)
    await page.getByRole('heading', { name: person.family }).waitFor()
    found['case'] = await violationsOf(page)
    await page.getByRole('button', { name: 'Not the person' }).click()
    found['dialog'] = await violationsOf(page)
    await page.keyboard.press('Escape')
    for (const name of ['Search', 'Lists', 'Overview']) {
      await page.getByRole('link', { name, exact: true }).click()
      await page.getByRole('heading', { name, exact: true }).waitFor()
      found[name] = await violationsOf(page)
    }
    const supervisor = await signInAs(browser, service.url, 'Sem Supervisor')
    await supervisor.page.emulateMedia({ colorScheme })
    await excluded(service, `console: axe excluded ${colorScheme}`)
    await supervisor.page.getByRole('link', { name: 'Exclusions' }).click()
    await supervisor.page.getByRole('button', { name: 'End' }).first().click()
    await supervisor.page.getByRole('dialog').waitFor()
    found['exclusions'] = await violationsOf(supervisor.page)
    await supervisor.page.keyboard.press('Escape')
    await supervisor.page.getByRole('cell').getByRole('link').first().click()
    await supervisor.page.getByText('in force').waitFor()
    found['excluded'] = await violationsOf(supervisor.page)
    const editor = await signInAs(browser, service.url, 'Edda Editor')
    await editor.page.emulateMedia({ colorScheme })
    await editor.page.getByRole('button', { name: 'New entry' }).click()
    found['entry'] = await violationsOf(editor.page)
    await editor.page.getByRole('button', { name: 'Sign out' }).click()
    await editor.page.getByRole('link', { name: /sign in/i }).waitFor()
    found['sign-in'] = await violationsOf(editor.page)
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([])
  })

  test('neither has the overview of nodes that lag and are silent', async ({
    service,
    browser
  }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.emulateMedia({ colorScheme })
    await overviewWith(page, { nodes: manyNodes, othersUnknown: true })
    await openOverview(page)
    await page.getByText('silent since').waitFor()
    expect(await violationsOf(page)).toEqual([])
  })

  test('no dialog of a decision has such a fault', async ({ service, browser }) => {
    const act = async (agency: string, id: string, action: string) => {
      const officer = service.asRole('officer', { agency, sub: 'ann' })
      const body = { action, revision: 1, reason: 'seen' }
      okay(await officer('POST', `/v1/cases/${id}/actions`, body))
    }
    const { id: decided } = await makeCase(service, `console: axe decided ${colorScheme}`)
    await act('interior', decided, 'confirm')
    const person = someone(`console: axe asked ${colorScheme}`)
    await listed(service, person, { instruction: 'locate', releasableTo: ['border', 'customs'] })
    const asked = (await crosses(service, person)) ?? ''
    await act('customs', asked, 'refer')

    const { page } = await signInAs(browser, service.url, 'Sem Supervisor')
    await page.emulateMedia({ colorScheme })
    const found: { [dialog: string]: readonly string[] } = {}
    for (const [id, name] of [
      [decided, 'Reject'],
      [decided, 'Approve'],
      [asked, 'Answer']
    ] as const) {
      await page.goto(`${service.url}/cases/${id}`)
      await page.getByRole('button', { name, exact: true }).click()
      const dialog = page.getByRole('dialog', { name })
      await dialog.waitFor()
      found[name] = await violationsOf(page)
      await dialog.getByRole('button', { name }).click()
      await page.getByRole('alert').waitFor() // a reason is missing, or it is done
      found[`${name}, sent`] = await violationsOf(page)
    }
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([])
  })
})
