import { describe, expect, onTestFinished, test } from 'vitest'
import type {
  Follow,
  Offsets,
  Record,
  RecordEvent,
  RecordedEvent,
  Topic
} from '#src/domain/ports.ts'
import { startFollowing } from '../helpers/follow-until.ts'
import type { Open } from './opened.ts'

/** What every record promises; no test counts partitions or expects offsets without gaps. */
export const recordContract = (name: string, openRecord: Open<Record>): void => {
  const open = async () => {
    const opened = await openRecord()
    onTestFinished(() => opened.close())
    return opened
  }

  describe(`record: ${name}`, () => {
    test('keeps an event as it was given', async () => {
      const { port } = await open()
      const event = { ...eventOf('a'), data: { text: 'زَيْد 李 🛂', nested: [1, null, { x: true }] } }
      await port.append('screenings', [event])
      expect(await port.find('screenings', 'a')).toEqual(event)
    })

    test('finds nothing where nothing was appended', async () => {
      const { port } = await open()
      await port.append('crossings', [eventOf('a')])
      expect(await port.find('crossings', 'b')).toBeUndefined()
      expect(await port.find('screenings', 'a')).toBeUndefined()
    })

    test('gives a follower what is there, then what comes, in the order of each partition', async () => {
      const { port } = await open()
      await port.append('watchlist', [eventOf('1'), eventOf('2')])
      const followed = follow(port, 'watchlist')
      await followed.until(has('1', '2'))
      await port.append('watchlist', [eventOf('3')])
      await port.append('watchlist', [eventOf('4'), eventOf('5')])
      const seen = await followed.until(has('1', '2', '3', '4', '5'))
      expectRisingOffsets(seen)
      await followed.stop()
    })

    test('gives what was appended twice under one id under that id, and finds it', async () => {
      const { port } = await open()
      await port.append('screenings', [eventOf('a'), eventOf('a')])
      await port.append('screenings', [eventOf('a'), eventOf('b')])
      const seen = await follow(port, 'screenings').until(has('a', 'b'))
      expect([...new Set(idsOf(seen))].sort()).toEqual(['a', 'b'])
      expect(await port.find('screenings', 'a')).toEqual(eventOf('a'))
    })

    test('follows several topics of one group together, one batch at a time of what concerns each other', async () => {
      const { port } = await open()
      let underWay = 0
      let most = 0
      const seen: RecordedEvent[] = []
      const stopping = new AbortController()
      const followOf = (topic: Topic): Follow => {
        const positions = storing()
        return {
          topic,
          group: 'together',
          after: positions.after,
          signal: stopping.signal,
          handle: async batch => {
            most = Math.max(most, ++underWay)
            if (seen.length === 0) await port.append('case-commands', [ofOneCase('meanwhile')])
            seen.push(...batch)
            positions.store(batch)
            underWay--
            if (has('a', 'b', 'meanwhile')(seen)) stopping.abort()
          }
        }
      }
      await port.append('screenings', [ofOneCase('a')])
      await port.append('case-commands', [ofOneCase('b')])
      await port.follow(followOf('screenings'), followOf('case-commands'))
      expect(most).toBe(1)
      expect(new Set(seen.map(({ position }) => position.topic)).size).toBe(2)
    })

    test('keeps the same id in two topics apart', async () => {
      const { port } = await open()
      await port.append('crossings', [{ ...eventOf('a'), type: 'one' }])
      await port.append('screenings', [{ ...eventOf('a'), type: 'two' }])
      expect((await port.find('crossings', 'a'))?.type).toBe('one')
      expect((await port.find('screenings', 'a'))?.type).toBe('two')
    })

    test('begins after the offsets that the follower has handled', async () => {
      const { port } = await open()
      await port.append('crossings', events(20))
      const followed = follow(port, 'crossings')
      const handled = offsetsOf(await followed.until(has(...ids(20))))
      await followed.stop()
      await port.append('crossings', [eventOf('late')])
      const seen = await follow(port, 'crossings', { after: handled }).until(has('late'))
      expect(idsOf(seen)).toEqual(['late'])
    })

    test('gives one batch at a time of what concerns each other, whatever comes meanwhile', async () => {
      const { port } = await open()
      let underWay = 0
      let most = 0
      const positions = storing()
      const stopping = new AbortController()
      const seen: RecordedEvent[] = []
      const ended = port.follow({
        topic: 'crossings',
        group: 'slow',
        after: positions.after,
        signal: stopping.signal,
        handle: async batch => {
          underWay++
          most = Math.max(most, underWay)
          if (seen.length === 0) await port.append('crossings', [ofOneCase('meanwhile')])
          seen.push(...batch)
          positions.store(batch)
          underWay--
          if (has('a', 'meanwhile')(seen)) stopping.abort()
        }
      })
      await port.append('crossings', [ofOneCase('a')])
      await ended
      expect(most).toBe(1)
    })

    test('gives all events of the types asked for, in the order of each partition', async () => {
      const { port } = await open()
      const mixed = Array.from({ length: 2_500 }, (_, index) => ({
        ...eventOf(String(index)),
        type: index % 100 === 0 ? 'hit' : index % 250 === 1 ? 'failed' : 'clear'
      }))
      await port.append('screenings', mixed)
      const wanted = mixed.filter(({ type }) => type !== 'clear').map(({ id }) => id)
      const followed = follow(port, 'screenings', { types: ['hit', 'failed'] })
      await followed.until(has(...wanted))
      await port.append('screenings', [
        { ...eventOf('c'), type: 'clear' },
        { ...eventOf('h'), type: 'hit' }
      ])
      const seen = await followed.until(has('h'))
      const given = idsOf(seen).filter(id => wanted.includes(id))
      expect(given).toHaveLength(wanted.length)
      expect(new Set(given)).toEqual(new Set(wanted))
      expectRisingOffsets(seen)
    })

    test('gives a follower of some types every one of a burst', async () => {
      const { port } = await open()
      const ids = Array.from({ length: 1_300 }, (_, nth) => `burst-${nth}`)
      await port.append(
        'screenings',
        ids.map(id => ({ ...eventOf(id), type: 'hit' }))
      )
      const seen = await follow(port, 'screenings', { types: ['hit', 'failed'] }).until(has(...ids))
      expect(new Set(idsOf(seen))).toEqual(new Set(ids))
    })

    test('lets the position of a follower of some types keep up with the end', async () => {
      const { port } = await open()
      await port.append('screenings', [{ ...eventOf('h'), type: 'hit' }, ...events(3_000)])
      const ends = await port.ends('screenings')
      const followed = follow(port, 'screenings', { types: ['hit'] })
      const seen = await followed.until(items => lag(ends, offsetsOf(items)) === 0)
      expect(idsOf(seen)).toContain('h')
    })

    test('knows the last offset of each partition', async () => {
      const { port } = await open()
      const seenNone = await port.ends('case-commands')
      await port.append('case-commands', events(30))
      const seen = await follow(port, 'case-commands').until(has(...ids(30)))
      const ends = await port.ends('case-commands')
      expect(lag(ends, offsetsOf(seen))).toBe(0)
      expect(lag(seenNone, new Map())).toBe(0)
    })

    test('ends a follower whose handler fails, with its reason', async () => {
      const { port } = await open()
      await port.append('crossings', [eventOf('a')])
      const ended = port.follow({
        topic: 'crossings',
        group: 'failing',
        after: none,
        handle: () => Promise.reject(new Error('poison')),
        signal: new AbortController().signal
      })
      await expect(ended).rejects.toThrow('poison')
    })

    test('resolves a follower whose signal aborts, before or while it waits', async () => {
      const { port } = await open()
      const waiting = follow(port, 'crossings')
      await waiting.stop()
      const never = port.follow({
        topic: 'crossings',
        group: 'late',
        after: none,
        handle: async () => expect.unreachable(),
        signal: AbortSignal.abort()
      })
      await expect(never).resolves.toBeUndefined()
    })

    test('loses nothing of many appends at once', async () => {
      const { port } = await open()
      await Promise.all(ids(1_000).map(id => port.append('screenings', [eventOf(id)])))
      const seen = await follow(port, 'screenings').until(has(...ids(1_000)))
      expect(new Set(idsOf(seen)).size).toBe(1_000)
    })

    test('still holds everything when it is opened again', async () => {
      const { port, reopen } = await open()
      await port.append('watchlist', events(10))
      const again = await reopen()
      const seen = await follow(again, 'watchlist').until(has(...ids(10)))
      expect(idsOf(seen)).toHaveLength(10)
    })
  })
}

const none = async (): Promise<Offsets> => new Map()

const ids = (count: number) => Array.from({ length: count }, (_, index) => `e${index}`)

const events = (count: number) => ids(count).map(eventOf)

const eventOf = (id: string): RecordEvent => ({
  id,
  type: 'clear',
  source: '/test',
  time: '2026-11-22T08:00:00.000Z',
  data: { id }
})

/** Stands in partitions of one number, with all others of its case. */
const ofOneCase = (id: string): RecordEvent => ({ ...eventOf(id), data: { id, caseId: 'one' } })

/** A follower's positions, as a state that it makes would hold them. */
const storing = (begin: Offsets = new Map()) => {
  const offsets = new Map(begin)
  return {
    after: async (): Promise<Offsets> => new Map(offsets),
    store: (batch: readonly RecordedEvent[]) => {
      for (const { position } of batch) offsets.set(position.partition, position.offset)
    }
  }
}

const follow = (
  record: Record,
  topic: Topic,
  { after = new Map(), types }: { after?: Offsets; types?: readonly string[] } = {}
) => {
  const positions = storing(after)
  const followed = startFollowing<RecordedEvent>((take, signal) =>
    record.follow({
      topic,
      group: 'contract',
      after: positions.after,
      handle: async batch => {
        await take(batch)
        positions.store(batch)
      },
      signal,
      ...(types && { types })
    })
  )
  onTestFinished(() => followed.stop())
  return followed
}

const has =
  (...wanted: readonly string[]) =>
  (items: readonly RecordedEvent[]) => {
    const seen = new Set(idsOf(items))
    return wanted.every(id => seen.has(id))
  }

const idsOf = (items: readonly RecordedEvent[]) => items.map(({ event }) => event.id)

const offsetsOf = (items: readonly RecordedEvent[]): Offsets => {
  const offsets = new Map<number, number>()
  for (const { position } of items) offsets.set(position.partition, position.offset)
  return offsets
}

/** How many partitions a follower is not at the end of. */
const lag = (ends: Offsets, at: Offsets) =>
  [...ends].filter(([partition, end]) => (at.get(partition) ?? -1) < end).length

const expectRisingOffsets = (items: readonly RecordedEvent[]) => {
  const last = new Map<number, number>()
  for (const { position } of items) {
    expect(position.offset).toBeGreaterThan(last.get(position.partition) ?? -1)
    last.set(position.partition, position.offset)
  }
}
