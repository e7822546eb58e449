import { rejected } from '../domain/applied.ts'
import { applyUnscreened } from '../domain/apply-case.ts'
import { agenciesOf, type Unscreened } from '../domain/case.ts'
import type { RecordedEvent, Verdict } from '../domain/ports.ts'
import type { Screened } from '../domain/screening.ts'
import { codeOf, isPassing } from '../domain/set-aside.ts'
import { screenedTypes, unscreenedEvent } from '../screening/event.ts'
import type { CaseProjection } from './case-projection.ts'
import { type Committed, commitBatch, readCases } from './commit-batch.ts'
import { passed } from './decide.ts'

/**
 * Passes an event that can not be decided, and sets it aside: whole among the dead letters; where it was to make a case, as a
 * case without hits too, for the officers of the agencies that the hits concern. Who waits for an action is told. Rejects
 * with nothing but what passes; done again it is the same, by its ids.
 */
export const setAsideEvent = async (
  deps: CaseProjection,
  recorded: RecordedEvent,
  fault: unknown
): Promise<Committed> => {
  const { position } = recorded
  await deps.setAside(recorded, codeOf(fault), placeOf(fault))
  if (makesCase(recorded))
    for (const most of agenciesTold) {
      const committed = await standIn(deps, recorded, fault, most).catch(unlessPassing)
      if (committed) return committed
    }
  const version = await deps.cases.commit({ position, cases: [] })
  return { position, news: [], verdicts: verdictsOn(recorded, fault, version), timers: [] }
}

const { withHits, unscreened, manifest } = screenedTypes

const makesCase = ({ event }: RecordedEvent) => event.type === withHits || event.type === unscreened

// All of them, if that can be stored; else no more than the owners of a screening's hits are.
const agenciesTold = [Number.POSITIVE_INFINITY, 50]

/** A case of the id that the caller was told; where one stands under it already, that stays as it is, and another is made by an event of its own. */
const standIn = async (
  deps: CaseProjection,
  recorded: RecordedEvent,
  fault: unknown,
  most: number
) => {
  const all = unscreenedFrom(recorded, fault)
  const message = { ...all, agencies: all.agencies.slice(0, most) }
  const [stands] = await readCases(deps, [message.caseId])
  if (stands) {
    const id = deps.ids.screening(source, message.id)
    await deps.record.append('screenings', [
      unscreenedEvent({ ...message, id, caseId: id }, source)
    ])
  }
  const state = applyUnscreened(stands, message, deps.urgencyOf('refer_second_line'))
  return commitBatch(deps, [recorded], recorded.position, () => ({ state }))
}

const source = 'portcullis/cases'

const unscreenedFrom = ({ event }: RecordedEvent, fault: unknown): Unscreened => {
  if (event.type === unscreened) return { ...(event.data as Unscreened), screenedAt: event.time }
  const { id, caseId, purpose, hits, by, journey, keys, person } = event.data as Screened
  const owners = hits.map(({ agency }) => agency)
  return {
    id,
    caseId,
    purpose,
    reason: `screened with hits, but no case could be made of it: ${codeOf(fault)}`,
    agencies: [...new Set([...owners, ...agenciesOf(hits)])],
    screenedAt: event.time,
    by,
    ...(journey && { journey }),
    ...(keys && { keys }),
    person
  }
}

const unlessPassing = (fault: unknown) => {
  if (isPassing(fault)) throw fault
  return undefined
}

const verdictsOn = (
  { position, event }: RecordedEvent,
  fault: unknown,
  version: number
): readonly Verdict[] => {
  if (event.type === manifest) return [{ ...passed(event.id), version }]
  const commandId = (event.data as { readonly commandId?: string } | undefined)?.commandId
  if (position.topic !== 'case-commands' || commandId === undefined) return []
  const why = `it could not be decided, and was set aside: ${codeOf(fault)}`
  return [{ commandId, ...rejected('ACTION_NOT_POSSIBLE', why) }]
}

/** What kind of fault it was and where it came up: never its message, which may quote a person. */
const placeOf = (fault: unknown): string => {
  if (!(fault instanceof Error)) return 'unknown'
  const [, place] = /((?:src|matchers)\/[\w./-]+:\d+):\d+\)?$/m.exec(fault.stack ?? '') ?? []
  return place ? `${fault.name} at ${place}` : fault.name
}
