import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { signInAs } from '#test/helpers/browser.ts'
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
