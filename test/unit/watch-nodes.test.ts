import { expect, onTestFinished, test } from 'vitest'
import { memoryNodeReports } from '#src/adapters/embedded/node-reports.ts'
import type { NodeReport, NodeReports } from '#src/domain/node-report.ts'
import { createLog } from '#src/logging.ts'
import { type NodesDeps, watchNodes } from '#src/watch-nodes.ts'
import { patient } from '#test/helpers/until.ts'

const start = Date.parse('2026-11-22T08:00:00Z')
const away = () => Promise.reject(new Error('away'))

const nodeOf = (id: string, more: Partial<NodesDeps> = {}) =>
  watchNodes({
    reports: memoryNodeReports(),
    id,
    name: `${id}:8080`,
    watchlist: { version: 5, size: 3, isLoaded: true, ageSeconds: 0.5 },
    sharedList: { version: async () => 7 },
    isReady: async () => true,
    log: createLog('silent'),
    everyMs: 1,
    now: () => new Date(start),
    ...more
  })

const said = (id: string, secondsAgo: number): NodeReport => ({
  id,
  name: `${id}:8080`,
  at: new Date(start - secondsAgo * 1_000).toISOString(),
  isReady: true,
  listVersion: 5,
  entries: 3
})

/** Runs it until the test ends. */
const keepRunning = ({ run }: ReturnType<typeof watchNodes>) => {
  const stopping = new AbortController()
  const running = run(stopping.signal)
  onTestFinished(() => {
    stopping.abort()
    return running
  })
}

test('says how it stands: what its list lacks, how old it is, whether it is ready', async () => {
  const reports = memoryNodeReports()
  keepRunning(nodeOf('a', { reports, isReady: async () => false }))
  await expect.poll(reports.all, patient).toEqual([
    {
      id: 'a',
      name: 'a:8080',
      at: '2026-11-22T08:00:00.000Z',
      isReady: false,
      listVersion: 5,
      behindBy: 2,
      entries: 3,
      ageSeconds: 0.5
    }
  ])
})

test('says nothing of an age before the first load, nor how far behind it is when the shared list is away', async () => {
  const watchlist = { version: 0, size: 0, isLoaded: false, ageSeconds: Number.POSITIVE_INFINITY }
  const { nodes } = await nodeOf('a', { watchlist, sharedList: { version: away } }).look()
  expect(nodes).toHaveLength(1)
  expect(nodes[0]).not.toHaveProperty('ageSeconds')
  expect(nodes[0]).not.toHaveProperty('behindBy')
})

test('a list that is ahead of a shared one begun anew is not behind', async () => {
  const { nodes } = await nodeOf('a', { sharedList: { version: async () => 1 } }).look()
  expect(nodes[0]?.behindBy).toBe(0)
})

test('shows itself as it is now, the others as they said, and the silent ones at the end', async () => {
  const reports = memoryNodeReports()
  for (const report of [said('b', 31), said('d', 30), said('c', 3_000), said('e', 600)]) {
    await reports.say(report)
  }
  const seen = await nodeOf('e', { reports }).look()
  expect(seen.areOthersUnknown).toBe(false)
  expect(seen.nodes.map(({ id, isSilent }) => [id, isSilent])).toEqual([
    ['d', false],
    ['e', false],
    ['b', true],
    ['c', true]
  ])
})

test('is there alone, and says so, while nobody can say what others said', async () => {
  const reports = { say: away, all: away }
  const seen = await nodeOf('a', { reports, sharedList: { version: away } }).look()
  expect(seen.nodes.map(({ id }) => id)).toEqual(['a'])
  expect(seen.areOthersUnknown).toBe(true)
})

test('what could not be said is noted, and said the next time', async () => {
  const kept = memoryNodeReports()
  const notes: string[] = []
  let attempts = 0
  const reports: NodeReports = {
    ...kept,
    say: report => (++attempts < 3 ? away() : kept.say(report))
  }
  const debug = (_: object, text?: string) => notes.push(text ?? '')
  keepRunning(nodeOf('a', { reports, log: { debug } as NodesDeps['log'] }))
  await expect.poll(async () => (await kept.all()).length, patient).toBe(1)
  expect(notes).toEqual(Array(2).fill('how this node stands could not be said'))
})
