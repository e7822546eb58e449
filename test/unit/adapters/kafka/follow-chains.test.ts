import { describe, expect, test } from 'vitest'
import type { AuditPage } from '#src/adapters/audit-page.ts'
import { followChains } from '#src/adapters/kafka/follow-chains.ts'
import { auditLines, givenPages, pageOf, withOtherLine } from '#test/helpers/audit-pages.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'

const follow = (pages: readonly (AuditPage | undefined)[], isCut = false) => {
  const lines: string[] = []
  const chains = followChains((_, line) => lines.push(line))
  for (const page of pages) if (page) chains.take(page, isCut)
  return { found: chains.found(), lines }
}

const intact = (lines: number, from = 1) => [
  expect.objectContaining({ intact: true, node: 'node-1', from, lines })
]
const broken = (brokenAt: number, reason: RegExp) => [
  expect.objectContaining({ intact: false, brokenAt, reason: expect.stringMatching(reason) })
]

describe('a chain is intact', () => {
  test('when each page follows from the one before, and gives its lines in order', async () => {
    const pages = await givenPages(3, 1, 5)
    const { found, lines } = follow(pages)
    expect(found).toEqual(intact(9))
    expect(lines.map(line => JSON.parse(line))).toEqual(auditLines(9))
  })

  test('when pages come again: the same, a longer one, an older one, all from the first', async () => {
    const platform = await openPlatform()
    await platform.audit.append(auditLines(4))
    const short = await pageOf(platform, 2)
    const first = await pageOf(platform, 0)
    await platform.audit.append(auditLines(4, 5))
    const long = await pageOf(platform, 2)
    const { found, lines } = follow([first, short, short, long, short, first, long])
    expect(found).toEqual(intact(8))
    expect(lines.map(line => JSON.parse(line))).toEqual(auditLines(8))
  })

  test('when what is missing comes after all', async () => {
    const [first, second, third] = await givenPages(2, 2, 2)
    expect(follow([third, first, second, third]).found).toEqual(intact(6))
  })

  test('from where the topic begins, when it has dropped what was before', async () => {
    const pages = await givenPages(2, 2, 2)
    expect(follow(pages.slice(1), true).found).toEqual(intact(6, 3))
    expect(follow(pages, true).found).toEqual(intact(6))
  })

  test('each for itself when chains are mixed', async () => {
    const [one, other] = [await givenPages(2, 2), await givenPages(1, 1)]
    const { found } = follow([one[0], other[0], one[1], other[1]])
    expect(found.map(({ lines, intact }) => ({ lines, intact }))).toEqual([
      { lines: 4, intact: true },
      { lines: 2, intact: true }
    ])
    expect(new Set(found.map(({ chain }) => chain)).size).toBe(2)
  })
})

describe('a chain is broken', () => {
  test('where a line was changed', async () => {
    const [first, second, third] = await givenPages(2, 3, 2)
    const lines = second?.lines.map(([line, hash], index): [string, string] =>
      index === 1 ? [line.replace('refer', 'clear'), hash] : [line, hash]
    )
    const changed = second && { ...second, lines: lines ?? [] }
    expect(follow([first, changed, third]).found).toEqual(broken(4, /line 4 was changed/))
  })

  test('where a line was changed and everything after it calculated anew, by the signed head', async () => {
    const [first, second, third] = await givenPages(2, 3, 2)
    const changed = second && withOtherLine(second, 1)
    const { found } = follow([first, changed, third])
    expect(found).toEqual(broken(5, /signed head differs from line 5/))
  })

  test('where a page comes again and says something else, before or after the right one', async () => {
    const [first, second] = await givenPages(3, 2)
    const other = first && withOtherLine(first, 1)
    expect(follow([first, second, other]).found).toEqual(broken(2, /given in two ways/))
    expect(follow([other, first, second]).found).toEqual(broken(3, /signed head differs/))
  })

  test('where a page is missing, whatever comes behind it', async () => {
    const pages = await givenPages(2, 2, 2, 2)
    const { found, lines } = follow(pages.toSpliced(1, 1))
    expect(found).toEqual(broken(3, /line 3 is missing.*line 8 is signed/))
    expect(lines).toHaveLength(2)
    expect(follow(pages.slice(1)).found).toEqual(broken(1, /line 1 is missing/))
  })

  test('where the signed head knows lines that were never given', async () => {
    const platform = await openPlatform()
    await platform.audit.append(auditLines(10))
    const page = await pageOf(platform, 0, 1)
    expect(page.last).toBe(1)
    expect(follow([page]).found).toEqual(broken(2, /line 2 is missing, or not given yet/))
  })

  test('where the lines were cut off within a page', async () => {
    const [page] = await givenPages(3)
    const cut = page && { ...page, lines: page.lines.slice(0, 2) }
    expect(follow([cut]).found).toEqual(broken(3, /line 3 was changed/))
  })

  test.for<[why: string, forge: (page: AuditPage, other: AuditPage) => AuditPage]>([
    ['of another node', (page, other) => ({ ...page, head: other.head })],
    ['with its own key', (page, other) => ({ ...other, chain: page.chain })],
    ['with no key', page => ({ ...page, publicKey: 'gibberish' })],
    ['of an earlier line', page => ({ ...page, last: page.last + 1 })]
  ])('where the signature is one %s', async ([, forge]) => {
    const [[page], [other]] = [await givenPages(3), await givenPages(3)]
    const forged = page && other && forge(page, other)
    expect(follow([forged]).found).toEqual(broken(1, /signature of lines 1 to \d is forged/))
  })
})
