import { expect, test } from 'vitest'
import { helpfulMemory } from '#src/adapters/distributed/helpful-memory.ts'
import type { RecordEvent, Topic } from '#src/domain/ports.ts'
import { screenedEvent } from '#src/screening/event.ts'
import { aScreening } from '#test/helpers/screened.ts'

const remembering = () => {
  const kept: [Topic, RecordEvent][] = []
  const memory = helpfulMemory({
    keep: async (topic, events) =>
      void kept.push(...events.map((event): [Topic, RecordEvent] => [topic, event])),
    find: async () => {
      throw new Error('away')
    }
  })
  return { kept, memory }
}

test('keeps a screening whole, without its padding', async () => {
  const { kept, memory } = remembering()
  const screened = aScreening()
  await memory.keep('screenings', [screenedEvent(screened, 'test')])
  expect(kept.map(([topic, { data }]) => [topic, data])).toEqual([['screenings', screened]])
})

test('keeps nothing of topics that nobody asks by id', async () => {
  const { kept, memory } = remembering()
  await memory.keep('dead-letters', [screenedEvent(aScreening(), 'test')])
  expect(kept).toEqual([])
})

test('a memory that is away has nothing, and fails nobody', async () => {
  expect(await remembering().memory.find('screenings', 'a')).toBeUndefined()
})
