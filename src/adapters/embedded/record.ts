import type { Follow, Offsets, Record, RecordedEvent, Topic } from '#src/domain/ports.ts'
import { followSteps } from '../bell.ts'
import { takeTurns } from '../turns.ts'
import type { Database } from './database.ts'
import type { StoredEvent } from './record-table.ts'
import { createWaker, type Waker } from './waker.ts'

/** The record in SQLite: one table a topic, one partition, numbered 0. */
export const embeddedRecord = (database: Database): Record => {
  const wakers = new Map<Topic, Set<Waker>>()
  const wakersOf = (topic: Topic) => wakers.get(topic) ?? new Set()

  const followOne = async (follow: Follow) => {
    const waker = createWaker(follow.types, leftOutBetween)
    const awake = wakersOf(follow.topic).add(waker)
    wakers.set(follow.topic, awake)
    try {
      await followWith(waker, follow)
    } finally {
      awake.delete(waker)
    }
  }

  const followWith = async ({ bell }: Waker, { topic, after, handle, types, signal }: Follow) => {
    let through = (await after()).get(0) ?? 0
    let given = through
    let leftOut = 1
    const step = async () => {
      const page = await database.read('eventPage', {
        topic,
        after: through,
        types,
        given,
        leftOut
      })
      if (signal.aborted) return 'wait'
      const events = page.events.map(event => recorded(topic, event))
      if (events.length > 0) await handle(events)
      given = events.at(-1)?.position.offset ?? given
      through = page.through
      if (!page.isLast) return 'more'
      leftOut = leftOutBetween
      return 'wait'
    }
    await followSteps(bell, step, signal)
  }

  return {
    async append(topic, events) {
      if (events.length === 0) return
      const rows = events.map(
        ({ id, type, source, time, data }) =>
          [id, type, source, time, JSON.stringify(data) ?? 'null'] as const
      )
      await database.write('appendEvents', topic, rows)
      for (const { tell } of wakersOf(topic)) tell(events)
    },

    follow: (...follows) => followTogether(follows, followOne),

    async find(topic, id) {
      const found = await database.read('findEvent', topic, id)
      return found && recorded(topic, found).event
    },

    async ends(topic): Promise<Offsets> {
      const last = await database.read('lastOffset', topic)
      return new Map(last > 0 ? [[0, last]] : [])
    }
  }
}

/** One batch at a time over all of them; when one ends, so do the others. */
const followTogether = async (
  follows: readonly Follow[],
  followOne: (follow: Follow) => Promise<void>
) => {
  const inTurn = takeTurns()
  const ended = new AbortController()
  try {
    await Promise.all(
      follows.map(follow =>
        followOne({
          ...follow,
          handle: batch => inTurn(() => follow.handle(batch)),
          signal: AbortSignal.any([follow.signal, ended.signal])
        })
      )
    )
  } finally {
    ended.abort()
  }
}

// A follower of some types is told of every so many others, so that its position keeps up with the end.
const leftOutBetween = 1_000

const recorded = (
  topic: Topic,
  [offset, id, type, source, time, json]: StoredEvent
): RecordedEvent => ({
  position: { topic, partition: 0, offset },
  event: { id, type, source, time, data: JSON.parse(json) as unknown }
})
