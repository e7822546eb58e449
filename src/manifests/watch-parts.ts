import { setTimeout as pause } from 'node:timers/promises'
import type { Notice, Unscreened } from '../domain/case.ts'
import type { Ids } from '../domain/ids.ts'
import type { Audit, Cases, Manifests, Record } from '../domain/ports.ts'
import type { Metrics } from '../metrics.ts'
import { noticeEvent, unscreenedEvent } from '../screening/event.ts'
import { collectParts } from './collect-parts.ts'
import { dayOf, type Message } from './manifest.ts'
import { type PartsStatus, partsTimeoutMs } from './multi-part.ts'
import { minuteOf, partsReceivedKey } from './parts-received.ts'
import type { TakenManifest } from './received.ts'
import { toLeg } from './to-leg.ts'

/** What lists in parts are watched with. */
export interface PartsDeps {
  readonly manifests: Manifests
  readonly cases: Pick<Cases, 'get'>
  readonly record: Pick<Record, 'append'>
  readonly audit: Pick<Audit, 'append'>
  readonly ids: Ids
  /** Who looks at incomplete lists, beside the sender's own agency. */
  readonly unscreenedAgencies: readonly string[]
  readonly metrics: Metrics
  readonly now: () => Date
}

const everyMs = 60_000
/** What no node was there to look at is looked at after its start, as far back as this. */
const lookBackMinutes = 6 * 60
/** More than come in a minute. */
const maxManifests = 5_000
const source = 'portcullis/lists'

/** Tells, until the signal aborts, of every list of which parts are missing when the time for them is over. */
export const watchParts = async (deps: PartsDeps, signal: AbortSignal): Promise<void> => {
  let next = 0
  while (!signal.aborted) {
    next = await tellOfMinutes(deps, next, signal)
    await pause(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * Opens a case for each list that is incomplete, and withdraws it where all parts have come after all. Minute by minute of their
 * receipt, from this one on or as far back as is looked: each is done once, on whichever node comes first. Gives the next minute.
 */
export const tellOfMinutes = async (
  deps: PartsDeps,
  next: number,
  signal: AbortSignal
): Promise<number> => {
  // What is being put back just now is not missing.
  if (!(await deps.manifests.isWhole())) return next
  const end = minuteOf(deps.now().getTime() - partsTimeoutMs)
  // Not from `next` alone: a clock that was ahead is put right.
  const from = Math.max(end - lookBackMinutes, Math.min(next, end))
  for (let minute = from; minute < end; minute++) {
    if (signal.aborted) return minute
    await tellOfMinute(deps, minute)
  }
  return end
}

/** Tells of the lists of which a part came in this minute; does nothing where that was done. */
const tellOfMinute = async (deps: PartsDeps, minute: number): Promise<void> => {
  const { manifests, ids, now } = deps
  const found = await manifests.under(partsReceivedKey(ids, minute), maxManifests)
  if (found.length === 0) return
  const id = ids.digest(['parts of lists told', minute])
  if (await manifests.get(id)) return
  for (const list of (await listsIn(deps, found)).values()) await tell(deps, list)
  const at = new Date(now().getTime() + lookBackMinutes * 60_000).toISOString()
  await manifests.put({ id, at, keys: [], content: { minute }, isFinished: true })
}

/** A list in parts, by one of them. */
interface List {
  readonly name: string
  readonly taken: TakenManifest
  readonly message: Message
  readonly status: PartsStatus
}

const listsIn = async ({ manifests, now }: PartsDeps, found: readonly string[]) => {
  const lists = new Map<string, List>()
  for (const id of found) {
    const taken = (await manifests.get(id))?.content as TakenManifest | undefined
    const parts = taken ? partsOf(taken) : []
    if (!taken || parts.every(({ name }) => lists.has(name))) continue
    const statuses = await collectParts(manifests, taken, now().getTime())
    for (const { name, message, at } of parts) {
      const status = statuses[at]
      if (status) lists.set(name, { name, taken, message, status })
    }
  }
  return lists
}

const partsOf = ({ partsKeys, manifest }: TakenManifest) =>
  manifest.messages.flatMap((message, at) =>
    partsKeys[at] ? [{ name: `${partsKeys[at]} ${message.function}`, message, at }] : []
  )

const tell = async (deps: PartsDeps, list: List) => {
  const { cases, ids, now } = deps
  const caseId = ids.screening(source, list.name)
  const [known] = await cases.get([caseId])
  const at = now().toISOString()
  if (list.status.state === 'incomplete' && !known) await open(deps, list, caseId, at)
  if (list.status.state === 'complete' && known) await withdraw(deps, caseId, at)
}

const by = { sub: 'portcullis' }

const open = async (
  { record, audit, metrics, unscreenedAgencies }: PartsDeps,
  { taken, message, status }: List,
  caseId: string,
  at: string
) => {
  const { id: manifest, purpose, by: sender, manifest: content, receivedAt } = taken
  const sector = message.sectors.find(({ isBorder }) => isBorder)
  const day = dayOf({ interchange: content.interchange, receivedAt })
  const unscreened: Unscreened = {
    id: caseId,
    caseId,
    purpose,
    reason: inWords(status),
    agencies: [...new Set([...(sender.agency ? [sender.agency] : []), ...unscreenedAgencies])],
    screenedAt: at,
    by: sender,
    ...(sector && { journey: toLeg(sector, day) }),
    person: { traveller: {} }
  }
  const { persons, counted, missing } = status
  const counts = { persons, ...(counted !== undefined && { counted }), missing: missing.length }
  const about = { manifest, caseId, ...counts }
  await audit.append([{ at, by, action: 'list_incomplete', purpose, about }])
  await record.append('screenings', [unscreenedEvent(unscreened, source)])
  metrics.manifests.inc({ outcome: 'incomplete' })
}

const withdraw = async ({ record, ids }: PartsDeps, caseId: string, at: string) => {
  const notice: Notice = {
    id: ids.digest(['list complete', caseId]),
    kind: 'withdrawn',
    caseId,
    screenings: [caseId],
    reason: 'all parts of the list have come',
    at,
    by
  }
  await record.append('screenings', [noticeEvent(notice, source)])
}

/** So many numbers are named. */
const maxNamed = 20

const inWords = ({ missing, isEndMissing, persons, counted }: PartsStatus): string => {
  const more = missing.length - maxNamed
  const parts = [
    ...missing.slice(0, maxNamed),
    ...(more > 0 ? [`${more} more`] : []),
    ...(isEndMissing ? ['the last'] : [])
  ]
  const came = counted === undefined ? `${persons} persons` : `${persons} of ${counted} persons`
  return `the list is incomplete, parts missing: ${parts.join(', ')}; ${came} came`
}
