import { setTimeout as pause } from 'node:timers/promises'
import { KafkaQuestions } from '#src/adapters/kafka/questions.ts'
import { alertsTopic, ensureAlertsTopic, topicName } from '#src/adapters/kafka/topics.ts'
import { entryOf, someone } from '#test/helpers/someone.ts'
import { fillList } from '../load/fill-list.ts'
import { tell } from '../machine.ts'
import { watchlistEntries } from '../people/watchlist-entries.ts'
import { type Changed, changeList, changingList } from './change-list.ts'
import { type Seen, watchAsClients } from './clients.ts'
import type { StreamDeployment } from './deployment.ts'
import { disturb, type Fault } from './faults.ts'
import type { StreamOptions } from './options.ts'
import { Oracle, type OracleVerdict } from './oracle.ts'
import { msPerCrossing, usedBy } from './processor-use.ts'
import { produceEvenly } from './produce-evenly.ts'
import { readAlerts } from './read-alerts.ts'
import { shownCases } from './shown-cases.ts'
import { type CaughtUp, standStill } from './stand-still.ts'
import { type LagSample, watchLag } from './watch-lag.ts'
import { streamCrossings, watchedEntries, watchingAgency } from './watched-persons.ts'

/** What one run has found; instants are milliseconds of one clock. */
export interface StreamRun {
  readonly crossings: number
  readonly from: number
  readonly until: number
  /** Of all nodes together, for each crossing that was screened. */
  readonly processorMs: number
  readonly oracle: Oracle
  readonly verdict: OracleVerdict
  readonly lag: readonly LagSample[]
  readonly caughtUp: CaughtUp | undefined
  readonly changed: Changed | undefined
  readonly faults: readonly Fault[] | undefined
  readonly seen: Seen | undefined
}

const warmUpMs = 5_000
const settleWithinMs = 120_000
const asked = someone('asked all the time')

/** Fills the lists, sends crossings through everything, and compares what came of them with what must have. */
export const runStream = async (
  deployment: StreamDeployment,
  options: StreamOptions
): Promise<StreamRun> => {
  const { kafka, prefix, nodes, ids, token } = deployment
  const [node] = nodes
  if (!node) throw new Error('--nodes takes 1 or more')
  await fill(deployment, options)
  await makeAlertsTopic(deployment, options)
  const oracle = new Oracle()
  const [reading, producing, working] = [0, 0, 0].map(() => new AbortController())
  if (!reading || !producing || !working) throw new Error('unreachable')
  const alerts = readAlerts(
    kafka,
    topicName(prefix, alertsTopic(watchingAgency)),
    // Nobody acknowledges anything here: that officers are reminded of a case is no second alert of a crossing.
    (alert, at) => alert.what !== 'escalated' && oracle.alerted(alert.id, alert.caseId, at),
    reading.signal
  )
  const lag = watchLag(kafka, prefix, reading.signal)
  const produced = produceEvenly({
    kafka,
    topic: topicName(prefix, 'crossings'),
    crossings: streamCrossings(options, ids),
    perSecond: options.rate,
    onDue: ({ caseId }, dueAt) => caseId && oracle.expect(caseId, dueAt),
    signal: producing.signal
  })
  tell('warming up')
  await pause(warmUpMs)
  tell(`measuring: ${options.rate} crossings a second for ${options.seconds} s`)
  const used = () => Promise.all(nodes.map(one => usedBy(one, token('admin'))))
  const usedBefore = await used()
  const from = performance.now()
  const checkpoint = token('checkpoint')
  const changing =
    options.changes > 0 &&
    changeList({
      nodes,
      perSecond: options.changes,
      editor: token('agency_editor', changingList.agency),
      checkpoint,
      signal: working.signal
    })
  const watching = options.faults && watchAsClients(nodes, checkpoint, asked, working.signal)
  const [faults] = await Promise.all([
    options.faults ? disturb(deployment, options.seconds) : undefined,
    pause(options.seconds * 1_000)
  ])
  const until = performance.now()
  const processorMs = msPerCrossing(usedBefore, await used())
  working.abort()
  const [changed, seen] = [await changing, await watching]
  const { stopSeconds, rate } = options
  const caughtUp =
    stopSeconds > 0 ? await standStill(nodes, stopSeconds, lag.samples, rate) : undefined
  producing.abort()
  const crossings = await produced
  tell('waiting for the last alerts')
  const settledBy = performance.now() + settleWithinMs
  while (performance.now() < settledBy && !isSettled(oracle, lag.samples)) await pause(500)
  const shown = await shownCases(node, token('officer', watchingAgency))
  reading.abort()
  await Promise.all([alerts, lag.ended])
  return {
    crossings,
    from,
    until,
    processorMs,
    oracle,
    verdict: oracle.verdict(shown),
    lag: lag.samples,
    caughtUp,
    changed: changed || undefined,
    faults,
    seen: seen || undefined
  }
}

const isSettled = (oracle: Oracle, lag: readonly LagSample[]) =>
  oracle.missing() === 0 && lag.slice(-4).every(({ lag }) => lag === 0)

const fill = async ({ nodes, token }: StreamDeployment, { size, seed }: StreamOptions) => {
  const [node] = nodes
  if (!node) return
  tell('filling the lists')
  const persons = Math.round(size * 0.85)
  const synthetic = watchlistEntries({ seed, persons, documents: size - persons })
  const { list, agency } = changingList
  const editor = token('agency_editor', agency)
  await fillList(node.url, editor, synthetic)
  await fillList(node.url, editor, [{ id: 'asked', ...entryOf(asked) }], list, agency)
  const watching = token('agency_editor', watchingAgency)
  await fillList(node.url, watching, watchedEntries(), 'watched', watchingAgency)
  for (const one of nodes) {
    while ((await one.readiness())?.listVersion !== (await node.readiness())?.listVersion) {
      await pause(100)
    }
  }
}

/** Made beforehand: agencies read it from the first alert on. */
const makeAlertsTopic = async (
  { kafka, prefix, ownKafka }: StreamDeployment,
  { partitions }: StreamOptions
) => {
  const questions = new KafkaQuestions(kafka)
  const topics = { prefix, partitions, replication: ownKafka ? 1 : 3 }
  await questions.ask(admin => ensureAlertsTopic(admin, topics, watchingAgency), 20_000)
  await questions.close()
}
