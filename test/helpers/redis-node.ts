import { onTestFinished } from 'vitest'
import type { RedisView } from '#src/adapters/redis/open-redis.ts'
import type { Record } from '#src/domain/ports.ts'
import { keepRunning } from '#src/keep-running.ts'
import { loadPolicy } from '#src/load-policy.ts'
import { createLog } from '#src/logging.ts'
import { createMetrics } from '#src/metrics.ts'
import { createWatchlistCommands, type NewCommand } from '#src/watchlist/command.ts'
import { projectWatchlist } from '#src/watchlist/project.ts'
import { untilWhole } from '#src/watchlist/until-whole.ts'
import { Watchlist } from '#src/watchlist/watchlist.ts'
import { asNever } from '#test/helpers/as-never.ts'
import { entryOf, type Someone, someone } from './someone.ts'

const policy = loadPolicy('config/policy.json')
const now = () => new Date()
const by = { sub: 'ann', agency: 'interior' }

/** The watchlist's side of one node: its index follows the shared list; where asked, it also projects the record. */
export const startNode = (view: RedisView, record: Record, { isProjecting = false } = {}) => {
  const stopping = new AbortController()
  const { sharedList, verdicts } = view
  const watchlist = new Watchlist(policy, now)
  const supervision = {
    signal: stopping.signal,
    log: createLog('silent'),
    metrics: createMetrics(),
    running: new Set<string>()
  }
  const whole = untilWhole(record, sharedList)
  const running = [
    keepRunning('watchlist', s => watchlist.follow(sharedList, s, whole), supervision)
  ]
  if (isProjecting) {
    const project = (s: AbortSignal) =>
      projectWatchlist({ record, sharedList, verdicts, setAside: asNever }, s)
    running.push(keepRunning('shared-list', project, supervision))
  }
  const command = createWatchlistCommands({ record, verdicts, watchlist, now })
  onTestFinished(async () => {
    stopping.abort()
    await Promise.all(running)
    await view.close()
  })
  return {
    watchlist,
    view,
    /** Makes the list that `put` writes to. */
    configure: () => command([configure]),
    /** Lists these persons, each known by a word. */
    put: (...words: readonly string[]) => command(words.map(put)),
    /** Whether this node's index finds each of them. */
    finds: (...words: readonly string[]) =>
      words.every(word => idsOf(watchlist, someone(word)).includes(word))
  }
}

const configure: NewCommand = {
  op: 'configure',
  list: 'wanted',
  by,
  config: { agency: 'interior', title: 'Wanted', purposes: ['border_control'] }
}

const put = (word: string): NewCommand => ({
  op: 'put',
  list: 'wanted',
  entryId: word,
  revision: 1,
  by,
  person: { ...entryOf(someone(word)), id: word, revision: 1 }
})

const idsOf = (watchlist: Watchlist, { family, given, birthDate }: Someone) =>
  watchlist
    .search(
      { names: [{ family, given }], birthDate },
      { lists: watchlist.serving('border_control'), threshold: 0.5, limit: 10 }
    )
    .matches.map(({ id }) => id)
