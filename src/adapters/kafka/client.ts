import { Kafka, type KafkaConfig, type LogEntry, logLevel, type SASLOptions } from 'kafkajs'
import type { Logger } from 'pino'
import { readFewHeaders } from './few-headers.ts'
import { beatWhenClockIsPutBack } from './heartbeats.ts'
import { armTimerOnlyWhilePending } from './idle-timer.ts'
import { makeLightRequests } from './light-requests.ts'
import { takeLongFetches } from './long-fetches.ts'
import { socketsWithin } from './sockets.ts'

/** How the brokers are reached, and how a node signs in there. */
export interface BrokerOptions {
  readonly brokers: readonly string[]
  readonly clientId: string
  /** In PEM; a certificate and its key only where brokers ask for one. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string }
  readonly sasl?: SaslOptions
}

export type SaslOptions =
  | {
      readonly mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'
      readonly username: string
      readonly password: string
    }
  /** Called at each connection: whoever renews the token leaves it where it was. */
  | { readonly mechanism: 'oauthbearer'; readonly readToken: () => string }

/** A client of the brokers; connects to nothing yet. */
export const kafkaClient = (options: BrokerOptions, log: Logger): Kafka => {
  armTimerOnlyWhilePending()
  beatWhenClockIsPutBack()
  makeLightRequests()
  readFewHeaders()
  takeLongFetches()
  const { brokers, clientId, tls, sasl } = options
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    connectionTimeout: connectMs,
    socketFactory: socketsWithin(connectMs + 500), // after kafkajs has said so
    authenticationTimeout: 5_000,
    requestTimeout: 5_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 4 },
    logLevel: logLevel.WARN,
    logCreator: () => entry => pass(log, entry),
    ...(tls && { ssl: tlsOptions(tls) }),
    ...(sasl && { sasl: credentials(sasl) })
  }
  return new Kafka(config)
}

const connectMs = 1_500

const tlsOptions = ({ ca, cert, key }: NonNullable<BrokerOptions['tls']>) => ({
  ...(ca && { ca: [ca] }),
  ...(cert && { cert }),
  ...(key && { key })
})

const credentials = (sasl: SaslOptions): SASLOptions => {
  if (sasl.mechanism !== 'oauthbearer') return { ...sasl }
  const oauthBearerProvider = async () => ({ value: sasl.readToken() })
  return { mechanism: 'oauthbearer', oauthBearerProvider }
}

/** What matters reaches its caller as an error too; the message alone, since its fields hold whole requests. */
const pass = (log: Logger, { namespace, log: { message } }: LogEntry) => {
  log.debug({ by: `kafkajs ${namespace}`, said: message }, 'the kafka client reports')
}
