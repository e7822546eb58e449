import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Offsets } from '#src/domain/ports.ts'
import type { ChainPage } from '../audit-page.ts'
import type { EmbeddedAudit, Given } from '../embedded/audit.ts'
import { unavailableCode } from '../embedded/unavailable.ts'
import { toPageMessage } from '../kafka/audit-topic.ts'
import type { KafkaQuestions } from '../kafka/questions.ts'
import { auditTopic, topicName } from '../kafka/topics.ts'
import type { KafkaWriter } from '../kafka/writer.ts'

export interface GiveAuditOptions {
  readonly audit: Pick<EmbeddedAudit, 'name' | 'page' | 'given' | 'noteGiven'>
  readonly writer: Pick<KafkaWriter, 'append'>
  readonly questions: Pick<KafkaQuestions, 'offsets'>
  readonly prefix: string
  /** What people call this node. */
  readonly node: string
  readonly now: () => Date
  readonly log: Pick<Logger, 'warn'>
}

// However many lines a second has, they are one message; more than fit go one page after the other, and leave room between
// them for what others write.
const everyMs = 1_000
const betweenPagesMs = 100
const maxPageBytes = 512 * 1024

/** Gives this node's audit to its topic, so that it outlives the node's disk. */
export const giveAudit = (options: GiveAuditOptions) => {
  const { audit, writer, questions, prefix, node, now, log } = options
  const topic = topicName(prefix, auditTopic)
  const name = { ...audit.name(), node }
  let waiting = 0
  /** What was given last, also where it could not be noted: a full disk must not let the topic grow by the same page. */
  let lastGiven: Given | undefined

  const noteGiven = async (given: Given): Promise<Given> => {
    lastGiven = given
    await audit.noteGiven(topic, given)
    return given
  }

  /** A topic that ends before what it was given is another one, or was put back. Noted, since it may end behind it by the next start. */
  const fromTheFirst = async (): Promise<Given> => {
    log.warn({ topic }, 'the topic of the audit has lost lines: all are given again')
    return noteGiven({ line: 0 })
  }

  const begin = async (): Promise<Given> => {
    const given = lastGiven ?? (await audit.given(topic))
    if (!given.at) return given
    const { partition, offset } = given.at
    const held = (await questions.offsets(topic)).find(each => each.partition === partition)
    return held && held.high > offset ? given : fromTheFirst()
  }

  /** How much is given then: no more than before while Kafka is away. */
  const give = async (page: ChainPage, given: Given): Promise<Given> => {
    const message = toPageMessage({ ...name, ...page }, now().toISOString())
    const offsets = await writer.append(topic, [message]).catch(nothingWhileAway)
    if (!offsets) return given
    const at = placeIn(offsets)
    if (at && given.at && at.offset <= given.at.offset) return fromTheFirst()
    return noteGiven({ ...given, line: page.last, ...(at && { at }) })
  }

  return {
    /** How many lines the topic lacked when it was last given some. */
    waiting: (): number => waiting,

    /** Goes on where it stopped, until the signal aborts; then gives what is left, a page at most. */
    async follow(signal: AbortSignal): Promise<void> {
      let given = await begin()
      for (;;) {
        const isLast = signal.aborted
        const before = given
        const page = await audit.page(given.line, maxPageBytes)
        if (page) given = await give(page, given)
        waiting = page ? page.head.number - given.line : 0
        if (isLast) return
        const pauseMs = waiting > 0 && given !== before ? betweenPagesMs : everyMs
        await pause(pauseMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}

const nothingWhileAway = (error: Error & { readonly code?: unknown }) => {
  if (error.code !== unavailableCode) throw error
  return undefined
}

/** Where a single message went; undefined where the broker did not say, as of one that it had already. */
const placeIn = (offsets: Offsets): Given['at'] => {
  const [[partition, offset] = [0, -1]] = offsets
  return offset < 0 ? undefined : { partition, offset }
}
