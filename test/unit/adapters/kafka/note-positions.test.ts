import type { Consumer } from 'kafkajs'
import { expect, test } from 'vitest'
import { notePositions } from '#src/adapters/kafka/note-positions.ts'

/** A consumer that keeps what it was asked to commit. */
const consumer = () => {
  const commits: string[][] = []
  let onJoin: () => void = () => undefined
  const fake = {
    on: (_event: string, listener: () => void) => {
      onJoin = listener
    },
    commitOffsets: async (
      offsets: {
        readonly topic: string
        readonly partition: number
        readonly offset: string
        readonly metadata?: string
      }[]
    ) => {
      commits.push(
        offsets.map(({ topic, partition, offset, metadata = '' }) =>
          `${topic}/${partition} ${offset} ${metadata}`.trimEnd()
        )
      )
    }
  }
  return { commits, rejoin: () => onJoin(), positions: notePositions(fake as unknown as Consumer) }
}

test('what is noted is stored by itself, the newest of each partition in one commit', async () => {
  const { commits, positions } = consumer()
  positions.note('t', 0, 5)
  positions.note('t', 1, 7)
  positions.note('t', 0, 9)
  expect(commits).toEqual([])
  await expect.poll(() => commits).toEqual([['t/0 9', 't/1 7']])
})

test('everything noted is stored for whoever asks, and nothing twice', async () => {
  const { commits, positions } = consumer()
  positions.note('t', 0, 5)
  await positions.stored()
  await positions.stored()
  expect(commits).toEqual([['t/0 5']])
})

test('a remark is stored beside its position, until that is noted without', async () => {
  const { commits, positions } = consumer()
  positions.note('t', 0, 5, 'but for one')
  await positions.stored()
  positions.note('t', 0, 6)
  await positions.stored()
  expect(commits).toEqual([['t/0 5 but for one'], ['t/0 6']])
})

test('what was noted before the group was joined again is not stored over what others have', async () => {
  const { commits, positions, rejoin } = consumer()
  positions.note('t', 0, 5)
  rejoin()
  await positions.stored()
  expect(commits).toEqual([])
})
