import { setTimeout as pause } from 'node:timers/promises'
import { tell } from '../machine.ts'
import type { StartedNode } from './started-node.ts'
import type { LagSample } from './watch-lag.ts'

/** How the nodes came back from standing still. */
export interface CaughtUp {
  readonly stoodSeconds: number
  readonly mostLag: number
  /** From going on until no more waited than comes in half a second; undefined when that took too long. */
  readonly seconds: number | undefined
}

const withinMs = 600_000

/** Stops all nodes where they stand for some seconds while crossings go on, lets them go on, and waits until they have caught up. */
export const standStill = async (
  nodes: readonly StartedNode[],
  stoodSeconds: number,
  lag: readonly LagSample[],
  perSecond: number
): Promise<CaughtUp> => {
  tell(`all nodes stand still for ${stoodSeconds} s`)
  for (const node of nodes) node.pause()
  await pause(stoodSeconds * 1_000)
  for (const node of nodes) node.resume()
  const resumedAt = performance.now()
  tell('catching up')
  const after = () => lag.filter(({ at }) => at > resumedAt)
  const found = () => after().find(sample => sample.lag <= perSecond / 2)
  while (!found() && performance.now() - resumedAt < withinMs) await pause(200)
  const caughtUpAt = found()?.at
  return {
    stoodSeconds,
    mostLag: Math.max(0, ...after().map(sample => sample.lag)),
    seconds: caughtUpAt === undefined ? undefined : (caughtUpAt - resumedAt) / 1_000
  }
}
