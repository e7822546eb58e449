import { Compile } from 'typebox/compile'
import { CrossingEvent } from '../domain/crossing-event.ts'
import type { Positions, RecordedEvent } from '../domain/ports.ts'
import { codeOf, isPassing } from '../domain/set-aside.ts'
import { fieldProblems } from '../domain/validation.ts'
import { createLanes } from '../lanes.ts'
import type { Screen } from '../screening/screen.ts'
import { takeTurns } from '../screening/turns.ts'
import { type Known, type SetAsideDeps, setAside } from './set-aside.ts'

/** What the consumer of crossings works with. */
export interface CrossingConsumer extends SetAsideDeps {
  readonly positions: Positions
  readonly screen: Screen
}

const checker = Compile(CrossingEvent)
const group = 'screen-crossings'
const eventsPerTurn = 20
// Of all partitions together: a backlog comes thousands at once, and whoever stands at a desk must not wait behind it.
const atOnce = 500

/**
 * Screens every crossing of the record, in order, until the signal aborts. A position moves on only when all before it
 * are durable as screenings or dead letters; what comes twice has the same id and is screened once.
 */
export const consumeCrossings = (deps: CrossingConsumer, signal: AbortSignal): Promise<void> => {
  const inLanes = createLanes(atOnce)
  const turn = takeTurns(eventsPerTurn)
  return deps.record.follow({
    topic: 'crossings',
    group,
    after: () => deps.positions.load(group, 'crossings'),
    handle: async batch => {
      await inLanes(batch, async recorded => {
        await turn()
        await take(deps, recorded)
      })
      const last = batch.at(-1)
      if (last) await deps.positions.save(group, last.position)
    },
    signal
  })
}

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
