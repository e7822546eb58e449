import { setTimeout as pause } from 'node:timers/promises'
import { blockMs, type RedisClients } from './clients.ts'
import type { RedisClient } from './connect.ts'

/** What came in a stream: the fields of its messages, in order. */
export type Heard = readonly { readonly [field: string]: string }[]

const retryMs = 250

/** Somebody who listens. */
export interface Listening {
  /** Resolves once every later message will be heard, or the end has come. */
  readonly begun: Promise<void>
  /** Resolves when the signal has aborted and nothing is heard any more. */
  readonly ended: Promise<void>
}

/**
 * Hears every message of a stream from now on, until the signal aborts. About once a second, and whenever the
 * connection was lost, it hears nothing, in an empty array: the moment to look whether all is as it was.
 */
export const listen = (
  clients: RedisClients,
  key: string,
  onHeard: (heard: Heard) => void,
  signal: AbortSignal
): Listening => {
  const begun = Promise.withResolvers<void>()
  const ended = hear(clients, key, onHeard, begun.resolve, signal).finally(begun.resolve)
  return { begun: begun.promise, ended }
}

const hear = async (
  clients: RedisClients,
  key: string,
  onHeard: (heard: Heard) => void,
  onPlaced: () => void,
  signal: AbortSignal
): Promise<void> => {
  const client = clients.openBlocking()
  const stop = () => client.disconnect()
  signal.addEventListener('abort', stop, { once: true })
  let after: string | undefined
  let isQuiet = true
  while (!signal.aborted) {
    try {
      if (after === undefined || isQuiet) after = await placeIn(client, key, after)
      onPlaced()
      const reply = await client.xread('COUNT', 1_000, 'BLOCK', blockMs, 'STREAMS', key, after)
      const messages = reply?.[0]?.[1] ?? []
      isQuiet = messages.length === 0
      after = messages.at(-1)?.[0] ?? after
      onHeard(messages.map(([, fields]) => fieldsOf(fields)))
    } catch {
      if (signal.aborted) return
      isQuiet = true
      onHeard([])
      await pause(retryMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

/** Where to read on: after what was heard last; a stream that was emptied since counts from the beginning again. */
const placeIn = async (client: RedisClient, key: string, heard: string | undefined) => {
  const [last] = await client.xrevrange(key, '+', '-', 'COUNT', 1)
  const newest = last?.[0] ?? '0-0'
  if (heard === undefined) return newest
  return isBefore(newest, heard) ? '0-0' : heard
}

const isBefore = (one: string, other: string) => {
  const [time = 0, count = 0] = one.split('-').map(Number)
  const [otherTime = 0, otherCount = 0] = other.split('-').map(Number)
  return time < otherTime || (time === otherTime && count < otherCount)
}

const fieldsOf = (flat: readonly string[]) => {
  const fields: { [field: string]: string } = {}
  for (let at = 0; at + 1 < flat.length; at += 2) fields[flat[at] ?? ''] = flat[at + 1] ?? ''
  return fields
}
