import { Cluster } from 'ioredis'
import { connect, type Patience, type RedisClient, type RedisConfig } from './connect.ts'
import { asked, viewUnavailable } from './unavailable.ts'

/** The connections of one node. */
export interface RedisClients {
  /** For what somebody waits for: gives up after a quarter of a second. */
  readonly commands: RedisClient
  /** For commits of projections and loads of many entries: gives up after five seconds. */
  readonly bulk: RedisClient
  /** A connection for one listener alone, whose reads block for `blockMs` at most. */
  openBlocking(): RedisClient
  /** The key of this name; all keys of a part live on one node of a cluster. */
  key(part: string, name: string): string
  /** All keys whose names begin so, some at a time, on all nodes of a cluster; those that come or go meanwhile may be among them. */
  keysUnder(begin: string): AsyncIterable<readonly string[]>
  /** What each server that takes writes says of its memory. */
  memory(): Promise<readonly string[]>
  close(): void
}

/** How long a listener's read waits for news: well below the time after which a silent socket counts as dead. */
export const blockMs = 1_000

/** Connects; rejects when the view can't be reached in time. From then on the connections come back by themselves. */
export const openRedisClients = async (
  config: RedisConfig,
  connectTimeoutMs = 5_000
): Promise<RedisClients> => {
  const opened: RedisClient[] = []
  const open = (patience: Patience) => {
    const client = connect(config, patience)
    client.on('error', () => undefined) // whoever asks is told by the reply
    opened.push(client)
    return client
  }
  const commands = open({ commandTimeout: 250, socketTimeout: 2_000 })
  const bulk = open({ commandTimeout: 5_000, socketTimeout: 6_000 })
  const close = () => {
    for (const client of opened) client.disconnect()
  }
  try {
    await Promise.all([commands, bulk].map(client => untilReady(client, connectTimeoutMs)))
  } catch (error) {
    close()
    throw error
  }
  return {
    commands,
    bulk,
    openBlocking: () => open({ commandTimeout: 2 * blockMs, socketTimeout: 2 * blockMs }),
    key: (part, name) => `{${config.prefix}${part}}:${name}`,
    keysUnder: begin => keysUnder(bulk, begin),
    memory: () => Promise.all(serversOf(bulk).map(server => asked(server.info('memory')))),
    close
  }
}

const serversOf = (client: RedisClient) =>
  client instanceof Cluster ? client.nodes('master') : [client]

const keysAtOnce = 1_000

async function* keysUnder(client: RedisClient, begin: string): AsyncGenerator<readonly string[]> {
  const match = `${begin.replace(/[*?[\]\\]/g, '\\$&')}*`
  for (const server of serversOf(client)) {
    let cursor = '0'
    do {
      const [next, found] = await asked(server.scan(cursor, 'MATCH', match, 'COUNT', keysAtOnce))
      cursor = next
      if (found.length > 0) yield found
    } while (cursor !== '0')
  }
}

const untilReady = (client: RedisClient, timeoutMs: number) =>
  new Promise<void>((resolve, reject) => {
    let reason: unknown
    const remember = (error: unknown) => {
      reason = error
    }
    const done = () => {
      clearTimeout(timer)
      client.off('ready', done).off('error', remember)
      if (client.status === 'ready') resolve()
      else reject(viewUnavailable(reason))
    }
    const timer = setTimeout(done, timeoutMs)
    client.on('error', remember).once('ready', done)
    if (client.status === 'ready') done()
  })
