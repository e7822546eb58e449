import { actorOf, type Caller, hasRole } from '../domain/access.ts'
import type { Ids } from '../domain/ids.ts'
import type { Audit, Manifests } from '../domain/ports.ts'
import { createLanes } from '../lanes.ts'
import type { Metrics } from '../metrics.ts'
import type { Place } from './carrier-reply.ts'
import { isCarrierOf } from './manifest-keys.ts'

/** A status change that a carrier was told of, and when it said that it had read it. */
export interface StatusChange {
  readonly transaction: string
  readonly at: string
  readonly acknowledgedAt?: string
  /** Whom it is about, where that was kept. */
  readonly persons?: readonly Place[]
}

/** What acknowledgements are taken with. */
export interface AcknowledgementDeps {
  readonly ids: Ids
  readonly manifests: Manifests
  readonly audit: Audit
  readonly metrics: Metrics
  readonly now: () => Date
}

/** How many of the transactions named are those of status changes that this sender was told of. */
export interface Acknowledged {
  readonly acknowledged: number
  readonly unknown: number
}

/** Of which manifest whoever may acknowledge it was told. */
interface Change {
  readonly transaction: string
  readonly manifestId: string
  readonly carriers: readonly string[]
  readonly persons?: readonly Place[]
}

/** Kept beside the manifest, for as long. */
interface Kept extends Change {
  /** When it was told, or acknowledged. */
  readonly at: string
}

/** Keeps that a carrier is told of a change, so that its acknowledgement is recognised; the same again changes nothing. */
export const keepStatusChange = async (
  { ids, manifests }: Pick<AcknowledgementDeps, 'ids' | 'manifests'>,
  change: Change,
  at: string
): Promise<void> => {
  const manifest = await manifests.get(change.manifestId)
  const content: Kept = { ...change, at }
  await manifests.put({
    id: idOf(ids, 'told', change.transaction),
    at: manifest && manifest.at > at ? manifest.at : at,
    keys: [keyOf(ids, change.manifestId)],
    content,
    isFinished: true
  })
}

/** A carrier may name as many as a message has room for: others get their turn between them. */
const takenAtOnce = 32

/** Takes what a carrier acknowledges; transactions of others are as unknown as those of nobody. */
export const takeAcknowledgements = async (
  { ids, manifests, audit, metrics, now }: AcknowledgementDeps,
  caller: Pick<Caller, 'sub' | 'agency' | 'roles' | 'carrier'>,
  transactions: readonly string[]
): Promise<Acknowledged> => {
  const at = now().toISOString()
  const take = async (transaction: string) => {
    const told = await manifests.get(idOf(ids, 'told', transaction))
    const change = told?.content as Kept | undefined
    if (!told || !change || !mayAcknowledge(caller, change)) return false
    const about = { manifest: change.manifestId, transaction }
    await audit.append([{ at, by: actorOf(caller), action: 'status_change_acknowledged', about }])
    const content: Kept = { ...change, at }
    await manifests.put({
      id: idOf(ids, 'acknowledged', transaction),
      at: told.at > at ? told.at : at,
      keys: told.keys,
      content,
      isFinished: true
    })
    return true
  }
  const inLanes = createLanes(takenAtOnce)
  const taken = (await inLanes(transactions, take)).filter(Boolean).length
  metrics.manifests.inc({ outcome: 'acknowledged' })
  return { acknowledged: taken, unknown: transactions.length - taken }
}

/** The status changes of a manifest, oldest first. */
export const statusChangesOf = async (
  { ids, manifests }: Pick<AcknowledgementDeps, 'ids' | 'manifests'>,
  manifestId: string
): Promise<readonly StatusChange[]> => {
  const found = await manifests.under(keyOf(ids, manifestId), maxChanges)
  const kept = (await Promise.all(found.map(id => manifests.get(id)))).flatMap(one => one ?? [])
  const acknowledged = new Map<string, string>()
  const told: StatusChange[] = []
  for (const { id, content } of kept.toReversed()) {
    const { transaction, at, persons } = content as Kept
    const isTold = id === idOf(ids, 'told', transaction)
    if (isTold) told.push({ transaction, at, ...(persons && { persons }) })
    else acknowledged.set(transaction, at)
  }
  return told.map(change => {
    const acknowledgedAt = acknowledged.get(change.transaction)
    return { ...change, ...(acknowledgedAt && { acknowledgedAt }) }
  })
}

const maxChanges = 1_000

const mayAcknowledge = (caller: Pick<Caller, 'roles' | 'carrier'>, { carriers }: Change): boolean =>
  !hasRole(caller, 'carrier') || isCarrierOf(caller, carriers)

const idOf = (ids: Ids, what: 'told' | 'acknowledged', transaction: string) =>
  ids.digest(['status change', what, transaction])
const keyOf = (ids: Ids, manifestId: string) => ids.digest(['status changes of', manifestId])
