import { setTimeout as pause } from 'node:timers/promises'
import type { Kafka } from 'kafkajs'
import type { Logger } from 'pino'
import { takeLanes } from '../turns.ts'
import { caughtUp, fromCommit, type Told, toCommit, toldMore } from './alert-progress.ts'
import { catchUpAgency, isBehind } from './catch-up-agency.ts'
import { type Batch, type Begin, consume } from './consume.ts'
import { alertsIn, endOf } from './found-alerts.ts'
import type { NotedPositions } from './note-positions.ts'
import { groupName } from './positions.ts'
import type { KafkaQuestions } from './questions.ts'
import { type Refusal, type TellEachOptions, tellEach } from './tell-each.ts'
import { alertsTopic, topicName } from './topics.ts'

export interface AlertsOptions extends TellEachOptions {
  readonly kafka: Kafka
  readonly questions: Pick<KafkaQuestions, 'offsets' | 'commits'>
  readonly prefix: string
  readonly nodeId: string
  readonly log: Pick<Logger, 'info' | 'warn' | 'debug'>
}

/**
 * Writes the record's alerts, without the persons, to the topic of each agency: at least once, with ids by which a repetition is
 * recognised. An agency whose topic takes nothing falls behind alone. Nothing is held for it here but the place from which on
 * its alerts stand in the record: memory does not grow, nobody waits, and from there they are read again once it takes them.
 */
export const tellAgencies = (options: AlertsOptions) => {
  const { kafka, questions, prefix, nodeId, log } = options
  const { send, tell } = tellEach(options)
  const name = topicName(prefix, 'alerts')
  const groupId = groupName(prefix, 'alerts')
  const topicOf = (agency: string) => topicName(prefix, alertsTopic(agency))
  let told: ReadonlyMap<number, Told> = new Map()
  const behind = () => new Set([...told.values()].flatMap(each => [...each.behind.keys()]))

  /** Goes on where it stopped, until the signal aborts. Rejects when Kafka is away. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    const lanes = takeLanes()
    const ended = new AbortController()
    const either = AbortSignal.any([signal, ended.signal])
    let assigned = new AbortController()
    let positions: NotedPositions | undefined

    const letGo = () => {
      assigned.abort() // whoever catches up goes on from what may be so no longer
      assigned = new AbortController()
      told = new Map()
    }

    const note = (partition: number, now: Told) => {
      told = new Map([...told, [partition, now]])
      const { next, remark } = toCommit(now)
      positions?.note(name, partition, next, remark)
    }

    const begin = async (partitions: readonly number[]): Promise<Begin> => {
      const [held, commits] = await Promise.all([
        questions.offsets(name),
        questions.commits(groupId, name)
      ])
      told = new Map(
        held
          .filter(({ partition }) => partitions.includes(partition))
          .map(each => [each.partition, fromCommit(commits.get(each.partition), each)])
      )
      return new Map([...told].map(([partition, { through }]) => [partition, through]))
    }

    const take = async (batch: Batch) => {
      const { partition, messages } = batch
      const now = told.get(partition)
      if (!now || messages.length === 0) return
      const alerts = alertsIn(batch).filter(({ event }) => !now.behind.has(event.data.agency))
      const refusals = await tell(alerts)
      note(partition, toldMore(now, endOf(batch), firstOf(refusals)))
      await positions?.stored() // at once: agencies should seldom be told twice. With Kafka away it rejects, and nobody is behind
      for (const { agency, err } of refusals)
        log.warn({ err, topic: topicOf(agency) }, 'a topic of alerts takes nothing: they wait')
    }

    /** Whether the agency's topic took what it was given. */
    const catchUp = async (agency: string): Promise<boolean> => {
      const { signal: lost } = assigned
      const topic = topicOf(agency)
      const reached = async (partition: number, next: number) => {
        await lanes.within(partition, async () => {
          const now = told.get(partition)
          if (now && !lost.aborted) note(partition, caughtUp(now, agency, next))
        })
        await positions?.stored()
      }
      const turn = AbortSignal.any([either, lost, AbortSignal.timeout(turnMs)])
      const reading = { kafka, questions, prefix, agency, send, reached, told: () => told }
      try {
        await catchUpAgency({ ...reading, signal: turn })
        const hasAll = !lost.aborted && !isBehind(told, agency)
        if (hasAll) log.info({ topic }, 'a topic of alerts has all that waited for it')
        return true
      } catch (err) {
        log.debug({ err, topic }, 'a topic of alerts takes nothing yet')
        return false
      }
    }

    letGo()
    const catchingUp = inTurns(behind, catchUp, either)
    try {
      await consume({
        kafka,
        groupId,
        nodeId,
        topics: [name],
        onRunning: given => {
          positions = given
        },
        prepare: () => lanes.alone(async () => letGo()),
        begin: (_, partitions) => lanes.alone(() => begin(partitions)),
        take: batch => lanes.within(batch.partition, () => take(batch)),
        signal
      })
    } finally {
      ended.abort()
      await catchingUp
    }
  }

  return {
    follow,
    /** How many agencies lack alerts that this node is to tell them. */
    behind: (): number => behind().size
  }
}

const firstOf = (refusals: readonly Refusal[]) =>
  new Map(refusals.map(({ agency, from }) => [agency, from]))

const firstPauseMs = 1_000
const longestPauseMs = 10_000
// Of several that are behind, one that lacks much must not keep the others from their turn.
const turnMs = 30_000

/** Lets agencies that are behind catch up, until the signal aborts: one at a time, however many they are. */
const inTurns = async (
  behind: () => Iterable<string>,
  catchUp: (agency: string) => Promise<boolean>,
  signal: AbortSignal
) => {
  let pauseMs = firstPauseMs
  for (;;) {
    await pause(pauseMs, undefined, { signal }).catch(() => undefined)
    let isRefused = false
    for (const agency of behind()) {
      if (signal.aborted) return
      if (!(await catchUp(agency))) isRefused = true
    }
    if (signal.aborted) return
    pauseMs = isRefused ? Math.min(pauseMs * 2, longestPauseMs) : firstPauseMs
  }
}
