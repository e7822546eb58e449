import autocannon from 'autocannon'
import { headersOf, type Round, type Target } from './target.ts'

/** As many requests as the service answers, each connection sending its next one after a reply. */
export const saturate = (
  target: Target,
  { seconds, connections }: { readonly seconds: number; readonly connections: number }
): Promise<Round> =>
  new Promise((resolve, reject) => {
    const timesMs: number[] = []
    let opened = 0
    const running = autocannon(
      {
        url: target.url,
        connections,
        duration: seconds,
        method: 'POST',
        headers: headersOf(target),
        setupClient: client => client.setRequests(ownRequests(target, connections, opened++))
      },
      (error: Error | null, { requests, duration, non2xx, errors, timeouts }) => {
        if (error) return reject(error)
        resolve({
          sent: requests.sent,
          perSecond: timesMs.length / duration,
          failures: non2xx + errors + timeouts,
          timesMs
        })
      }
    )
    running.on('response', (_client, _status, _bytes, responseMs) => timesMs.push(responseMs))
  })

/** Every connection has travellers of its own, or they would all send the same one at the same time. */
const ownRequests = ({ path, bodies }: Target, connections: number, connection: number) =>
  bodies
    .filter((_, at) => at % connections === connection)
    .map(body => ({ method: 'POST' as const, path, body }))
