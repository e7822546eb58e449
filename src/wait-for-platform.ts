import { createServer, type Server } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Platform } from './platform.ts'

export interface WaitOptions {
  readonly host: string
  readonly port: number
  readonly log: Logger
  /** Tries once; rejects when something can't be reached. */
  readonly open: () => Promise<Platform>
}

const firstPauseMs = 250
const longestPauseMs = 5_000

/**
 * The platform, as soon as what it stands on can be reached. Until then the process says where it will listen that it
 * lives, that it is not ready, and why: ending would only have it started again, and again. What no waiting heals rejects.
 */
export const waitForPlatform = async ({
  host,
  port,
  log,
  open
}: WaitOptions): Promise<Platform> => {
  const waiting = await sayWhy(host, port)
  try {
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      try {
        return await open()
      } catch (err) {
        if (!comesBack.has((err as { code?: string }).code ?? '')) throw err
        waiting.because((err as Error).message)
        log.warn({ err }, 'waiting for what this node needs')
        await pause(pauseMs)
      }
    }
  } finally {
    await waiting.close()
  }
}

const comesBack = new Set(['RECORD_UNAVAILABLE', 'VIEW_UNAVAILABLE'])

/** Answers in the service's place while there is none. */
const sayWhy = async (host: string, port: number) => {
  let reason = 'connecting'
  const server = createServer((request, response) => {
    const isAlive = request.url === '/healthz'
    const body = isAlive ? { alive: true } : notReady(request.url === '/readyz', reason)
    response.writeHead(isAlive ? 200 : 503, {
      'content-type': isAlive || 'ready' in body ? 'application/json' : 'application/problem+json',
      'retry-after': '1',
      connection: 'close'
    })
    response.end(JSON.stringify(body))
  })
  await listen(server, host, port)
  return {
    because: (text: string) => {
      reason = text
    },
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
  }
}

const notReady = (isAsked: boolean, reason: string) =>
  isAsked
    ? {
        ready: false,
        parts: { watchlist: false, record: false, stream: false, canary: false },
        reason
      }
    : { type: 'about:blank', title: 'Not available', status: 503, code: 'NOT_STARTED' }

const listen = (server: Server, host: string, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
