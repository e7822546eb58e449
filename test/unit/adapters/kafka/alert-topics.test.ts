import { expect, test } from 'vitest'
import { makeAlertTopics } from '#src/adapters/kafka/alert-topics.ts'

test('a topic that can not be made holds up no other, and is tried again by whoever starts it again', async () => {
  const stop = new AbortController()
  const made: string[] = []
  let isAway = true
  const make = async (agency: string) => {
    if (isAway && agency === 'customs') throw new Error('Kafka does not answer')
    made.push(agency)
  }
  const lists = async () =>
    ['customs', 'interior', 'interior'].map(agency => ({
      list: agency,
      agency,
      title: agency,
      purposes: ['border_control'],
      instruction: 'arrest' as const,
      handling: 'H0' as const
    }))
  const run = () => makeAlertTopics({ make, sharedList: { lists } }, stop.signal)
  await expect(run()).rejects.toThrow('Kafka does not answer')
  expect(made).toEqual(['interior'])
  isAway = false
  const running = run()
  await expect.poll(() => made.length).toBe(3)
  stop.abort()
  await running
  expect(made.toSorted()).toEqual(['customs', 'interior', 'interior'])
})
