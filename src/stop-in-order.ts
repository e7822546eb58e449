import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'

/** A running service, in the parts that end one after another. */
export interface StopParts {
  readonly app: {
    close(): PromiseLike<unknown>
    readonly server: { closeIdleConnections(): void; closeAllConnections(): void }
  }
  /** Resolves when no request is being handled. */
  readonly untilAnswered: () => Promise<void>
  /** Ends what no caller waits for: consumers leave their groups. */
  readonly leaving: AbortController
  /** Ends what requests under way wait for, as the projections that decide their commands. */
  readonly ending: AbortController
  readonly followers: readonly Promise<unknown>[]
  /** The names of those that run. */
  readonly running: ReadonlySet<string>
  readonly log: Pick<Logger, 'warn'>
}

export interface StopLimits {
  /** So long requests may take to be sent and answered; what is left is cut off. */
  readonly answerMs: number
  /** So long followers may take to end afterwards. */
  readonly endMs: number
}

// Together with letting the platform go less than the ten seconds after which the process is ended.
const usualLimits = { answerMs: 3_000, endMs: 4_000 }

/** Ends a service that is not ready any more: consumers at once, then HTTP, then what requests under way wait for. Resolves in time, whoever stalls. */
export const stopInOrder = async (
  { app, untilAnswered, leaving, ending, followers, running, log }: StopParts,
  { answerMs, endMs }: StopLimits = usualLimits
): Promise<void> => {
  leaving.abort()
  const closed = Promise.resolve(app.close())
  const closedInTime = inTime(closed, answerMs).then(async isClosed => {
    if (!isClosed) app.server.closeAllConnections()
    await closed
  })
  await Promise.race([untilAnswered(), closedInTime])
  app.server.closeIdleConnections() // of those who were answered last, and may send more
  ending.abort()
  const [, areEnded] = await Promise.all([
    closedInTime,
    inTime(Promise.allSettled(followers), endMs)
  ])
  if (!areEnded) log.warn({ followers: [...running] }, 'stopping without waiting for followers')
}

/** Whether the work is done before this time is over. */
const inTime = async (work: Promise<unknown>, timeoutMs: number): Promise<boolean> => {
  const done = new AbortController()
  const over = pause(timeoutMs, false, { signal: done.signal })
  try {
    return await Promise.race([work.then(() => true), over])
  } finally {
    done.abort()
  }
}
