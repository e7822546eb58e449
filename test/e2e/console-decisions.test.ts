import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
import { atDesk, crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { patient } from '#test/helpers/until.ts'

const inAYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)

const openCase = async (page: Page, family: string) => {
  await page.getByRole('link', { name: family }).click()
  await page.getByRole('heading', { name: family }).waitFor()
}
const press = async (page: Page, key: string, button: string) => {
  await page.keyboard.press(key)
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}

describe('an exclusion', () => {
  test('lets the same traveller pass next time, while another entry still hits, until it is ended', async ({
    service,
    browser
  }) => {
    const person = someone('console: excluded')
    await listed(service, person, { instruction: 'locate' })
    await crosses(service, person)
    const officer = await signInAs(browser, service.url, 'Ona Officer')
    await openCase(officer.page, person.family)
    await officer.page.keyboard.press('d')
    const dialog = officer.page.getByRole('dialog')
    await dialog.getByLabel('Reason').selectOption('The fingerprint differs')
    await dialog.getByLabel('Do not raise this person').fill(inAYear)
    await dialog.getByText('Takes effect when a second person approves').waitFor()
    await dialog.getByRole('button', { name: 'Not the person' }).click()
    await officer.page.getByText('officer has decided “Not the person”').waitFor()
    expect(await officer.page.getByRole('link', { name: 'Exclusions' }).count()).toBe(0)
    expect(await crosses(service, person)).toBeDefined()

    const { page, complaints } = await signInAs(browser, service.url, 'Sem Supervisor')
    await openCase(page, person.family)
    await page.getByText(`again until ${inAYear}`).waitFor()
    await press(page, 'p', 'Approve')
    await page.getByText(`until ${inAYear} · in force`).waitFor()
    await expect.poll(() => crosses(service, person), patient).toBeUndefined()

    await listed(service, person, {}, 'customs')
    expect(await crosses(service, person)).toBeDefined()
    const customs = await signInAs(browser, service.url, 'Cas Customs')
    await customs.page.getByRole('row').filter({ hasText: person.family }).waitFor()

    await page.getByRole('link', { name: 'Exclusions' }).click()
    const row = page.getByRole('row').filter({ hasText: `interior-wanted / ${person.family}` })
    expect(await row.textContent()).toMatch(
      new RegExp(`in force${inAYear}officer, supervisor[1-9]`)
    )
    await row.getByRole('button').click()
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click()
    await row.getByText('ended').waitFor()
    await page.getByRole('link', { name: 'Queue' }).click()
    const again = page.getByRole('row').filter({ hasText: 'T5-13' })
    await expect
      .poll(async () => {
        await crosses(service, person, { ...atDesk(), checkpoint: 'T5-13' })
        return again.filter({ hasText: person.family }).count()
      }, patient)
      .toBe(1)
    expect([...officer.complaints, ...complaints]).toEqual([])
  })
})

describe('a referral', () => {
  test('asks the owner, whose answer decides the case of who asked', async ({
    service,
    browser
  }) => {
    const person = someone('console: referred')
    await listed(service, person, { instruction: 'locate', releasableTo: ['interior'] }, 'customs')
    await crosses(service, person)
    const asking = await signInAs(browser, service.url, 'Ona Officer')
    await openCase(asking.page, person.family)
    await asking.page.keyboard.press('r')
    const refer = asking.page.getByRole('dialog')
    await refer.getByLabel('Reason').selectOption('Can not be decided here')
    await refer.getByRole('button', { name: 'Refer to owner' }).click()
    await asking.page.getByText('Waits for the answer of customs').waitFor()
    expect(await asking.page.getByRole('button', { name: 'Answer', exact: true }).count()).toBe(0)

    const owner = await signInAs(browser, service.url, 'Cas Customs')
    await openCase(owner.page, person.family)
    await owner.page.getByText('interior waits for your answer').waitFor()
    await owner.page.keyboard.press('w')
    const answer = owner.page.getByRole('dialog')
    await answer.getByLabel('Is it the person listed?').selectOption('Not the person')
    await answer.getByLabel('Reason').selectOption('Another person')
    await answer.getByRole('button', { name: 'Answer' }).click()
    await owner.page.getByText('Answered', { exact: true }).waitFor()
    await asking.page.getByText('The owner has answered', { exact: true }).waitFor()
    await asking.page.getByText('somebody of customs').waitFor()
    await asking.page.getByText('Dismissed', { exact: true }).waitFor()
    expect([...asking.complaints, ...owner.complaints]).toEqual([])
  })
})
