import type { Admin, Kafka } from 'kafkajs'
import { expect, test } from 'vitest'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'

/** Brokers that are connected to at once. */
const kafka = {
  admin: () => ({ connect: async () => undefined, disconnect: async () => undefined })
} as unknown as Kafka

/** Gives these one after the other, and the last again and again. */
const inTurn = (...answers: readonly (() => Promise<never>)[]) => {
  let asked = 0
  return (_: Admin) => (answers[Math.min(asked++, answers.length - 1)] as () => Promise<never>)()
}

const refuse = () => Promise.reject(new Error('connect ECONNREFUSED'))
const hang = () => new Promise<never>(() => undefined)

test.for([
  { why: 'what was said before the time ran out', answers: [refuse, hang], said: 'ECONNREFUSED' },
  { why: 'that nothing was said in time', answers: [hang], said: 'took longer than' }
])('a question without an answer fails with $why', async ({ answers, said }) => {
  const failed = new KafkaQuestions(kafka).ask(inTurn(...answers), 250)
  await expect(failed).rejects.toMatchObject({
    code: 'RECORD_UNAVAILABLE',
    cause: { message: expect.stringContaining(said) }
  })
})

test('a question that nobody waits for any more keeps no connection when it ends', async () => {
  const left = Promise.withResolvers<void>()
  let isEnded = false
  const disconnect = async () => {
    if (isEnded) left.resolve()
  }
  const admin = () => ({ connect: async () => undefined, disconnect })
  const ending = Promise.withResolvers<never>()
  const questions = new KafkaQuestions({ admin } as unknown as Kafka)
  await expect(questions.ask(() => ending.promise, 150)).rejects.toThrow('Kafka does not answer')
  isEnded = true
  ending.reject(new Error('no such topic'))
  await expect(left.promise).resolves.toBeUndefined()
})
