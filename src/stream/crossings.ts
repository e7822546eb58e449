import { setImmediate as nextTurn } from 'node:timers/promises'
import { Compile } from 'typebox/compile'
import { CrossingEvent } from '../domain/crossing-event.ts'
import type { Positions, RecordedEvent } from '../domain/ports.ts'
import { codeOf, isPassing } from '../domain/set-aside.ts'
import { fieldProblems } from '../domain/validation.ts'
import type { Screen } from '../screening/screen.ts'
import { type Known, type SetAsideDeps, setAside } from './set-aside.ts'

/** What the consumer of crossings works with. */
export interface CrossingConsumer extends SetAsideDeps {
  readonly positions: Positions
  readonly screen: Screen
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
    const fault = { code: 'INVALID', reason: `invalid: ${fields.join(', ')}` }
    return setAside(deps, recorded, fault, knownOf(message))
  }
  const { purpose, agency, traveller, journey } = message.data
  const request = { id: message.id, purpose, traveller, journey }
  const source = `${event.source}/${message.source}`
  const by = { sub: event.source, ...(agency && { agency }) }
  try {
    await deps.screen(request, { source, channel: 'stream', by })
  } catch (error) {
    if (isPassing(error)) throw error
    const code = codeOf(error)
    const fault = { code, reason: `could not be screened: ${code}` }
    return setAside(deps, recorded, fault, knownOf(message))
  }
}

const travellers = Compile(CrossingEvent.properties.data)

/** The traveller, where the description is whole. */
const knownOf = (message: unknown): Known => {
  const content = (message as { data?: unknown } | undefined)?.data
  if (!travellers.Check(content)) return {}
  const { purpose, agency, traveller, journey } = content
  return { purpose, agency, journey, person: { traveller } }
}
