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
  /** The desk does not see this case any more. */
  readonly onGone: (id: string) => void
  readonly signal: AbortSignal
}

// The service sends a sign of life every 15 s.
const silentMs = 35_000
const lookEveryMs = 1_000
const usualEndMs = 60_000
const pausesMs = [500, 1_000, 2_000, 4_000, 8_000]

/** Follows the desk's changes until the signal aborts: after a cut it goes on behind the last change it saw, so that none is missed. */
export const followCases = async (options: FollowOptions): Promise<void> => {
  const { onConnection, signal } = options
  let last: string | undefined
  let failures = 0
  onConnection('connecting')
  const see = (id: string) => {
    last = id
    failures = 0
  }
  let endedAt = Number.NEGATIVE_INFINITY
  while (!signal.aborted) {
    const how = await readOnce(options, last, see).then(
      () => 'ended',
      () => 'cut'
    )
    if (signal.aborted) return
    // The service ends a stream now and then, to look at its session anew: that is no cut unless it happens again and again.
    const isUsual = how === 'ended' && failures === 0 && Date.now() - endedAt > usualEndMs
    endedAt = Date.now()
    if (isUsual) continue
    onConnection('lost')
    await pause(pausesMs[Math.min(failures++, pausesMs.length - 1)] ?? 0, signal)
  }
}

const readOnce = async (
  { onConnection, onReady, onCase, onGone, signal }: FollowOptions,
  last: string | undefined,
  see: (id: string) => void
) => {
  const silent = new AbortController()
  const giveUp = () => silent.abort()
  let heardAt = Date.now()
  let isLoading = false
  // By the wall's clock, which goes on while a laptop sleeps. One that is set back would hide a silence.
  const look = () => {
    if (!isLoading && Math.abs(Date.now() - heardAt) > silentMs) giveUp()
  }
  const looking = setInterval(look, lookEveryMs)
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
      heardAt = Date.now()
      for (const { id, event, data } of read(value ?? '')) {
        if (event === 'ready' && last === undefined) {
          isLoading = true // thousands of cases over a thin line, each call with an end of its own
          await onReady()
          isLoading = false
          heardAt = Date.now()
        }
        if (event === 'ready') onConnection('live')
        if (event === 'case') onCase(JSON.parse(data) as CaseView)
        if (event === 'gone') onGone((JSON.parse(data) as Pick<CaseView, 'id'>).id)
        if (id !== '') see(id)
      }
    }
  } finally {
    clearInterval(looking)
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
