import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What stands against WCAG 2.2 AA on this page as it is shown, one line each; empty when nothing does. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(source)
  const { violations, passes } = await page.evaluate(async names => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: Violation[]; passes: unknown[] }> }
    }
    return axe.run({ runOnly: names })
  }, tags)
  if (passes.length === 0) throw new Error('axe has looked at nothing')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`)
  )
}
