import type { Someone } from '#test/helpers/someone.ts'
import { type Asked, ask } from './ask-node.ts'
import { atRate } from './at-rate.ts'
import type { StartedNode } from './started-node.ts'

/** What checkpoints saw that asked for a listed person all the time. */
export interface Seen {
  /** How often each answer came: a decision, a code, `NO_ANSWER`. */
  readonly answers: ReadonlyMap<string, number>
  /** The same where the first node asked had no decision, and the next one was asked. */
  readonly askedAgain: number
  readonly degraded: number
  /** Decisions other than `refer` for somebody listed: there must be none. */
  readonly wrong: number
  /** The longest time without a decision, in milliseconds, and when it began. */
  readonly longestGapMs: number
  readonly longestGapFrom: number
}

const perSecond = 20

/** Asks at a fixed rate for somebody listed, one node after the other, as a balancer does that tries the next one. */
export const watchAsClients = async (
  nodes: readonly StartedNode[],
  token: string,
  person: Someone,
  signal: AbortSignal
): Promise<Seen> => {
  const answers = new Map<string, number>()
  let [askedAgain, degraded, wrong] = [0, 0, 0]
  let lastAt = performance.now()
  let [longestGapMs, longestGapFrom] = [0, lastAt]
  const endGap = () => {
    const gapMs = performance.now() - lastAt
    if (gapMs > longestGapMs) [longestGapMs, longestGapFrom] = [gapMs, lastAt]
  }
  const note = ({ decision, code, ...more }: Asked) => {
    const answer = decision ?? code ?? 'UNKNOWN'
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
    if (!decision) return
    if (decision !== 'refer') wrong++
    if (more.degraded.length > 0) degraded++
    endGap()
    lastAt = performance.now()
  }
  const askInTurn = async (number: number) => {
    for (let tries = 0; tries < nodes.length; tries++) {
      const node = nodes[(number + tries) % nodes.length] as StartedNode
      const asked = await ask(node, token, person)
      note(asked)
      if (asked.decision) return
      askedAgain++
    }
  }
  await atRate(perSecond, askInTurn, signal)
  endGap() // nobody may have answered any more
  return { answers, askedAgain, degraded, wrong, longestGapMs, longestGapFrom }
}
