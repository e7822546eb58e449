import type { Kafka } from 'kafkajs'
import { expect } from 'vitest'
import { linesOf, okay } from './call.ts'
import { makeList } from './list.ts'
import type { Deployment } from './nodes.ts'
import { readTopic, writeTopic } from './read-topic.ts'
import type { RunningService } from './running-service.ts'
import { crossing, entryOf, someone, travellerOf } from './someone.ts'
import { until } from './until.ts'

type Node = Pick<RunningService, 'asRole'>

/** Lists so many persons at this node, whom interior sees; each crosses at a gate of their own, so that the oracle can tell their cases. */
export const listedCrossings = async (
  kafka: Kafka,
  { prefix }: Deployment,
  node: Node,
  count: number
) => {
  const persons = Array.from({ length: count }, (_, at) => someone(`${prefix} ${at}`))
  const list = await makeList(node, 'wanted')
  const lines = persons.map((person, at) => ({
    op: 'put',
    entry: { id: String(at), ...entryOf(person) }
  }))
  const results = linesOf(okay(await list.batch(lines)))
  expect(results.filter(({ status }) => status !== 200)).toEqual([])

  const questions = persons.map((person, at) => ({
    purpose: 'border_control',
    traveller: travellerOf(person),
    journey: crossing(gateOf(at))
  }))
  const messages = questions.map((data, at) => ({
    key: String(at),
    value: JSON.stringify({
      specversion: '1.0',
      id: `crossing-${at}`,
      source: 'gates',
      type: 'portcullis.crossing',
      data
    })
  }))
  return {
    list,
    /** How each of them is listed, at revision 1. */
    entryOf: (at: number) => entryOf(persons[at] ?? someone('nobody')),
    /** What a checkpoint asks about each of them. */
    questions,
    /** Produces the crossings of these persons to Kafka. */
    produce: (from: number, to: number) =>
      writeTopic(kafka, `${prefix}.crossings`, messages.slice(from, to)),
    /** The cases that this node shows by now. */
    cases: (of: Node) => casesAt(of),
    /**
     * The oracle: the cases of all who must have one are there, each once; besides them only of those who may have one; of each exactly one alert
     * tells that it was opened; and nobody who was screened was clear. Gives the cases.
     */
    eachOnce: async (of: Node, must: readonly number[], may: readonly number[] = []) => {
      const wanted = must.map(gateOf)
      const found = await until(async () => {
        const all = await casesAt(of)
        const gates = new Set(all.map(gateIn))
        const told = await opened(kafka, prefix)
        const isTold = sorted(told) === sorted(all.map(({ id }) => id))
        return isTold && wanted.every(gate => gates.has(gate)) ? all : undefined
      }, 60_000)
      const gates = found.map(gateIn)
      const allowed = new Set([...wanted, ...may.map(gateOf)])
      expect(gates.filter(gate => !allowed.has(gate))).toEqual([])
      expect(new Set(gates).size).toBe(gates.length)

      const screened = await readTopic(kafka, `${prefix}.screenings`)
      const decided = screened.filter(({ type }) => type.startsWith('portcullis.screened'))
      expect(decided.filter(({ data }) => data.hits.length === 0)).toEqual([])
      return found
    }
  }
}

/** Numbers of persons, from this one until before that. */
export const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, step) => from + step)

const gateOf = (at: number) => `GATE-${at}`

const gateIn = ({ journey }: ShownCase) => journey.checkpoint

const sorted = (ids: readonly string[]) => ids.toSorted().join()

interface ShownCase {
  readonly id: string
  readonly state: string
  readonly revision: number
  readonly journey: { readonly checkpoint: string }
}

const casesAt = async (node: Node): Promise<readonly ShownCase[]> => {
  const officer = node.asRole('officer', { agency: 'interior' })
  return okay(await officer('GET', '/v1/cases?limit=200')).body.cases
}

/** Cases whose opening was told, once for each alert of an id of its own: alerts may stand twice in their topic. */
const opened = async (kafka: Kafka, prefix: string) => {
  const alerts = await readTopic(kafka, `${prefix}.alerts.interior`).catch(() => [])
  const first = alerts.filter(({ data }) => data.what === 'opened')
  const caseOf = new Map(first.map(({ id, data }) => [id, String(data.caseId)]))
  return [...caseOf.values()]
}
