import { setTimeout as pause } from 'node:timers/promises'
import type { Caller } from '../domain/access.ts'
import type { Callers } from '../domain/ports.ts'
import { NotSignedIn, TooManyRequests } from '../errors.ts'
import type { Metrics } from '../metrics.ts'

export interface GateOptions {
  readonly callers: Callers
  /** Calls of one subject in a minute; undefined = any number. */
  readonly perMinute?: number | undefined
  readonly metrics: Pick<Metrics, 'revokedUnread'>
  readonly now: () => Date
}

/** Stands between a verified token and what it asks for. */
export interface Gate {
  /** Rejects when the caller's token was revoked, or has come too often in this minute. */
  enter(caller: Caller): Promise<void>
  /** Whether the caller's token was revoked, as far as this node knows: for who stays after having entered. */
  isRevoked(caller: Pick<Caller, 'jti'>): boolean
  /** From here on no node accepts the token: this one at once, others within some seconds. */
  revoke(tokenId: string, until: Date): Promise<void>
  /** Learns of tokens revoked elsewhere until the signal aborts. */
  run(signal: AbortSignal): Promise<void>
}

const lookEveryMs = 1_000
const minuteMs = 60_000

/** A gate that is asked at each call and looks up nothing but memory, unless calls are counted. */
export const gateOf = ({ callers, perMinute, metrics, now }: GateOptions): Gate => {
  // None is forgotten once it would have ended: a clock that is ahead may be put right.
  let revoked: ReadonlyMap<string, number> = new Map()
  const look = async () => {
    const { tokens, isWhole } = await callers.revoked()
    revoked = new Map([...revoked, ...tokens])
    return isWhole
  }
  // Who calls while a node starts waits until it knows them.
  let first: Promise<unknown> | undefined
  return {
    async enter({ jti, sub }) {
      first ??= look().catch(() => undefined)
      await first
      if (revoked.has(jti)) throw new NotSignedIn('the token was revoked')
      if (perMinute === undefined) return
      const minute = Math.floor(now().getTime() / minuteMs)
      if ((await callers.count(sub, minute)) > perMinute) throw new TooManyRequests()
    },
    isRevoked: ({ jti }) => revoked.has(jti),
    async revoke(tokenId, until) {
      await callers.revoke(tokenId, until.getTime())
      revoked = new Map([...revoked, [tokenId, until.getTime()]])
    },
    async run(signal) {
      while (!signal.aborted) {
        const isWhole = await look().catch(() => false) // what is known already holds
        if (!isWhole) metrics.revokedUnread.inc()
        await pause(lookEveryMs, undefined, { signal }).catch(() => undefined)
      }
    }
  }
}
