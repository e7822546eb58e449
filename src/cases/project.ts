import { shortened } from '../domain/alert.ts'
import { commitTooLargeCode, type RecordedEvent, type Topic } from '../domain/ports.ts'
import { codeOf, isPassing } from '../domain/set-aside.ts'
import { screenedTypes } from '../screening/event.ts'
import type { CaseProjection, Decide } from './case-projection.ts'
import { type Committed, commitBatch } from './commit-batch.ts'
import { decideCommand, decideScreening } from './decide.ts'
import { setAsideEvent } from './set-aside-event.ts'
import { tell, tellFirst } from './tell.ts'

/**
 * Makes cases of screenings with hits, and decides officers' commands in the order of the record, until the signal
 * aborts. Both topics change the same cases, so they are followed together.
 */
export const projectCases = (deps: CaseProjection, signal: AbortSignal): Promise<void> => {
  const follow = (topic: Topic, types: readonly string[] | undefined, decide: Decide) => ({
    topic,
    group: 'cases',
    after: () => deps.cases.resume(topic),
    holds: () => deps.cases.offsets(topic),
    handle: (batch: readonly RecordedEvent[]) => take(deps, batch, decide),
    ...(types && { types }),
    signal
  })
  return deps.record.follow(
    follow('screenings', casesAreMadeOf, decideScreening),
    follow('case-commands', undefined, decideCommand)
  )
}

const { withHits, unscreened, notice, manifest, canary } = screenedTypes
const casesAreMadeOf = [withHits, unscreened, notice, manifest, canary]

/**
 * Decides a batch, stores what it comes to and tells it. Where that is refused and no later try can heal it, its halves one
 * after another, until the event at fault is alone: it is set aside, and holds up nothing.
 */
const take = async (
  deps: CaseProjection,
  batch: readonly RecordedEvent[],
  decide: Decide
): Promise<void> => {
  const last = batch.at(-1)
  if (!last) return
  await tellFirst(deps, last.position.partition)
  const committed = await commitBatch(deps, batch, last.position, decide).catch(unlessPassing)
  if ('fault' in committed && batch.length > 1) {
    const middle = batch.length >> 1
    await take(deps, batch.slice(0, middle), decide)
    return take(deps, batch.slice(middle), decide)
  }
  return finish(
    deps,
    'fault' in committed ? await takeAlone(deps, last, decide, committed.fault) : committed
  )
}

/** An event whose case is too much for one commit with all that is told of it is decided with shorter alerts; any other is set aside. */
const takeAlone = async (
  deps: CaseProjection,
  recorded: RecordedEvent,
  decide: Decide,
  fault: unknown
): Promise<Committed> => {
  if (codeOf(fault) !== commitTooLargeCode) return setAsideEvent(deps, recorded, fault)
  const alertsOf: CaseProjection['alertsOf'] = steps =>
    deps.alertsOf(steps).map(event => ({ ...event, data: shortened(event.data) }))
  const shorter = { ...deps, alertsOf }
  const again = await commitBatch(shorter, [recorded], recorded.position, decide).catch(
    unlessPassing
  )
  return 'fault' in again ? setAsideEvent(deps, recorded, again.fault) : again
}

const unlessPassing = (fault: unknown): { readonly fault: unknown } => {
  if (isPassing(fault)) throw fault
  return { fault }
}

const finish = async (deps: CaseProjection, committed: Committed) => {
  for (const { what, to } of committed.timers) deps.metrics.timersOver.inc({ what, to })
  await tell(deps, committed)
  deps.verdicts.publish(committed.verdicts)
}
