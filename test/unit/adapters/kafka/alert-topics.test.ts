import type { Admin } from 'kafkajs'
import { expect, test } from 'vitest'
import { makeAlertTopics } from '#src/adapters/kafka/alert-topics.ts'
import type { KafkaQuestions } from '#src/adapters/kafka/questions.ts'

test('a topic that can not be made holds up no other, and is tried again by whoever starts it again', async () => {
  const stop = new AbortController()
  const made: string[] = []
  let isAway = true
  const questions = {
    ask: async (question: (admin: Admin) => Promise<unknown>) => {
      const name = await nameAskedFor(question)
      if (isAway && name === 'p.alerts.customs') throw new Error('Kafka does not answer')
      made.push(name)
    }
  } as unknown as KafkaQuestions
  const lists = async () =>
    ['customs', 'interior', 'interior'].map(agency => ({
      list: agency,
      agency,
      title: agency,
      purposes: ['border_control'],
      instruction: 'arrest' as const,
      handling: 'H0' as const
    }))
  const topics = { prefix: 'p', partitions: 1, replication: 1 }
  const run = () => makeAlertTopics({ questions, topics, sharedList: { lists } }, stop.signal)
  await expect(run()).rejects.toThrow('Kafka does not answer')
  expect(made).toEqual(['p.alerts.interior'])
  isAway = false
  const running = run()
  await expect.poll(() => made.length).toBe(3)
  stop.abort()
  await running
  expect(made.toSorted()).toEqual(['p.alerts.customs', 'p.alerts.interior', 'p.alerts.interior'])
})

/** The topic that a question wants made. */
const nameAskedFor = async (question: (admin: Admin) => Promise<unknown>) => {
  let name = ''
  const admin = {
    listTopics: async () => [],
    createTopics: async ({ topics }: Parameters<Admin['createTopics']>[0]) => {
      name = topics[0]?.topic ?? ''
      throw new Error('enough')
    }
  } as unknown as Admin
  await question(admin).catch(() => undefined)
  return name
}
