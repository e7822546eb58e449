import type { AuditPage } from '#src/adapters/audit-page.ts'
import { chainHash } from '#src/adapters/embedded/audit-chain.ts'
import type { EmbeddedPlatform } from '#src/adapters/embedded/open-embedded.ts'
import { openPlatform } from './embedded-platform.ts'

/** Lines of an audit as good as any, counted from `from`. */
export const auditLines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => ({
    at: '2026-11-22T08:00:00.000Z',
    by: { sub: 'gate' },
    action: 'refer',
    about: { index: from + index }
  }))

/** The next page of a node's chain. */
export const pageOf = async (
  { audit }: EmbeddedPlatform,
  after: number,
  maxBytes = 1_000_000
): Promise<AuditPage> => {
  const page = await audit.page(after, maxBytes)
  if (!page) throw new Error(`nothing after line ${after}`)
  return { ...audit.name(), node: 'node-1', ...page }
}

/** A chain of its own, given page by page: so many lines each, its head signed when each was made. */
export const givenPages = async (...counts: readonly number[]): Promise<AuditPage[]> => {
  const platform = await openPlatform()
  const pages: AuditPage[] = []
  for (const count of counts) {
    const after = pages.at(-1)?.last ?? 0
    await platform.audit.append(auditLines(count, after + 1))
    pages.push(await pageOf(platform, after))
  }
  return pages
}

/** A page with another line in this place; its hashes calculated anew, since anybody can do that. */
export const withOtherLine = (page: AuditPage, index: number): AuditPage => {
  let hash: Uint8Array = Buffer.from(page.before, 'base64')
  const lines = page.lines.map(([line], at): [string, string] => {
    const text = at === index ? line.replace(/"action":"\w+"/, '"action":"other"') : line
    hash = chainHash(hash, text)
    return [text, Buffer.from(hash).toString('base64')]
  })
  return { ...page, lines, after: Buffer.from(hash).toString('base64') }
}
