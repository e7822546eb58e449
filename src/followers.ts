import type { Logger } from 'pino'
import { sendTo } from './adapters/webhook/send-alert.ts'
import { countExclusions } from './cases/count-exclusions.ts'
import { type DeliveryPace, deliverAlerts } from './cases/deliver.ts'
import { eraseAlerts } from './cases/erase-alerts.ts'
import {
  type EntryFollowDeps,
  followCasesOfEntries,
  followChangedEntries,
  followReopenedCases
} from './cases/follow-entries.ts'
import { projectCases } from './cases/project.ts'
import { queueAlerts } from './cases/queue-alerts.ts'
import { createAlerts } from './cases/raise-alerts.ts'
import { sendAllowed } from './cases/send-allowed.ts'
import { watchTimers } from './cases/sweep.ts'
import { type TellDeps, tellWhatWasLeft } from './cases/tell.ts'
import { watchValidity } from './cases/watch-validity.ts'
import type { Ids } from './domain/ids.ts'
import type { Policy } from './domain/policy.ts'
import type { RecordEvent } from './domain/ports.ts'
import type { Webhook } from './domain/webhook.ts'
import { keepRunning } from './keep-running.ts'
import { createAnnouncer } from './manifests/announce.ts'
import type { Authorities } from './manifests/authority.ts'
import type { CarrierReply } from './manifests/carrier-reply.ts'
import type { Receiver } from './manifests/receive.ts'
import { resumeManifests } from './manifests/resume.ts'
import { sweepManifests } from './manifests/retention.ts'
import { keepStatusChanges } from './manifests/status-change.ts'
import { watchParts } from './manifests/watch-parts.ts'
import type { Metrics } from './metrics.ts'
import type { Platform } from './platform.ts'
import type { Excluded } from './screening/excluded.ts'
import type { Screen } from './screening/screen.ts'
import type { SearchBeside } from './screening/search-beside.ts'
import { consumeCrossings } from './stream/crossings.ts'
import { toDeadLetters } from './stream/dead-letters.ts'
import { consumeManifests } from './stream/manifests.ts'
import { type KeptIndex, startFromSnapshot } from './watchlist/kept-index.ts'
import { projectWatchlist } from './watchlist/project.ts'
import { untilWhole } from './watchlist/until-whole.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

/** What followers work with. */
export interface FollowerDeps {
  readonly platform: Platform
  readonly policy: Policy
  readonly authorities: Authorities
  readonly webhooks: readonly Webhook[]
  readonly pace: DeliveryPace
  readonly ids: Ids
  readonly watchlist: Watchlist
  readonly keptIndex: KeptIndex
  /** A thread that is kept beside the main one; absent = none. */
  readonly beside: SearchBeside | undefined
  readonly screen: Screen
  readonly receiver: Receiver
  readonly excluded: Excluded
  /** Resolves when this node may answer. */
  readonly whenReady: (signal: AbortSignal) => Promise<void>
  readonly metrics: Metrics
  readonly log: Logger
  /** Takes the names of those that run at the moment. */
  readonly running: Set<string>
  /** Ends what no caller waits for. */
  readonly leaving: AbortSignal
  /** Ends the rest. */
  readonly ending: AbortSignal
  readonly now: () => Date
}

type Follower = (signal: AbortSignal) => Promise<void>

/** Starts all that a node does beside answering: projections, streams, timers, deliveries; each again whenever it fails. They end with their signal. */
export const startFollowers = (deps: FollowerDeps): readonly Promise<void>[] => {
  const { platform, beside, excluded, metrics, log, running, leaving, ending } = deps
  const named: readonly (readonly [name: string, follower: Follower])[] = [
    ...ofWatchlist(deps),
    ...(beside ? [['search-thread', beside.run] as const] : []),
    ...ofCases(deps),
    ...ofStreams(deps),
    ...ofAlerts(deps),
    ['exclusions', s => excluded.follow(platform.exclusions, s)],
    ['exclusions-counted', s => countExclusions(platform, s)],
    ...Object.entries(platform.followers)
  ]
  return named.map(([name, follower]) => {
    const signal = askedByCallers.has(name) ? ending : leaving
    return keepRunning(name, follower, { signal, log, metrics, running })
  })
}

/** What requests under way need: what searches for them, and what decides their commands. */
const askedByCallers = new Set(['shared-list', 'watchlist', 'search-thread', 'cases'])

type Named = readonly (readonly [name: string, follower: Follower])[]

const ofWatchlist = ({ platform, watchlist, keptIndex, ...deps }: FollowerDeps): Named => {
  const { record, sharedList, verdicts } = platform
  const setAside = toDeadLetters({ ...deps, record })
  const whole = untilWhole(record, sharedList)
  return [
    ['shared-list', s => projectWatchlist({ record, sharedList, verdicts, setAside }, s)],
    [
      'watchlist',
      async s => {
        await startFromSnapshot(sharedList, keptIndex)
        await watchlist.follow(sharedList, s, whole)
      }
    ]
  ]
}

const ofCases = (deps: FollowerDeps): Named => {
  const { platform, policy, authorities, ids, metrics, whenReady, now } = deps
  const { record, sharedList, cases, positions, verdicts, manifests } = platform
  const { cases: rules, instructions } = policy
  const urgencyOf = (name: keyof typeof instructions) => instructions[name].urgency
  const keepReplies: TellDeps['keepReplies'] = replies =>
    keepStatusChanges({ ids, manifests }, replies as readonly RecordEvent<CarrierReply>[])
  const projection = {
    record,
    cases,
    verdicts,
    ids,
    urgencyOf,
    rules,
    metrics,
    setAside: toDeadLetters({ ...deps, record }),
    alertsOf: createAlerts({ ids, rules, urgencyOf }),
    repliesOf: createAnnouncer({ manifests, cases, ids, authorities, now }),
    keepReplies
  }
  const entries: EntryFollowDeps = { record, sharedList, cases, positions, ids, now }
  return [
    ['cases', s => projectCases(projection, s)],
    ['entries-changed', s => followChangedEntries(entries, s)],
    ['entries-of-cases', s => followCasesOfEntries(entries, s)],
    ['entries-of-reopened', s => followReopenedCases(entries, s)],
    ['entries-valid', s => whenReady(s).then(() => watchValidity(entries, s))],
    ['news', s => tellWhatWasLeft({ record, cases, keepReplies }, s)],
    ['case-timers', s => whenReady(s).then(() => watchTimers({ record, cases, ids, now }, s))]
  ]
}

const ofStreams = (deps: FollowerDeps): Named => {
  const { platform, policy, authorities, receiver, screen, ids, whenReady, metrics, log, now } =
    deps
  const { record, positions, cases, manifests, audit } = platform
  const { unscreenedAgencies, manifestRetentionHours: keepHours } = policy
  const consumer = { record, positions, ids, unscreenedAgencies, metrics, log, now }
  const { receive, resume } = receiver
  return [
    ['crossings', s => whenReady(s).then(() => consumeCrossings({ ...consumer, screen }, s))],
    [
      'manifests',
      s =>
        whenReady(s).then(() =>
          consumeManifests({ ...consumer, manifests, audit, cases, authorities, receive }, s)
        )
    ],
    [
      'manifests-resumed',
      s =>
        whenReady(s).then(() =>
          resumeManifests({ manifests, resume, authorities, metrics, now }, s)
        )
    ],
    ['lists-in-parts', s => watchParts({ ...consumer, manifests, cases, audit }, s)],
    ['retention', s => sweepManifests({ manifests, cases, audit, keepHours, now }, s)]
  ]
}

const ofAlerts = (deps: FollowerDeps): Named => {
  const { platform, webhooks, pace, metrics, log, now } = deps
  const { record, deliveries, cases, audit } = platform
  return [
    ['alerts-queued', s => queueAlerts({ record, deliveries, webhooks }, s)],
    ['alerts-erased', s => eraseAlerts({ deliveries, webhooks, audit, now }, s)],
    ...webhooks.map((webhook): Named[number] => {
      const { agency, desk } = webhook
      const send = sendAllowed(cases, sendTo(webhook, pace.timeoutMs, now))
      const delivering = { agency, desk, deliveries, send, pace, metrics, log, now }
      return ['deliveries', s => deliverAlerts(delivering, s)]
    })
  ]
}
