import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
import { okay } from '#test/helpers/call.ts'
import { listed, withConsole as test } from '#test/helpers/console-service.ts'
import { someone } from '#test/helpers/someone.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

const line = (id: string, full: string) =>
  `${JSON.stringify({ op: 'put', entry: { id, revision: 1, kind: 'person', names: [{ full }] } })}\n`

test('an import says nothing of the one before, and takes the same file once it is mended', async ({
  service,
  browser
}) => {
  await listed(service, someone('console: on the list that is imported to'))
  const file = join(await tempFolder(), 'entries.ndjson')
  const { page, complaints } = await signInAs(browser, service.url, 'Edda Editor')
  const input = page.getByLabel('Import a file')
  const choose = async (content: string | Buffer) => {
    await writeFile(file, content)
    const chooser = page.waitForEvent('filechooser')
    await input.click()
    expect(await input.inputValue()).toBe('')
    await (await chooser).setFiles(file)
  }
  await choose(line('F-1', 'Anna Novák'))
  const taken = page.getByText('1 lines taken, 0 refused')
  await taken.waitFor()
  await choose(Buffer.from(line('F-2', 'Björn Åkesson'), 'latin1'))
  await page.getByRole('alert').getByText('not UTF-8').waitFor()
  expect(await taken.count()).toBe(0)
  await choose(line('F-2', 'Björn Åkesson'))
  await taken.waitFor()
  await page.getByRole('button', { name: 'F-2' }).waitFor()
  await choose('\n\n')
  await page.getByRole('alert').getByText('The file is empty').waitFor()

  await page.route('**/entries/batch', route => route.abort('connectionreset'))
  await choose(line('F-3', 'Ana Kovač'))
  await page.getByRole('alert').getByText('The import was cut off').waitFor()
  expect(complaints).toEqual([])
})

test('lists are chosen by keyboard, one after the other', async ({ service, browser }) => {
  await listed(service, someone('console: on the first list'))
  const editor = service.asRole('agency_editor', { agency: 'interior' })
  for (const list of ['interior-x', 'interior-y']) {
    const config = { agency: 'interior', title: list, purposes: ['border_control'] }
    okay(await editor('PUT', `/v1/lists/${list}`, config))
  }
  const { page } = await signInAs(browser, service.url, 'Edda Editor')
  const choice = page.getByRole('combobox', { name: /^List/ })
  await choice.selectOption('interior-wanted')
  await choice.focus()
  for (const list of ['interior-x', 'interior-y']) {
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate('location.pathname')).toBe(`/lists/${list}`)
    expect(await choice.inputValue()).toBe(list)
  }
})

describe('an entry', () => {
  test('whose answer was lost may be put again, and is told as in effect', async ({
    service,
    browser
  }) => {
    await listed(service, someone('console: beside an unanswered entry'))
    const { page, complaints } = await signInAs(browser, service.url, 'Edda Editor')
    await page.getByRole('button', { name: 'New entry' }).click()
    await page.getByLabel('Id', { exact: true }).fill('U-1')
    await page.getByLabel('Family name').fill('UNANSWERED')
    let isCut = true
    await page.route('**/entries/U-1', async route => {
      if (!isCut || route.request().method() !== 'PUT') return route.continue()
      isCut = false
      await route.fetch() // the service takes it, and the answer is lost
      return route.abort('connectionreset')
    })
    const put = page.getByRole('button', { name: 'Put on the list' })
    await put.click()
    await page.getByText('it is not known whether this is done').waitFor()
    await put.click()
    await page.getByText('In effect as revision 1.').waitFor()
    expect(complaints).toEqual([])
  })

  test('that somebody else has changed first is not put over theirs', async ({
    service,
    browser
  }) => {
    const person = someone('console: put by two')
    await listed(service, person)
    const { page } = await signInAs(browser, service.url, 'Edda Editor')
    await page.getByRole('button', { name: person.family }).click()
    await page.getByLabel('Remarks').fill('mine')
    const path = `**/entries/${person.family}`
    await page.route(path, route =>
      route.request().method() === 'PUT'
        ? route.fulfill({ status: 202, json: { status: 'accepted' } })
        : route.continue()
    )
    const put = page.getByRole('button', { name: 'Put on the list' })
    await put.click()
    await page.getByText('not yet in effect').waitFor()
    await listed(service, person, { revision: 2, remarks: 'theirs' })
    await page.getByText('somebody else has changed the entry').waitFor()
    await page.unroute(path)
    await put.click()
    await page.getByText('already holds revision 2').waitFor()
    const editor = service.asRole('agency_editor', { agency: 'interior' })
    const { body } = await editor('GET', `/v1/lists/interior-wanted/entries/${person.family}`)
    expect(body).toMatchObject({ revision: 2, remarks: 'theirs' })
  })
})
