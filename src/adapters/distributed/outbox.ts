import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Positions, Record, RecordEvent, RecordedEvent, Topic } from '#src/domain/ports.ts'
import { unavailableCode } from '../embedded/unavailable.ts'
import { checkEventSizes } from '../kafka/event-size.ts'

/** Where events wait: a record on this node's own disk. */
export interface OutboxStore {
  readonly record: Record
  readonly positions: Positions
  /** Erases what has been moved on. */
  erase(topic: Topic, through: number): Promise<void>
}

/** A record that goes on when the shared one is away. */
export interface Outbox {
  readonly record: Record
  /** Moves what waits into the shared record, in order, until the signal aborts. */
  drain(signal: AbortSignal): Promise<void>
  /** How many events wait. */
  waiting(): number
}

// What answers depend on and what can't be asked for again. List changes and actions on cases are refused instead: they
// wait for a verdict that nobody could give.
const keptTopics: readonly Topic[] = ['crossings', 'screenings', 'carrier-replies', 'dead-letters']
const group = 'outbox'
const againMs = 250

/** Puts this node's disk before the shared record, for the time that it is away. */
export const openOutbox = async (
  shared: Record,
  isAway: () => boolean,
  store: OutboxStore,
  log: Logger
): Promise<Outbox> => {
  const stored = new Map<Topic, number>()
  const adding = new Map<Topic, number>()
  const count = (topic: Topic) => (stored.get(topic) ?? 0) + (adding.get(topic) ?? 0)
  const total = () => keptTopics.reduce((sum, topic) => sum + count(topic), 0)
  const recount = async (topic: Topic) => {
    const [ends, moved] = await Promise.all([
      store.record.ends(topic),
      store.positions.load(group, topic)
    ])
    stored.set(topic, Math.max((ends.get(0) ?? 0) - (moved.get(0) ?? 0), 0))
  }
  await Promise.all(keptTopics.map(recount))

  const append: Record['append'] = async (topic, events, partition) => {
    if (!keptTopics.includes(topic)) return shared.append(topic, events, partition)
    if (count(topic) === 0) {
      try {
        return await shared.append(topic, events, partition)
      } catch (error) {
        if (!isUnavailable(error)) throw error
      }
    }
    checkEventSizes(events)
    const under = adding.get(topic) ?? 0
    adding.set(topic, under + events.length) // before it is stored: nothing overtakes it
    try {
      await store.record.append(topic, events)
      await recount(topic)
    } finally {
      adding.set(topic, (adding.get(topic) ?? 0) - events.length)
    }
  }

  /** Hands a batch on, however long the shared record is away. */
  const moveOn = async (topic: Topic, events: readonly RecordEvent[], signal: AbortSignal) => {
    while (!signal.aborted) {
      try {
        return await shared.append(topic, events)
      } catch (error) {
        if (!isUnavailable(error)) throw error
        await pause(againMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  return {
    record: {
      ...shared,
      append,
      find: async (topic, id) =>
        (count(topic) > 0 ? await store.record.find(topic, id) : undefined) ??
        shared.find(topic, id),
      notice: () => (total() > 0 || isAway() ? 'record away: kept in the outbox' : undefined)
    },
    waiting: total,
    drain: signal =>
      store.record.follow(
        ...keptTopics.map(topic => ({
          topic,
          group,
          after: () => store.positions.load(group, topic),
          handle: async (batch: readonly RecordedEvent[]) => {
            const events = batch.map(({ event }) => event)
            await moveOn(topic, events, signal)
            const last = batch.at(-1)
            if (!last || signal.aborted) return
            await store.positions.save(group, last.position)
            await store.erase(topic, last.position.offset)
            await recount(topic)
            if (total() === 0) log.info('the outbox is empty again')
          },
          signal
        }))
      )
  }
}

const isUnavailable = (error: unknown) => (error as { code?: unknown }).code === unavailableCode
