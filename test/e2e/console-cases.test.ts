import { describe, expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { openLine } from '#test/helpers/tcp-line.ts'

/** The acceptance of the console, from the crossing's answer to the row. */
const withinMs = 1_000

describe('the queue', () => {
  test('shows a hit without reload, and leads by keyboard to its reasons and a decision of two', async ({
    service,
    browser
  }) => {
    const person = someone('console: confirmed')
    await listed(service, person, { instruction: 'arrest', warnings: ['armed'] })
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByText('No case here').waitFor()
    await crosses(service, person)
    const row = page.getByRole('row').filter({ hasText: person.family })
    await row.waitFor({ timeout: withinMs })
    expect(await row.textContent()).toMatch(/Arrest.*Armed.*T5-12.*Document/)
    expect(await page.title()).toMatch(/^\(\d+\) /)

    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: person.family }).waitFor()
    const comparison = page.getByRole('table')
    await comparison.getByText(person.birthDate).first().waitFor()
    await comparison.getByText('same birth date').waitFor()
    await page.keyboard.press('a')
    await page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
    await page.getByText('Taken', { exact: true }).waitFor()

    // The trail may know before the dialog does, which takes the keys until then.
    const dialog = page.getByRole('dialog')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('c')
    await dialog.getByRole('button', { name: 'Same person' }).click()
    await dialog.getByRole('alert').getByText('Choose a reason').waitFor()
    await dialog.getByText('Takes effect when a second person approves').waitFor()
    await dialog.getByLabel('Reason').selectOption('The photograph agrees')
    await dialog.getByRole('button', { name: 'Same person' }).click()
    await page.getByText('officer has decided “Same person”').waitFor()
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0)

    const second = await signInAs(browser, service.url, 'Sem Supervisor')
    await second.page.getByText('To approve').click()
    await second.page.getByRole('link', { name: person.family }).click()
    await second.page.getByText('officer has decided “Same person”').waitFor()
    await second.page.getByText('Viewed').first().waitFor()
    await second.page.keyboard.press('p')
    await second.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await page.getByText('Approved', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Close' }).waitFor()
    expect([...complaints, ...second.complaints]).toEqual([])
  })

  test('lets a case be dismissed from its row', async ({ service, browser }) => {
    const person = someone('console: dismissed')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page
      .getByRole('row')
      .filter({ hasText: person.family })
      .click({ position: { x: 4, y: 4 } })
    await page.keyboard.press('d')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('In your own words').fill('another face')
    await dialog.getByRole('button', { name: 'Not the person' }).click()
    await page.getByRole('row').filter({ hasText: person.family }).waitFor({ state: 'detached' })
    const officer = service.asRole('officer', { agency: 'interior' })
    expect((await officer('GET', `/v1/cases/${id}`)).body).toMatchObject({ state: 'dismissed' })
  })

  test('tells the later of two officers who act on one case', async ({ service, browser }) => {
    const person = someone('console: two officers')
    await listed(service, person)
    const id = await crosses(service, person)
    const first = await signInAs(browser, service.url, 'Ona Officer')
    const second = await signInAs(browser, service.url, 'Sem Supervisor')
    for (const { page } of [first, second]) {
      await page.goto(`${service.url}/cases/${id}`)
      await page.getByRole('heading', { name: person.family }).waitFor()
      await page.getByRole('button', { name: 'Not the person' }).click()
      await page.getByRole('dialog').getByLabel('Reason').selectOption('Only the name agrees')
    }
    const decide = ({ page }: typeof first) =>
      page.getByRole('dialog').getByRole('button', { name: 'Not the person' }).click()
    await decide(first)
    await first.page.getByText('Decided: not the person').waitFor()
    await decide(second)
    await second.page.getByRole('status').getByText('not taken. Somebody else has').waitFor()
    await second.page.getByText('Decided: not the person').waitFor()
    const officer = service.asRole('officer', { agency: 'interior' })
    const { body } = await officer('GET', `/v1/cases/${id}`)
    expect(
      body.trail.filter(({ action }: { action: string }) => action === 'dismiss')
    ).toHaveLength(1)
  })

  test('tells the later of two officers who act from the queue, for all to see and once', async ({
    service,
    browser
  }) => {
    const person = someone('console: two in the queue')
    await listed(service, person)
    await crosses(service, person)
    const first = await signInAs(browser, service.url, 'Ona Officer')
    const second = await signInAs(browser, service.url, 'Sem Supervisor')
    const choose = async ({ page }: typeof first, key: string) => {
      const row = page.getByRole('row').filter({ hasText: person.family })
      await row.click({ position: { x: 4, y: 4 } })
      await page.keyboard.press(key)
      return page.getByRole('dialog')
    }
    const [taken, late] = [await choose(first, 'a'), await choose(second, 'a')]
    await taken.getByRole('button', { name: 'Take' }).click()
    await taken.waitFor({ state: 'detached' })
    await late.getByRole('button', { name: 'Take' }).click()
    const { page } = second
    const note = page.getByText(`Take, ${person.family}, ${person.given}: not taken. Somebody else`)
    await note.waitFor()
    expect((await note.boundingBox())?.height).toBeGreaterThan(10)
    expect(await page.getByText('Somebody else has').count()).toBe(1)
    expect(await page.getByRole('status').filter({ hasText: 'Somebody else has' }).count()).toBe(1)
    expect(await violationsOf(page)).toEqual([])

    const word = await choose(second, 'n')
    await word.getByLabel('In your own words').fill('I was late')
    await word.getByRole('button', { name: 'Note' }).click()
    await note.waitFor({ state: 'detached' })
    expect([...first.complaints, ...second.complaints]).toEqual([])
  })

  test('says of an action that was only received that it is not in effect, and that it was not taken', async ({
    service,
    browser
  }) => {
    const person = someone('console: only received')
    await listed(service, person)
    const id = await crosses(service, person)
    const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
    await page.goto(`${service.url}/cases/${id}`)
    const accepted = { status: 202, json: { id, status: 'accepted' } }
    await page.route('**/actions', route => route.fulfill(accepted))
    await page.getByRole('button', { name: 'Take', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Take' }).click()
    await page.getByText('received, not yet in effect').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.keyboard.press('Escape') // the officer goes on meanwhile
    const other = service.asRole('officer', { agency: 'interior', sub: 'ann' })
    const taken = { action: 'acknowledge', revision: 1 }
    okay(await other('POST', `/v1/cases/${id}/actions`, taken))
    await page.getByText('not taken. Somebody else has changed the case').waitFor()
    await page.getByRole('button', { name: 'Close this note' }).click()
    await page.getByText('not taken').waitFor({ state: 'detached' })
    expect(complaints).toEqual([])
  })

  test('says what the service lacks while the line stands', async ({ service, browser }) => {
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    const parts = { watchlist: true, record: true, stream: false, canary: false }
    const unready = { ready: false, parts, degraded: ['record_away'] }
    await page.route('**/readyz', route => route.fulfill({ status: 503, json: unready }))
    await page.reload()
    await page.getByText('can not reach its record').waitFor()
    await page.getByText('A test of the service has failed').waitFor()
    await page.getByText('passenger lists are not being screened').waitFor()
    expect(await violationsOf(page)).toEqual([])
  })

  test('takes keys after its filters were used, and gives each page its title and the focus', async ({
    service,
    browser
  }) => {
    const person = someone('console: keys')
    await listed(service, person)
    await crosses(service, person)
    const { page } = await signInAs(browser, service.url, 'Ona Officer')
    await page.getByRole('row').filter({ hasText: person.family }).waitFor()
    const isAtContent = () => page.evaluate("document.activeElement.id === 'content'")
    const goAndComeBack = async () => {
      await page.keyboard.press('j')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.title()).toMatch(/Case [\w-]+ – Portcullis$/)
      expect(await isAtContent()).toBe(true)
      await page.keyboard.press('Escape')
      await expect.poll(() => page.title()).toMatch(/Queue – Portcullis$/)
      expect(await isAtContent()).toBe(true)
    }
    await page.getByText('Not yet taken').click()
    await goAndComeBack()
    await page.getByLabel('Sound').click()
    await goAndComeBack()
    await page.getByLabel('Instruction').selectOption('Refer to second line')
    await goAndComeBack()
    await page.getByRole('radio', { name: 'Not yet taken' }).focus()
    await page.keyboard.press('ArrowRight') // still chooses
    expect(await page.getByRole('radio', { name: 'Escalated' }).isChecked()).toBe(true)
  })

  test('says when the connection is cut, and has missed nothing when it is back', async ({
    service,
    browser
  }) => {
    const people = ['one', 'two', 'three'].map(word => someone(`console: cut off ${word}`))
    for (const person of people) await listed(service, person)
    const line = await openLine(service.url)
    const { page } = await signInAs(browser, line.url, 'Ona Officer')
    await page.getByRole('grid').waitFor()
    line.cut()
    await page.getByText('Connection lost').waitFor()
    for (const person of people) await crosses(service, person)
    line.restore()
    for (const { family } of people) {
      await page.getByRole('row').filter({ hasText: family }).waitFor()
    }
    await page.getByText('Connection lost').waitFor({ state: 'detached' })
    expect(
      await page
        .getByRole('row')
        .filter({ hasText: people[0]?.family ?? '' })
        .count()
    ).toBe(1)
  })
})

describe('a covert hit', () => {
  test('is seen by its agency’s desk only, without sound or title on a shared desk', async ({
    service,
    browser
  }) => {
    const person = someone('console: covert')
    await listed(service, person, { covert: true, instruction: 'discreet_check' }, 'customs')
    const own = await signInAs(browser, service.url, 'Cas Customs')
    const other = await signInAs(browser, service.url, 'Ona Officer')
    expect(await crosses(service, person)).toBeUndefined()
    const row = own.page.getByRole('row').filter({ hasText: person.family })
    await row.getByText('Covert').waitFor()
    expect(await own.page.title()).toBe('Queue – Portcullis')
    await own.page.getByLabel('Shared desk').uncheck()
    await expect.poll(() => own.page.title()).toBe('(1) Queue – Portcullis')

    const link = await row.getByRole('link').getAttribute('href')
    expect(await other.page.getByText(person.family).count()).toBe(0)
    await other.page.goto(`${service.url}${link}`)
    await other.page.getByText('There is no such case for you').waitFor()
    const statuses = await other.page.evaluate(
      async paths => Promise.all(paths.map(async path => (await fetch(path)).status)),
      [
        `/v1${link}`,
        '/v1/lists/customs-wanted',
        `/v1/lists/customs-wanted/entries/${person.family}`
      ]
    )
    expect(statuses).toEqual([404, 403, 404])
    const shown = await other.page.evaluate(
      async paths => Promise.all(paths.map(async path => (await fetch(path)).text())),
      ['/v1/cases', '/v1/cases?state=new&limit=500', '/v1/lists', '/v1/overview']
    )
    expect(shown.join()).not.toMatch(new RegExp(`${person.family}|${link?.split('/').at(-1)}`))
    const body = { action: 'note', revision: 1, reason: 'seen?' }
    for (const role of ['officer', 'supervisor'] as const) {
      const foreign = service.asRole(role, { agency: 'interior' })
      expect((await foreign('POST', `/v1${link}/actions`, body)).status).toBe(404)
    }
  })
})
