import { crossing, type Someone, travellerOf } from '#test/helpers/someone.ts'
import type { StartedNode } from './started-node.ts'

/** What a checkpoint was answered: the decision, else the problem's code, else that nobody answered. */
export interface Asked {
  readonly decision?: string
  readonly code?: string
  readonly degraded: readonly string[]
}

/** Asks one node about somebody, as a checkpoint does. */
export const ask = async (node: StartedNode, token: string, person: Someone): Promise<Asked> => {
  try {
    const reply = await fetch(`${node.url}/v1/screenings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        purpose: 'border_control',
        traveller: travellerOf(person),
        journey: crossing()
      }),
      signal: AbortSignal.timeout(10_000)
    })
    const { decision, code, degraded = [] } = (await reply.json()) as Partial<Asked>
    return { degraded, ...(decision && { decision }), ...(code && { code }) }
  } catch {
    return { code: 'NO_ANSWER', degraded: [] }
  }
}
