import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Message } from 'kafkajs'
import { expect, test } from 'vitest'
import { type GiveAuditOptions, giveAudit } from '#src/adapters/distributed/give-audit.ts'
import { recordUnavailable } from '#src/adapters/embedded/unavailable.ts'
import { auditLines } from '#test/helpers/audit-pages.ts'
import { openPlatform } from '#test/helpers/embedded-platform.ts'
import { tempFolder } from '#test/helpers/temp-folder.ts'

/** A topic of one partition that may be away, lose an answer, or everything. */
const fakeTopic = () => {
  const messages: Message[] = []
  const state: { isAway?: boolean; losesAnswers?: boolean; onAppend?: () => void } = {}
  const warnings: string[] = []
  const over = ({ audit }: Pick<GiveAuditOptions, 'audit'>) => {
    const options: GiveAuditOptions = {
      audit,
      writer: {
        append: async (_, added) => {
          if (state.isAway) throw recordUnavailable('away')
          state.onAppend?.()
          messages.push(...added)
          if (state.losesAnswers) throw recordUnavailable('no answer')
          return new Map([[0, messages.length - 1]])
        }
      },
      questions: { offsets: async () => [{ partition: 0, low: 0, high: messages.length }] },
      prefix: 'p',
      node: 'node-1',
      now: () => new Date('2026-11-22T08:00:00Z'),
      log: { warn: (_: object, said: string) => warnings.push(said) } as never
    }
    const { follow, waiting } = giveAudit(options)
    // A follower that is already told to stop gives one page more.
    return { waiting, follow, give: () => follow(AbortSignal.abort()) }
  }
  const pages = () => messages.map(({ value }) => JSON.parse(String(value)).data)
  return { messages, pages, state, warnings, over }
}

const spans = (pages: readonly { first: number; last: number }[]) =>
  pages.map(({ first, last }) => [first, last])

test('many lines are one message, and nothing new is none', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give, waiting } = topic.over(platform)
  await give()
  expect(topic.messages).toEqual([])
  await platform.audit.append(auditLines(500))
  await give()
  await give()
  const [page, ...others] = topic.pages()
  expect(others).toEqual([])
  const told = page.lines.map(([line]: [string]) => JSON.parse(line))
  expect(told).toEqual(auditLines(500))
  expect(page).toMatchObject({ node: 'node-1', first: 1, last: 500, head: { number: 500 } })
  expect(waiting()).toBe(0)
})

test('key and headers name the chain and nobody', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  await platform.audit.append([{ ...auditLines(1)[0], by: { sub: 'officer-7' } } as never])
  await topic.over(platform).give()
  const [{ key, headers } = {}] = topic.messages
  expect(key).toBe(platform.audit.name().chain)
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(JSON.stringify(headers)).not.toMatch(/officer|node-1/)
})

test('goes on where it stopped after a restart, with the same chain', async () => {
  const folder = await tempFolder()
  const topic = fakeTopic()
  const first = await openPlatform(folder)
  await first.audit.append(auditLines(3))
  await topic.over(first).give()
  await first.close()
  const again = await openPlatform(folder)
  await again.audit.append(auditLines(2, 4))
  await topic.over(again).give()
  const [one, two] = topic.pages()
  expect(spans([one, two])).toEqual([
    [1, 3],
    [4, 5]
  ])
  expect(two.before).toBe(one.after)
  expect(two.chain).toBe(one.chain)
})

test('keeps a message well below what the topic takes, and gives the rest afterwards', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  await platform.audit.append(
    auditLines(1_200).map(line => ({ ...line, purpose: 'p'.repeat(1_000) }))
  )
  const { give, waiting } = topic.over(platform)
  await give()
  const [{ last }] = topic.pages()
  expect(waiting()).toBe(1_200 - last)
  while (waiting() > 0) await give()
  const pages = topic.pages()
  expect(pages.length).toBeGreaterThan(1)
  expect(pages.at(-1)).toMatchObject({ last: 1_200 })
  expect(pages.every((page, at) => page.first === (pages[at - 1]?.last ?? 0) + 1)).toBe(true)
  const sizes = topic.messages.map(({ value }) => Buffer.byteLength(value ?? ''))
  expect(Math.max(...sizes)).toBeLessThan(1024 * 1024)
})

test('with Kafka away nothing is lost, and what waits is told', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give, waiting } = topic.over(platform)
  topic.state.isAway = true
  await platform.audit.append(auditLines(5))
  await give()
  expect(waiting()).toBe(5)
  topic.state.isAway = false
  await give()
  expect(spans(topic.pages())).toEqual([[1, 5]])
  expect(waiting()).toBe(0)
})

test('a page whose answer was lost is given again', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give } = topic.over(platform)
  await platform.audit.append(auditLines(2))
  topic.state.losesAnswers = true
  await give()
  topic.state.losesAnswers = false
  await give()
  expect(topic.messages).toHaveLength(2)
  expect(topic.messages[1]).toEqual(topic.messages[0])
})

test('a topic that has lost what it was given by the next start is given all lines again', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give } = topic.over(platform)
  await platform.audit.append(auditLines(2))
  await give()
  await platform.audit.append(auditLines(2, 3))
  await give()
  topic.messages.length = 0
  await give()
  expect(spans(topic.pages())).toEqual([[1, 4]])
  expect(topic.warnings).toEqual(['the topic of the audit has lost lines: all are given again'])
})

test('a topic that is another one while it is given to is given all lines again', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give, follow, waiting } = topic.over(platform)
  await platform.audit.append(auditLines(2))
  await give()
  await platform.audit.append(auditLines(2, 3))
  const ended = new AbortController()
  topic.state.onAppend = () => {
    if (topic.pages().at(-1)?.last === 2) topic.messages.length = 0
    else ended.abort()
  }
  await follow(ended.signal)
  expect(spans(topic.pages())).toEqual([
    [3, 4],
    [1, 4]
  ])
  expect(waiting()).toBe(0)
  expect(topic.warnings).toHaveLength(1)
})

test('a topic that was found to be another one is given all lines by the next start, whatever others gave it meanwhile', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  const { give, follow } = topic.over(platform)
  await platform.audit.append(auditLines(2))
  await give()
  await platform.audit.append(auditLines(2, 3))
  const ended = new AbortController()
  topic.state.onAppend = () => {
    topic.messages.length = 0
    topic.state.isAway = true
    ended.abort()
  }
  await follow(ended.signal)
  delete topic.state.onAppend
  topic.state.isAway = false
  topic.messages.push(...topic.messages, ...topic.messages) // as if of another node
  await topic.over(platform).give()
  expect(topic.pages().at(-1)).toMatchObject({ first: 1, last: 4 })
})

test('lines that were removed from the disk stop it: nothing is passed over', async () => {
  const folder = await tempFolder()
  const platform = await openPlatform(folder)
  await platform.audit.append(auditLines(3))
  removeLine(folder, 2)
  const topic = fakeTopic()
  const { give } = topic.over(platform)
  await give()
  expect(spans(topic.pages())).toEqual([[1, 1]])
  await expect(give()).rejects.toThrow('line 2 of the audit is missing')
})

const removeLine = (folder: string, number: number) => {
  const database = new DatabaseSync(join(folder, 'portcullis.db'))
  database.prepare('DELETE FROM audit WHERE number = ?').run(number)
  database.close()
}

test('a page that can not be noted is not given again and again by whoever starts it anew', async () => {
  const platform = await openPlatform()
  const topic = fakeTopic()
  await platform.audit.append(auditLines(3))
  const isFull = { now: true }
  const { audit } = platform
  const onFullDisk: GiveAuditOptions['audit'] = {
    name: () => audit.name(),
    page: (after, maxBytes) => audit.page(after, maxBytes),
    given: name => audit.given(name),
    noteGiven: async (name, given) => {
      if (isFull.now) throw new Error('the disk is full')
      await audit.noteGiven(name, given)
    }
  }
  const { give } = topic.over({ audit: onFullDisk })
  await expect(give()).rejects.toThrow('the disk is full')
  await give()
  expect(spans(topic.pages())).toEqual([[1, 3]])
  isFull.now = false
  await platform.audit.append(auditLines(1, 4))
  await give()
  await topic.over(platform).give()
  expect(spans(topic.pages())).toEqual([
    [1, 3],
    [4, 4]
  ])
})
