import { request } from './call.ts'
import { createEventReader } from './read-events.ts'
import type { CaseView } from './views.ts'

/** How the live stream stands. */
export type Connection = 'connecting' | 'live' | 'lost'

export interface FollowOptions {
  readonly onConnection: (connection: Connection) => void
  /** The stream stands from here on: what was there before can be read now. */
  readonly onReady: () => Promise<void>
  readonly onCase: (changed: CaseView) => void
  readonly signal: AbortSignal
}

// The service sends a sign of life every 15 s.
const silentMs = 35_000
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000]

/** Follows the desk's changes until the signal aborts: after a cut it goes on behind the last change it saw, so that none is missed. */
export const followCases = async (options: FollowOptions): Promise<void> => {
  const { onConnection, signal } = options
  let last: string | undefined
  let failures = 0
  const see = (id: string) => {
    last = id
    failures = 0
  }
  while (!signal.aborted) {
    onConnection(last === undefined ? 'connecting' : 'lost')
    await readOnce(options, last, see).catch(() => undefined)
    if (signal.aborted) return
    onConnection('lost')
    await pause(pausesMs[Math.min(failures++, pausesMs.length - 1)] ?? 0, signal)
  }
}

const readOnce = async (
  { onConnection, onReady, onCase, signal }: FollowOptions,
  last: string | undefined,
  see: (id: string) => void
) => {
  const silent = new AbortController()
  const giveUp = () => silent.abort()
  let alarm = setTimeout(giveUp, silentMs)
  addEventListener('offline', giveUp)
  try {
    const response = await request('/v1/cases/stream', {
      headers: {
        accept: 'text/event-stream',
        ...(last !== undefined && { 'last-event-id': last })
      },
      signal: AbortSignal.any([signal, silent.signal])
    })
    const read = createEventReader()
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: '', done: true }
      if (done) return
      clearTimeout(alarm)
      alarm = setTimeout(giveUp, silentMs)
      for (const { id, event, data } of read(value ?? '')) {
        if (event === 'ready' && last === undefined) await onReady()
        if (event === 'ready') onConnection('live')
        if (event === 'case') onCase(JSON.parse(data) as CaseView)
        if (id !== '') see(id)
      }
    }
  } finally {
    clearTimeout(alarm)
    removeEventListener('offline', giveUp)
    giveUp()
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>(resolve => {
    const over = new AbortController()
    const end = () => {
      clearTimeout(timer)
      over.abort()
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { signal: over.signal })
    addEventListener('online', end, { signal: over.signal })
  })
