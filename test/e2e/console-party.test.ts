import { expect } from 'vitest'
import { violationsOf } from '#test/helpers/axe.ts'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { listed, withConsole as test } from '#test/helpers/console-service.ts'
import { carrier } from '#test/helpers/flights.ts'
import { passengerList, segmentsOf, sendManifest } from '#test/helpers/passenger-list.ts'
import { type Someone, someone } from '#test/helpers/someone.ts'

const inParty = (who: Someone, reference: string) => ({
  segments: segmentsOf(who, reference).map(segment =>
    segment.startsWith('RFF+AVF') ? 'RFF+AVF:PARTY' : segment
  )
})

test('a case with hits of two agencies shows the warnings and owners of both, also on paper, and who travels along', async ({
  service,
  browser
}) => {
  const [who, child, friend] = ['listed', 'child', 'friend'].map(word =>
    someone(`console: party ${word}`)
  ) as [Someone, Someone, Someone]
  await listed(service, who, { warnings: ['minor'] })
  await listed(service, who, { warnings: ['armed'], releasableTo: ['interior'] }, 'customs')
  await listed(service, friend)
  const party = [inParty(who, 'YY1'), inParty(child, 'YY2'), inParty(friend, 'YY3')]
  okay(await sendManifest(carrier(service), passengerList(party)))

  const { page, complaints } = await signInAs(browser, service.url, 'Ona Officer')
  const row = page.getByRole('row').filter({ hasText: who.family })
  await row.getByText('Armed').waitFor()
  await row.getByText('Minor').waitFor()
  await row.getByRole('link').click()
  await page.getByRole('heading', { name: who.family }).waitFor()
  for (const agency of ['customs', 'interior']) {
    await page.getByRole('button', { name: `${agency}-wanted` }).click()
    const owner = page.getByRole('definition').filter({ hasText: new RegExp(`^${agency}$`) })
    await owner.waitFor()
  }
  const along = page.getByRole('listitem').filter({ hasText: 'Person 2 · YY2' })
  expect(await along.getByRole('link').count()).toBe(0)
  expect(await violationsOf(page)).toEqual([])

  await page.emulateMedia({ media: 'print' })
  for (const agency of ['customs', 'interior']) {
    const line = `${agency}-wanted / ${who.family} · ${agency} · `
    expect(await page.getByText(line).isVisible()).toBe(true)
  }
  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('link', { name: friend.family }).click()
  await page.getByRole('heading', { name: friend.family }).waitFor()
  expect(complaints).toEqual([])
})
