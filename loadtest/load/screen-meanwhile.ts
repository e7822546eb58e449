import { Agent, request } from 'node:http'

/** A screening to be asked, and what its answer must hold. */
export interface Question {
  readonly body: string
  /** The entry that must be among the hits; undefined for a stranger. */
  readonly expected?: string
}

export interface MeanwhileOutcome {
  readonly failures: number
  readonly wrong: number
  readonly timesMs: readonly number[]
}

export interface Meanwhile {
  readonly url: string
  readonly token: string
  readonly asked: readonly Question[]
  readonly concurrent: number
  readonly signal: AbortSignal
}

/** Keeps so many screenings in flight until the signal aborts. */
export const screenMeanwhile = async ({
  url,
  token,
  asked,
  concurrent,
  signal
}: Meanwhile): Promise<MeanwhileOutcome> => {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrent })
  const timesMs: number[] = []
  let [failures, wrong, next] = [0, 0, 0]
  const one = async () => {
    while (!signal.aborted) {
      const question = asked[next++ % asked.length] as Question
      const startedAt = performance.now()
      const reply = await send(agent, url, token, question.body)
      timesMs.push(performance.now() - startedAt)
      if (reply?.status !== 200) failures += 1
      else if (question.expected && !reply.text.includes(`"entryId":"${question.expected}"`))
        wrong += 1
    }
  }
  await Promise.all(Array.from({ length: concurrent }, one))
  agent.destroy()
  return { failures, wrong, timesMs }
}

const send = (agent: Agent, url: string, token: string, body: string) =>
  new Promise<{ status: number; text: string } | undefined>(resolve => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body)
    }
    const call = request(`${url}/v1/screenings`, { agent, method: 'POST', headers }, reply => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', chunk => {
        text += chunk
      })
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    })
    call.on('error', () => resolve(undefined))
    call.end(body)
  })
