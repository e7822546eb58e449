import type { StartedNode } from './started-node.ts'

/** Processor seconds that this node has used so far, and crossings that it has screened; undefined when it does not answer. */
export const usedBy = async (node: StartedNode, admin: string): Promise<Used | undefined> => {
  try {
    const reply = await fetch(`${node.url}/metrics`, {
      headers: { authorization: `Bearer ${admin}` },
      signal: AbortSignal.timeout(5_000)
    })
    const text = await reply.text()
    return {
      seconds: sumOf(text, /^process_cpu_seconds_total (\S+)/gm),
      crossings: sumOf(text, /^portcullis_decisions_total\{[^}]*source="stream"[^}]*\} (\S+)/gm)
    }
  } catch {
    return undefined
  }
}

/** What a node has used and done since it started. */
export interface Used {
  readonly seconds: number
  readonly crossings: number
}

/** Processor milliseconds for each crossing between two looks, over all nodes that answered both times: says more than the clock on a busy machine. */
export const msPerCrossing = (
  before: readonly (Used | undefined)[],
  after: readonly (Used | undefined)[]
): number => {
  let [ms, crossings] = [0, 0]
  for (const [at, then] of before.entries()) {
    const now = after[at]
    if (!then || !now || now.crossings < then.crossings) continue // it was started again
    ms += (now.seconds - then.seconds) * 1_000
    crossings += now.crossings - then.crossings
  }
  return crossings === 0 ? 0 : ms / crossings
}

const sumOf = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].reduce((sum, [, value]) => sum + Number(value), 0)
