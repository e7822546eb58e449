import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { isSilent, type NodeReport, type NodeReports } from './domain/node-report.ts'
import type { SharedList } from './domain/ports.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

export interface NodesDeps {
  readonly reports: NodeReports
  readonly id: string
  readonly name: string
  readonly watchlist: Pick<Watchlist, 'version' | 'size' | 'isLoaded' | 'ageSeconds'>
  readonly sharedList: Pick<SharedList, 'version'>
  readonly isReady: () => Promise<boolean>
  readonly log: Pick<FastifyBaseLogger, 'debug'>
  readonly everyMs?: number
  readonly now: () => Date
}

/** All nodes, as far as one of them knows. */
export interface NodesSeen {
  /** Those that speak first, then the silent ones, each by name. */
  readonly nodes: readonly (NodeReport & { readonly isSilent: boolean })[]
  /** Whether what others said could not be read: then there is this node alone. */
  readonly areOthersUnknown: boolean
}

export interface NodesSource {
  /** This node as it is now, and the others as they said last; never rejects. */
  look(): Promise<NodesSeen>
  /** Says how this node stands until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
}

const usuallyEveryMs = 10_000

/** Tells other nodes how this one and its list stand, and this one how they do. */
export const watchNodes = (deps: NodesDeps): NodesSource => {
  const { reports, id, log, everyMs = usuallyEveryMs, now } = deps
  return {
    async look() {
      const [own, said] = await Promise.all([
        describeNode(deps),
        reports.all().catch(() => undefined)
      ])
      const others = (said ?? []).filter(report => report.id !== id)
      return {
        nodes: [own, ...others]
          .map(report => ({ ...report, isSilent: isSilent(report, now()) }))
          .toSorted(
            (a, b) => Number(a.isSilent) - Number(b.isSilent) || a.name.localeCompare(b.name, 'en')
          ),
        areOthersUnknown: said === undefined
      }
    },
    async run(signal) {
      while (!signal.aborted) {
        await describeNode(deps)
          .then(reports.say)
          .catch(err => log.debug({ err }, 'how this node stands could not be said'))
        await pause(everyMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

/** Behind by what this node sees itself: versions that two nodes say at two moments can not be compared. */
const describeNode = async (deps: NodesDeps): Promise<NodeReport> => {
  const { id, name, watchlist, sharedList, isReady, now } = deps
  const shared = await sharedList.version().catch(() => undefined)
  const { version: listVersion, size: entries } = watchlist
  return {
    id,
    name,
    isReady: await isReady(),
    listVersion,
    ...(shared !== undefined && { behindBy: Math.max(0, shared - listVersion) }),
    entries,
    ...(watchlist.isLoaded && { ageSeconds: watchlist.ageSeconds }),
    at: now().toISOString()
  }
}
