import { setTimeout as pause } from 'node:timers/promises'
import { entryOf, type Someone, someone } from '#test/helpers/someone.ts'
import { ask } from './ask-node.ts'
import { atRate } from './at-rate.ts'
import type { StartedNode } from './started-node.ts'

/** The list that changes, and the agency that owns it. */
export const changingList = { list: 'changing', agency: 'loadtest' } as const

/** What became of the list changes. */
export interface Changed {
  readonly sent: number
  readonly refused: number
  /** Taken and asked for, and not found by a node for two minutes. */
  readonly neverFound: number
  /** Milliseconds from when a change was due until this node answered with it. */
  readonly timesMs: ReadonlyMap<string, readonly number[]>
}

// Each is asked for at every node again and again, after a tenth of the time that it has waited, and each question is a screening
// more: of five persons a second, every 10 ms, they were a tenth of the nodes' load.
const askedForPerSecond = 2
const againMs = 25
const againShare = 1 / 10
const longestMs = 120_000

/** Lists one new person after another at a fixed rate, over all nodes in turn, and asks for some until each node finds them, after the signal too. */
export const changeList = async (options: {
  readonly nodes: readonly StartedNode[]
  readonly perSecond: number
  readonly editor: string
  readonly checkpoint: string
  readonly signal: AbortSignal
}): Promise<Changed> => {
  const { nodes, perSecond, editor, checkpoint, signal } = options
  const timesMs = new Map(nodes.map(({ name }) => [name, [] as number[]]))
  let [sent, refused, neverFound] = [0, 0, 0]
  const untilFound = async (
    node: StartedNode,
    person: Someone,
    dueAt: number,
    put: Promise<boolean>
  ) => {
    let isTaken = true
    void put.then(taken => {
      isTaken = taken
    })
    while (isTaken && performance.now() - dueAt < longestMs) {
      const { decision } = await ask(node, checkpoint, person)
      if (decision === 'refer') {
        timesMs.get(node.name)?.push(performance.now() - dueAt)
        return
      }
      await pause(Math.max(againMs, (performance.now() - dueAt) * againShare))
    }
    if (isTaken) neverFound++
  }
  const betweenAsked = Math.max(1, Math.round(perSecond / askedForPerSecond))
  const change = async (number: number, dueAt: number) => {
    const node = nodes[number % nodes.length] as StartedNode
    const person = someone(`change ${number}`)
    sent++
    const put = putEntry(node, editor, `C${number}`, entryOf(person)).then(isTaken => {
      if (!isTaken) refused++
      return isTaken
    })
    const isAskedFor = number % betweenAsked === 0
    const found = isAskedFor ? nodes.map(one => untilFound(one, person, dueAt, put)) : []
    await Promise.all([put, ...found])
  }
  await atRate(perSecond, change, signal)
  return { sent, refused, neverFound, timesMs }
}

/** Whether the entry was taken. */
export const putEntry = async (
  node: StartedNode,
  token: string,
  id: string,
  entry: object
): Promise<boolean> => {
  try {
    const reply = await fetch(`${node.url}/v1/lists/${changingList.list}/entries/${id}`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(entry),
      signal: AbortSignal.timeout(10_000)
    })
    await reply.body?.cancel()
    return reply.ok
  } catch {
    return false
  }
}
