import { setTimeout as pause } from 'node:timers/promises'
import type { Model, SearchResult } from '#matchers/index.ts'
import type { Metrics } from '../metrics.ts'
import { canaryList, canaryTraveller } from '../watchlist/canary-entry.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'
import type { Question } from './question.ts'
import { patienceMs, SearchThread } from './search-thread.ts'

/** What a thread beside the main one is kept with. */
export interface BesideDeps {
  readonly watchlist: Pick<Watchlist, 'inUse' | 'isLoaded'>
  readonly model: Model
  /** Entries from which on a thread is worth its memory and the way to it. */
  readonly fromEntries?: number
  /** How long it may take to find the synthetic person. */
  readonly patienceMs?: number
  /** Who has waited so long is better off with a search of their own. */
  readonly lateAfterMs?: number
  /** What the thread runs; absent = what searches. */
  readonly worker?: URL
  readonly metrics: Pick<Metrics, 'searchThreads'>
  readonly log: Log
  readonly now: () => Date
}

type Log = { readonly [level in 'info' | 'warn']: (about: object, message: string) => void }

/** Searches that another thread makes. */
export interface SearchBeside {
  /** What it finds; undefined when the main thread has to search itself. Rejects when the thread is late, or ends before it answers. */
  readonly ask: (question: Question) => Promise<SearchResult> | undefined
  /** How many it has to make. */
  readonly underWay: () => number
  /** Keeps a thread over the list in use, until the signal aborts. */
  readonly run: (signal: AbortSignal) => Promise<void>
}

// Below it a search takes a tenth of a millisecond or two.
const usualFromEntries = 50_000
const lookEveryMs = 1_000
// Longer than all takes that it may have to do. A thread that collects its memory, or that others keep from the processor, is away for
// a third of a second now and then.
const usuallyLateAfterMs = 60
/** The share of the list that a thread may have been told of by itself before it makes room for one that has all in common. */
const mostApart = 0.1

/**
 * Makes what keeps a thread: none while the list is short; a new one when another copy is in use, or when it is lost or does not find the
 * synthetic person in time. After an import the thread holds all of it by itself: twice the memory, and half of what the processor
 * keeps close of it. So another one takes over once the list is at rest.
 */
export const createSearchBeside = (deps: BesideDeps): SearchBeside => {
  const { watchlist, metrics, lateAfterMs = usuallyLateAfterMs } = deps
  let thread: SearchThread | undefined
  const ask = (question: Question) => {
    const asked = thread?.held === watchlist.inUse ? thread.ask(question) : undefined
    return asked && unlessLate(asked, lateAfterMs)
  }
  return {
    ask,
    underWay: () => thread?.underWay ?? 0,
    run: async signal => {
      let told = 0
      while (!signal.aborted) {
        const isAtRest = told === thread?.changesTold
        thread = await renewed(deps, thread, isAtRest)
        told = thread?.changesTold ?? 0
        metrics.searchThreads.set(thread ? 1 : 0)
        await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
      }
      await thread?.close()
      thread = undefined
    }
  }
}

const unlessLate = async (asked: Promise<SearchResult>, afterMs: number): Promise<SearchResult> => {
  const { promise: late, reject } = Promise.withResolvers<never>()
  // Where this thread itself was away, the answer may lie in wait: it is read first.
  const timer = setTimeout(
    () => setImmediate(reject, new Error('the search thread is late')),
    afterMs
  )
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

const renewed = async (
  deps: BesideDeps,
  thread: SearchThread | undefined,
  isAtRest: boolean
): Promise<SearchThread | undefined> => {
  if (thread && (await isGood(deps, thread))) {
    const isApart = thread.changesTold > thread.held.size * mostApart
    const relief = isApart && isAtRest ? await opened(deps) : undefined
    if (relief) await thread.close()
    return relief ?? thread
  }
  await thread?.close()
  return opened(deps)
}

const opened = async (deps: BesideDeps): Promise<SearchThread | undefined> => {
  const { watchlist, model, worker, log, fromEntries = usualFromEntries } = deps
  const { inUse } = watchlist
  if (!watchlist.isLoaded || inUse.size < fromEntries) return undefined
  try {
    const opened = await SearchThread.open(inUse, model, worker)
    if (opened) log.info({ entries: inUse.size }, 'a second thread searches too')
    return opened
  } catch (err) {
    log.warn({ err }, 'no second thread could be started: one searches alone')
    return undefined
  }
}

const isGood = async (deps: BesideDeps, thread: SearchThread) => {
  if (thread.held !== deps.watchlist.inUse) return false
  const fault = thread.isLost ? silent : await lookFor(deps, thread)
  if (fault) deps.log.warn({ fault }, 'the second search thread is lost: another one is started')
  return fault === undefined
}

const silent = 'does not answer'

/** Has the thread find the synthetic person; says what is wrong with it where it does not. */
const lookFor = async (deps: BesideDeps, thread: SearchThread): Promise<string | undefined> => {
  const [readings, lists] = [[canaryTraveller] as const, new Set([canaryList])]
  const today = deps.now().toISOString().slice(0, 10)
  const asked = thread.ask({ readings, lists, threshold: 0.5, limit: 1, today })
  if (!asked) return undefined // it has enough to do: what it is busy with tells whether it is lost
  // One that stalls neither answers nor ends: nobody else would notice.
  const answered = new AbortController()
  const late = pause(deps.patienceMs ?? patienceMs, silent, { signal: answered.signal })
  const found = await Promise.race([asked, late]).catch(() => undefined)
  answered.abort()
  if (typeof found === 'string') return found
  return found?.matches.length === 1 ? undefined : 'misses the synthetic person'
}
