/** One server-sent event, its data parsed. */
export interface ServerEvent {
  readonly id: string
  readonly event: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what a foreign program would read
  readonly data: any
}

/** An open stream of events. */
export interface EventStream {
  readonly status: number
  /** The next event; rejects when the stream ends before. */
  readonly next: () => Promise<ServerEvent>
  /** Events up to the first that fits, which is the last of them. */
  readonly upTo: (fits: (event: ServerEvent) => boolean) => Promise<readonly ServerEvent[]>
  readonly close: () => void
}

/** Opens the stream, after the event named where one is. */
export const openEvents = async (
  url: string,
  token: string,
  lastEventId?: string
): Promise<EventStream> => {
  const leaving = new AbortController()
  const response = await fetch(url, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId })
    },
    signal: leaving.signal
  })
  const events = read(response)
  const next = async () => {
    const { value, done } = await events.next()
    if (done) throw new Error(`the stream of status ${response.status} has ended`)
    return value
  }
  return {
    status: response.status,
    next,
    upTo: async fits => {
      const seen: ServerEvent[] = []
      for (;;) {
        const event = await next()
        seen.push(event)
        if (fits(event)) return seen
      }
    },
    close: () => leaving.abort()
  }
}

async function* read(response: Response): AsyncGenerator<ServerEvent, undefined> {
  let rest = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = `${rest}${chunk}`.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const event = field('event')
      if (event) yield { id: field('id') ?? '', event, data: JSON.parse(field('data') ?? 'null') }
    }
  }
  return undefined
}
