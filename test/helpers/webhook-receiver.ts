import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a receiver keeps of an alert: the first time that it sees its id. */
export interface Received {
  readonly id: string
  readonly caseId: string
  readonly revision: number
}

/** An agency's own receiver of webhooks, as the agency would write it: verifies, drops what it knows, and can be killed. */
export const startReceiver = async (
  secret: string,
  onEnd: (end: () => Promise<void>) => void = onTestFinished
) => {
  const received: Received[] = []
  const known = new Set<string>()
  let posts = 0
  let forged = 0
  let answer: 'take' | 'refuse' | 'drop' = 'take'
  let server: Server | undefined
  let port = 0

  const take = async (request: IncomingMessage) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    posts++
    const id = String(request.headers['webhook-id'])
    if (!isSigned(secret, request, id, body)) {
      forged++
      return 401
    }
    if (answer === 'refuse') return 503
    if (!known.has(id)) {
      known.add(id)
      const { caseId, revision } = JSON.parse(body).data
      received.push({ id, caseId, revision })
    }
    return 204
  }
  const start = async () => {
    server = createServer((request, response) => {
      void take(request).then(status => {
        if (answer === 'drop') response.destroy()
        else response.writeHead(status).end()
      })
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  }
  const kill = async () => {
    const closed = server && once(server, 'close')
    server?.close()
    server?.closeAllConnections()
    await closed
    server = undefined
  }
  await start()
  onEnd(() => kill())
  return {
    url: `http://127.0.0.1:${port}/alerts`,
    received,
    /** What came of a case, in order. */
    revisionsOf: (id: string) =>
      received.filter(({ caseId }) => caseId === id).map(({ revision }) => revision),
    posts: () => posts,
    forged: () => forged,
    /** From now on: taken; refused; or taken, and the answer lost. */
    will: (next: typeof answer) => {
      answer = next
    },
    kill,
    start
  }
}

const isSigned = (secret: string, { headers }: IncomingMessage, id: string, body: string) => {
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signed = `${id}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', key).update(signed).digest('base64')
  return String(headers['webhook-signature']).split(' ').includes(`v1,${expected}`)
}
