import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import { Compile } from 'typebox/compile'
import type { Unscreened } from '../domain/case.ts'
import { CrossingEvent } from '../domain/crossing-event.ts'
import type { Ids } from '../domain/ids.ts'
import type { Positions, Record, RecordedEvent } from '../domain/ports.ts'
import { fieldProblems } from '../domain/validation.ts'
import type { Metrics } from '../metrics.ts'
import { unscreenedEvent } from '../screening/event.ts'
import type { Screen } from '../screening/screen.ts'

/** What the consumer of crossings works with. */
export interface CrossingConsumer {
  readonly record: Record
  readonly positions: Positions
  readonly screen: Screen
  readonly ids: Ids
  /** Who looks at travellers that could not be screened, beside the agency that sent them. */
  readonly unscreenedAgencies: readonly string[]
  readonly metrics: Metrics
  readonly log: FastifyBaseLogger
  readonly now: () => Date
}

const checker = Compile(CrossingEvent)
const group = 'screen-crossings'
const eventsPerTurn = 20

/**
 * Screens every crossing of the record, in order, until the signal aborts. A position moves on only when all before it
 * are durable as screenings or dead letters; what comes twice has the same id and is screened once.
 */
export const consumeCrossings = (deps: CrossingConsumer, signal: AbortSignal): Promise<void> =>
  deps.record.follow({
    topic: 'crossings',
    group,
    after: () => deps.positions.load(group, 'crossings'),
    handle: async batch => {
      const work: Promise<void>[] = []
      for (const [at, recorded] of batch.entries()) {
        const done = take(deps, recorded)
        done.catch(() => undefined) // its failure is awaited below, maybe not in this turn
        work.push(done)
        if (at % eventsPerTurn === eventsPerTurn - 1) await nextTurn()
      }
      await Promise.all(work)
      const last = batch.at(-1)
      if (last) await deps.positions.save(group, last.position)
    },
    signal
  })

const take = async (deps: CrossingConsumer, recorded: RecordedEvent) => {
  const { event } = recorded
  const message = event.data
  if (!checker.Check(message)) {
    const fields = fieldProblems(checker.Errors(message)).map(({ field }) => field)
    return setAside(deps, recorded, 'INVALID', `invalid: ${fields.join(', ')}`)
  }
  const { purpose, agency, traveller, journey } = message.data
  const request = { id: message.id, purpose, traveller, journey }
  const source = `${event.source}/${message.source}`
  const by = { sub: event.source, ...(agency && { agency }) }
  try {
    await deps.screen(request, { source, channel: 'stream', by })
  } catch (error) {
    const code = (error as { code?: string }).code ?? 'INTERNAL'
    if (isPassing(error)) throw error
    return setAside(deps, recorded, code, `could not be screened: ${code}`)
  }
}

/** What a later try can heal; everything else is this message's own fault. */
const isPassing = (error: unknown) => passing.has((error as { code?: string }).code ?? '')

const passing = new Set([
  'WATCHLIST_NOT_READY',
  'WATCHLIST_TOO_OLD',
  'OVERLOADED',
  'RECORD_UNAVAILABLE'
])

/** Nothing is lost: the message goes to the dead letters, its traveller to the officers as a case of its own. */
const setAside = async (
  { record, ids, unscreenedAgencies, metrics, log, now }: CrossingConsumer,
  { event, position }: RecordedEvent,
  code: string,
  reason: string
) => {
  const time = now().toISOString()
  const id = `crossings-${position.partition}-${position.offset}`
  const data = { topic: 'crossings', position, code, reason, original: event }
  const type = 'portcullis.dead-letter'
  const source = 'portcullis/crossings'
  await Promise.all([
    record.append('dead-letters', [{ id, type, source, time, data }]),
    record.append('screenings', [
      unscreenedEvent(
        unscreened(event, ids.screening(source, id), reason, unscreenedAgencies),
        source
      )
    ])
  ])
  metrics.deadLetters.inc({ topic: 'crossings', reason: code })
  log.warn({ offset: position.offset, code }, 'message dead-lettered')
}

const travellers = Compile(CrossingEvent.properties.data)

const unscreened = (
  { data, source, time }: RecordedEvent['event'],
  id: string,
  reason: string,
  agencies: readonly string[]
): Unscreened => {
  const content = (data as { data?: unknown } | undefined)?.data
  const known = travellers.Check(content) ? content : undefined
  const owner = known?.agency ? [known.agency] : []
  return {
    id,
    caseId: id,
    purpose: known?.purpose ?? 'border_control',
    reason,
    agencies: [...new Set([...owner, ...agencies])],
    screenedAt: time,
    by: { sub: source },
    ...(known && { journey: known.journey }),
    person: { traveller: known?.traveller ?? {} }
  }
}
