import type { Alert } from '#src/domain/alert.ts'
import type { Deliveries, Delivery, DeliveryOutcome } from '#src/domain/case-ports.ts'
import type { Sealing } from '../sealing.ts'
import type { RedisClients } from './clients.ts'
import {
  addDeliveries,
  claimDeliveries,
  deliveryOffsets,
  eraseDeliveries,
  redeliver,
  settleDelivery
} from './delivery-functions.ts'
import { toOffsets } from './passing.ts'
import { asked } from './unavailable.ts'

/** Where one alert stands, as the functions keep it. */
interface Place {
  readonly at: string
  readonly attempts: number
  readonly error: string
}

/** The keys of deliveries, in the order in which the functions take them. */
export const deliveryKeys = ({ key }: Pick<RedisClients, 'key'>) => {
  const of = (name: string) => key('deliveries', name)
  return {
    offsets: of('offsets'),
    count: of('count'),
    /** Sealed alerts by id. */
    bodies: of('bodies'),
    places: of('places'),
    /** Those that wait, in their lines: desk|case|number|id. */
    waiting: of('waiting'),
    /** The first of each line: desk|when to try it|number|id. */
    heads: of('heads'),
    /** Those that failed: agency|id. */
    failed: of('failed')
  }
}

/** Alerts on their way to agencies, in Redis; one that is delivered leaves it. */
export const redisDeliveries = (clients: RedisClients, sealing: Sealing): Deliveries => {
  const { bulk } = clients
  const keys = deliveryKeys(clients)
  const all = Object.values(keys)
  const sealed = (alert: Alert) =>
    Buffer.from(sealing.seal(JSON.stringify(alert), about(alert.id))).toString('base64')
  const opened = (id: string, place: string, body: string): Delivery & Place => {
    const alert = JSON.parse(sealing.open(Buffer.from(body, 'base64'), about(id))) as Alert
    return { ...(JSON.parse(place) as Place), alert }
  }
  /** All members of one of the keys, page by page; others may come and go meanwhile. */
  async function* pagesOf(key: string) {
    let from = '-'
    for (;;) {
      const page = await asked(bulk.zrange(key, from, '+', 'BYLEX', 'LIMIT', 0, pageSize))
      const last = page.at(-1)
      if (last === undefined) return
      yield page
      from = `(${last}`
    }
  }
  return {
    offsets: async () => toOffsets((await asked(deliveryOffsets(bulk, all, []))) as string[]),
    async add({ position, alerts }) {
      const rows = alerts.flatMap(alert => {
        const desk = deskOf(alert)
        return [alert.id, alert.agency, desk, `${desk}|${alert.caseId}`, sealed(alert)]
      })
      await asked(addDeliveries(bulk, all, [position.partition, position.offset, ...rows]))
    },
    async claim({ at, holdMs, limit, ...desk }) {
      const args = [deskOf(desk), Date.parse(at), holdMs, limit]
      const claimed = await asked(claimDeliveries(bulk, all, args))
      return (claimed as [id: string, place: string, body: string][]).map(one => {
        const { alert, attempts } = opened(...one)
        return { alert, attempts }
      })
    },
    async settle(id, outcome) {
      const args = outcome.as === 'delivered' ? [] : whenAndWhy(outcome)
      await asked(settleDelivery(bulk, all, [id, outcome.as, ...args]))
    },
    async failed(agency, after, limit) {
      const [from, to] = [`(${agency}|${after ?? ''}`, `(${agency}}`] // “}” follows “|”
      const found = await asked(bulk.zrange(keys.failed, from, to, 'BYLEX', 'LIMIT', 0, limit))
      const ids = found.map(member => member.slice(agency.length + 1))
      if (ids.length === 0) return []
      const [places, bodies] = await asked(
        Promise.all([bulk.hmget(keys.places, ...ids), bulk.hmget(keys.bodies, ...ids)])
      )
      return ids.flatMap((id, index) => {
        const [place, body] = [places[index], bodies[index]]
        if (!place || !body) return [] // sent again meanwhile
        const { alert, attempts, at, error } = opened(id, place, body)
        return [{ alert, attempts, error, failedAt: new Date(Number(at)).toISOString() }]
      })
    },
    redeliver: async (agency, id) => (await asked(redeliver(bulk, all, [agency, id]))) === 1,
    async erase({ desks, at, keepMs }) {
      const served = new Set(desks.map(deskOf))
      let erased = 0
      for (const key of [keys.failed, keys.waiting]) {
        for await (const page of pagesOf(key)) {
          const old = key === keys.failed ? page : page.filter(one => !served.has(firstOf(one)))
          const args = [Date.parse(at), keepMs, ...old.map(lastOf)]
          if (old.length > 0) erased += Number(await asked(eraseDeliveries(bulk, all, args)))
        }
      }
      return erased
    },
    async counts() {
      const [waiting, failed] = await asked(
        Promise.all([bulk.zcard(keys.waiting), bulk.zcard(keys.failed)])
      )
      return { waiting, failed }
    }
  }
}

const whenAndWhy = (outcome: Exclude<DeliveryOutcome, { readonly as: 'delivered' }>) => [
  Date.parse(outcome.at),
  outcome.as === 'waiting' ? outcome.waitMs : 0,
  outcome.error
]

const deskOf = ({ agency, desk }: Pick<Alert, 'agency' | 'desk'>) => `${agency}/${desk}`

const firstOf = (member: string) => member.slice(0, member.indexOf('|'))
const lastOf = (member: string) => member.slice(member.lastIndexOf('|') + 1)

const pageSize = 200

const about = (id: string) => `deliveries|${id}`
