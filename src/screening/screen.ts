import { randomUUID } from 'node:crypto'
import type { SearchResult } from '#matchers/index.ts'
import type { Actor } from '../domain/access.ts'
import { latestDayAt } from '../domain/dates.ts'
import type { Ids } from '../domain/ids.ts'
import type { Policy } from '../domain/policy.ts'
import type { Audit, Record } from '../domain/ports.ts'
import type { RecordedHit, Screened, ScreeningRequest } from '../domain/screening.ts'
import type { OnManifest } from '../domain/traveller.ts'
import {
  DeadlinePassed,
  IdReused,
  NoList,
  Overloaded,
  WatchlistNotReady,
  WatchlistTooOld
} from '../errors.ts'
import { LightMap } from '../light-map.ts'
import type { Metrics } from '../metrics.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'
import { describeTraveller } from './describe-traveller.ts'
import { screenedEvent } from './event.ts'
import type { Excluded } from './excluded.ts'
import { neededScores } from './needed-scores.ts'
import { answer, type Question } from './question.ts'
import { recordTogether } from './record-together.ts'
import type { SearchBeside } from './search-beside.ts'
import type { InSlices } from './slices.ts'
import { toHit } from './to-hit.ts'
import { takeTurns } from './turns.ts'

/** What a screener works with. */
export interface ScreenerDeps {
  readonly watchlist: Watchlist
  readonly policy: Policy
  readonly record: Record
  readonly audit: Audit
  readonly ids: Ids
  readonly metrics: Metrics
  readonly excluded: Pick<Excluded, 'sift'>
  /** Another thread that may be asked; absent = none. */
  readonly beside?: Pick<SearchBeside, 'ask' | 'underWay'>
  readonly maxWaiting: number
  readonly now: () => Date
}

/** Where a request comes from. */
export interface Origin {
  /** Names the sender; an event id is unique within it. */
  readonly source: string
  readonly channel: 'http' | 'stream' | 'manifest'
  readonly by: Actor
  /** Its id was given to nobody before: the record holds no answer to look for. */
  readonly isFirst?: boolean
  /** The year of the birth date was sent in two digits: it may be a century earlier. */
  readonly isCenturyGuessed?: boolean
  /** Where the traveller stands on a manifest: no part of the question, for the officers. */
  readonly onManifest?: OnManifest
  /** Nothing is recorded before it resolves; where it rejects, so does the screening. */
  readonly after?: Promise<unknown>
  /** Begins its search among those of the same request; absent = at once. */
  readonly inSlices?: InSlices
}

/** One check of one traveller: resolves when the outcome is durable; rejects, never "clear", when it could not be done. */
export type Screen = (request: ScreeningRequest, origin: Origin) => Promise<Screened>

/** Of those that come in masses, so many searches go before whoever else waits for the event loop. */
const searchesPerTurn = 5

/** Makes the one function through which every traveller is screened. */
export const createScreener = (deps: ScreenerDeps): Screen => {
  const { record, audit, ids, metrics } = deps
  const underWay = new LightMap<string, Promise<Screened>>()
  // How long a caller waits is not part of the question: a second try may wait longer.
  const digestOf = ({ deadlineMs: _, ...question }: ScreeningRequest) => ids.digest(question)
  const turn = takeTurns(searchesPerTurn)
  let [waiting, atDesks] = [0, 0]
  const enter = (channel: Origin['channel'], by: 1 | -1) => {
    waiting += by
    if (channel === 'http') atDesks += by
    metrics.waiting.set(atDesks)
  }
  // What comes by the stream is recorded in its order. Of all others half may go to another thread; one alone gains nothing by the way.
  const isShared = ({ channel }: Origin) =>
    channel !== 'stream' && 2 * ((deps.beside?.underWay() ?? 0) + 1) <= waiting

  const together = recordTogether(record, audit)

  const screenOnce = async (
    request: ScreeningRequest,
    origin: Origin,
    id: string,
    requestDigest: string
  ) => {
    if (request.id && !origin.isFirst) {
      const earlier = await record.find('screenings', id)
      if (earlier) return earlier.data as Screened
    }
    const compareOne = () =>
      compare(deps, { request, origin, id, requestDigest }, question =>
        find(deps, question, isShared(origin))
      )
    const inTurn = async () => {
      await turn()
      return compareOne()
    }
    const isAlone = origin.channel === 'http'
    const screened = await (isAlone
      ? (origin.inSlices?.(compareOne) ?? compareOne())
      : together.whileComparing(inTurn))
    await origin.after
    const stop = metrics.screeningSeconds.startTimer({ stage: 'record' })
    const event = screenedEvent(screened, origin.source)
    const line = auditLine(screened)
    await (isAlone
      ? Promise.all([record.append('screenings', [event]), audit.append([line])])
      : together.add({ event, line }))
    stop()
    metrics.decisions.inc({ decision: outcome(screened), source: origin.channel })
    return screened
  }

  const coalesced = async (request: ScreeningRequest, origin: Origin) => {
    const id = ids.screening(origin.source, request.id ?? randomUUID())
    const requestDigest = digestOf(request)
    const running = underWay.get(id) ?? screenOnce(request, origin, id, requestDigest)
    underWay.set(id, running)
    try {
      const screened = await running
      if (screened.requestDigest !== requestDigest) throw new IdReused()
      return screened
    } finally {
      underWay.delete(id)
    }
  }

  return async (request, origin) => {
    const { channel } = origin
    // The stream's batches and manifests are bounded by themselves: refusing one would only bring the same again, and a
    // backlog of theirs is no reason to send a traveller away from a desk.
    if (channel === 'http' && atDesks >= deps.maxWaiting) throw new Overloaded()
    const startedAt = performance.now()
    enter(channel, 1)
    try {
      const screened = await withinDeadline(request.deadlineMs, coalesced(request, origin))
      metrics.screeningSeconds.observe({ stage: 'total' }, (performance.now() - startedAt) / 1_000)
      return screened
    } catch (error) {
      metrics.screeningsRefused.inc({ code: (error as { code?: string }).code ?? 'INTERNAL' })
      throw error
    } finally {
      enter(channel, -1)
    }
  }
}

interface Asked {
  readonly request: ScreeningRequest
  readonly origin: Origin
  readonly id: string
  readonly requestDigest: string
}

const compare = async (
  deps: ScreenerDeps,
  { request, origin, id, requestDigest }: Asked,
  search: (question: Question) => Promise<SearchResult>
): Promise<Screened> => {
  const { watchlist, policy, ids, metrics, excluded, now } = deps
  const { purpose, journey } = request
  const screenedAt = now().toISOString()
  const lists = usableLists(watchlist, policy, purpose)
  const listVersion = watchlist.version
  const today = screenedAt.slice(0, 10)
  const { traveller, otherReadings, knownUntil, warnings } = describeTraveller(
    request.traveller,
    latestDayAt(screenedAt),
    origin
  )
  const stop = metrics.screeningSeconds.startTimer({ stage: 'match' })
  const readings = [traveller, ...otherReadings] as const
  const needed = neededScores(policy, purpose, lists, watchlist)
  const found = await search({ readings, lists, ...needed, limit: policy.maxHits, today })
  stop()
  metrics.candidates.observe(found.candidates)
  if (found.cutShort) metrics.searchesCutShort.inc()
  const hits = (matches: typeof found.matches): RecordedHit[] =>
    matches.flatMap(match => {
      const list = watchlist.list(match.list)
      return list ? [toHit(match, list, { policy, purpose, prior: found.prior, ids })] : []
    })
  const person = ids.person(traveller)
  const sift = (all: readonly RecordedHit[]) => excluded.sift(person, all, today)
  const [sifted, candidates] = [sift(hits(found.matches)), sift(hits(found.insufficient))]
  const applied = [...sifted.applied, ...candidates.applied]
  return {
    id,
    purpose,
    caseId: ids.case(traveller, journey, screenedAt),
    keys: { traveller: ids.traveller(traveller), ...(person && { person }) },
    hits: sifted.hits,
    candidates: candidates.hits,
    ...(applied.length > 0 && { excluded: applied }),
    maxCandidatesShown: policy.maxCandidatesShown,
    warnings: found.comparable ? warnings : [...warnings, nothingToCompare],
    degraded: degradations(deps, found.cutShort),
    cutShort: found.cutShort || !found.comparable,
    listVersion,
    policyVersion: policy.versionInForce,
    screenedAt,
    by: origin.by,
    ...(journey && { journey }),
    person: {
      traveller: request.traveller,
      ...(origin.onManifest && { onManifest: origin.onManifest }),
      ...(knownUntil && { knownUntil })
    },
    requestDigest
  }
}

/** A thread that is late, or ends before it has answered, keeps nobody waiting: the list is searched here. */
const find = async ({ watchlist, beside }: ScreenerDeps, question: Question, isShared: boolean) => {
  const asked = isShared ? beside?.ask(question) : undefined
  const found = asked && (await asked.catch(() => undefined))
  return found ?? answer(watchlist.inUse.index, question)
}

const nothingToCompare = 'traveller: neither a name nor a document number that could be compared'

const usableLists = (watchlist: Watchlist, policy: Policy, purpose: string) => {
  if (!watchlist.isLoaded) throw new WatchlistNotReady()
  if (watchlist.ageSeconds > policy.watchlistAge.refusedAfterSeconds) throw new WatchlistTooOld()
  const lists = watchlist.serving(purpose)
  if (lists.size === 0) throw new NoList()
  return lists
}

const degradations = ({ watchlist, policy, record }: ScreenerDeps, cutShort: boolean) => {
  const notice = record.notice?.()
  const age = watchlist.ageSeconds
  return [
    ...(age > policy.watchlistAge.degradedAfterSeconds
      ? [`watchlist ${Math.round(age)} s old`]
      : []),
    ...(notice ? [notice] : []),
    ...(cutShort ? ['search cut short'] : [])
  ]
}

const withinDeadline = async (deadlineMs: number | undefined, work: Promise<Screened>) => {
  if (deadlineMs === undefined) return work
  let timer: NodeJS.Timeout | undefined
  const startedAt = performance.now()
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed()), deadlineMs)
  })
  try {
    const screened = await Promise.race([work, late])
    if (performance.now() - startedAt > deadlineMs) throw new DeadlinePassed()
    return screened
  } finally {
    clearTimeout(timer)
  }
}

const outcome = ({ hits, candidates, cutShort }: Screened) =>
  hits.length > 0 ? 'refer' : candidates.length > 0 || cutShort ? 'insufficient' : 'clear'

/** One line of the audit: ids and outcome; the query itself stands in the record, under the screening's id. */
const auditLine = (screened: Screened) => ({
  at: screened.screenedAt,
  by: screened.by,
  action: 'screened',
  purpose: screened.purpose,
  about: {
    screening: screened.id,
    query: screened.requestDigest,
    outcome: outcome(screened),
    listVersion: screened.listVersion,
    policyVersion: screened.policyVersion,
    hits: screened.hits.map(({ list, entryId }) => `${list}/${entryId}`),
    ...(screened.excluded && { excluded: screened.excluded })
  }
})
