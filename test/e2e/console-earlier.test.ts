import { expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { atDesk, crosses, listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'

test('a case shows what was decided of its traveller before, and of others with the same entry, also on paper', async ({
  service,
  browser
}) => {
  const person = someone('console: came before')
  const namesake = { ...person, given: `${person.given} ALI`, number: 'Y7654321' }
  await listed(service, person, { instruction: 'locate' })
  const officer = service.asRole('officer', { agency: 'interior' })
  const act = (id: string | undefined, action: object) =>
    officer('POST', `/v1/cases/${id}/actions`, action)
  const first = await crosses(service, person)
  okay(await act(first, { action: 'dismiss', revision: 1, reason: 'her passport was stolen' }))
  const others = await crosses(service, namesake)
  okay(await act(others, { action: 'confirm', revision: 1, reasonCode: 'photograph_agrees' }))
  await crosses(service, person, { ...atDesk(), checkpoint: 'T5-14' })

  const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
  const row = page.getByRole('row').filter({ hasText: 'T5-14' })
  await row.filter({ hasText: person.family }).getByRole('link').click()
  await page.getByRole('heading', { name: 'Earlier cases' }).waitFor()
  const before = page.getByRole('listitem').filter({ hasText: 'her passport was stolen' })
  expect(await before.textContent()).toMatch(
    / 2\d{3}, .*Dismissed · same entry.*Not the person: her/
  )
  const other = page.getByRole('listitem').filter({ hasText: namesake.given })
  expect(await other.textContent()).toMatch(/Confirmed · .*Same person: The photograph agrees/)
  expect(await violationsOf(page)).toEqual([])
  await page.emulateMedia({ media: 'print' })
  for (const one of [before, other]) expect(await one.isVisible()).toBe(true)
  await page.emulateMedia({ media: 'screen' })
  await other.getByRole('link').click()
  await page.getByRole('heading', { name: namesake.given }).waitFor()
  expect(complaints).toEqual([])
})
