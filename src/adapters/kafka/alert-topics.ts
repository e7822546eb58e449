import { setTimeout as pause } from 'node:timers/promises'
import type { SharedList } from '#src/domain/ports.ts'
import type { KafkaQuestions } from './questions.ts'
import { ensureAlertsTopic, type TopicOptions } from './topics.ts'

export interface AlertTopicsOptions {
  readonly questions: KafkaQuestions
  readonly topics: TopicOptions
  readonly sharedList: Pick<SharedList, 'lists'>
}

// Long before anybody can be found on a new list.
const lookEveryMs = 1_000

/**
 * Makes the topic of an agency's alerts once the agency has a list, so that it can be subscribed to before the first alert;
 * until the signal aborts. Every node may do so. Rejects when one could not be made, after all others were tried.
 */
export const makeAlertTopics = async (
  { questions, topics, sharedList }: AlertTopicsOptions,
  signal: AbortSignal
): Promise<void> => {
  const made = new Set<string>()
  const make = async (agency: string) => {
    await makeAlertsTopic(questions, topics, agency)
    made.add(agency)
  }
  while (!signal.aborted) {
    const agencies = new Set((await sharedList.lists()).map(({ agency }) => agency))
    const missing = [...agencies].filter(agency => !made.has(agency))
    const tried = await Promise.allSettled(missing.map(make))
    const failed = tried.find(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Makes this topic when it is missing; many may at the same time. */
export const makeAlertsTopic = (
  questions: KafkaQuestions,
  topics: TopicOptions,
  agency: string
): Promise<void> => questions.ask(admin => ensureAlertsTopic(admin, topics, agency), makeMs)

// Making a topic takes seconds on a busy cluster.
const makeMs = 20_000
