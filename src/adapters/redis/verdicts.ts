import type { Verdict, Verdicts } from '#src/domain/ports.ts'
import { localVerdicts } from '../embedded/local-verdicts.ts'
import type { RedisClients } from './clients.ts'
import type { Heard } from './listen.ts'

/** Verdicts that also come from other nodes, by the stream that is listened to for them. */
export interface SharedVerdicts extends Verdicts {
  readonly stream: string
  /** Takes what came in the stream. */
  hear(heard: Heard): void
}

/**
 * Verdicts between nodes, over a stream of the newest 10,000 batches. One that is lost with a failing Redis costs its
 * caller the wait and an answer of 202: the command itself stands in the record and is decided.
 */
export const redisVerdicts = ({ commands, key }: RedisClients): SharedVerdicts => {
  const stream = key('verdicts', 'stream')
  const local = localVerdicts()
  return {
    stream,
    hear(heard) {
      for (const { verdicts = '[]' } of heard) local.publish(JSON.parse(verdicts) as Verdict[])
    },
    publish(verdicts) {
      if (verdicts.length === 0) return
      local.publish(verdicts)
      const text = JSON.stringify(verdicts)
      // Lost, its callers elsewhere are answered 202.
      commands.xadd(stream, 'MAXLEN', '~', 10_000, '*', 'verdicts', text).catch(() => undefined)
    },
    wait: local.wait
  }
}
