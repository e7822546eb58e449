import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A service in a process of its own, and the calls that the demo makes of it. */
export interface DemoService {
  readonly url: string
  call(token: string, method: string, path: string, body: unknown): Promise<unknown>
  sendLines(
    token: string,
    path: string,
    lines: readonly unknown[]
  ): Promise<readonly { status: number }[]>
  text(token: string, path: string): Promise<string>
  /** A live stream from the first event on, until the signal aborts. */
  events(token: string, path: string, signal: AbortSignal): AsyncGenerator<ServerEvent>
  stop(): Promise<void>
}

export interface ServerEvent {
  readonly event: string
  readonly data: unknown
}

const service = fileURLToPath(new URL('demo-child.ts', import.meta.url))
const usualPort = 8080

/** Starts the service on the port of the environment, else on the usual one, or a free one where that is taken; rejects when it does not come up. */
export const startDemoService = async (env: NodeJS.ProcessEnv): Promise<DemoService> => {
  const PORT = env['PORT'] || (await usualOrFreePort())
  const child = spawn(process.execPath, [service], {
    env: { ...env, PORT, LOG_LEVEL: 'info' },
    stdio: ['pipe', 'inherit', 'pipe']
  })
  const ended = once(child, 'exit')
  const url = await listening(child.stderr, ended)
  const headers = (token: string, type: string) => ({
    authorization: `Bearer ${token}`,
    'content-type': type
  })
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(`${url}${path}`, init)
    if (response.ok) return response
    throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${await response.text()}`)
  }
  return {
    url,
    call: async (token, method, path, body) => {
      const init = {
        method,
        headers: headers(token, 'application/json'),
        body: JSON.stringify(body)
      }
      return (await send(path, init)).json()
    },
    sendLines: async (token, path, lines) => {
      const body = lines.map(line => `${JSON.stringify(line)}\n`).join('')
      const init = { method: 'POST', headers: headers(token, 'application/x-ndjson'), body }
      const text = await (await send(path, init)).text()
      return text
        .trim()
        .split('\n')
        .map(line => JSON.parse(line))
    },
    text: async (token, path) =>
      (await send(path, { headers: { authorization: `Bearer ${token}` } })).text(),
    events: (token, path, signal) => readEvents(`${url}${path}`, token, signal),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    }
  }
}

const usualOrFreePort = async () => {
  if (await isFree(usualPort)) return String(usualPort)
  process.stderr.write(`port ${usualPort} is taken: another one is used (PORT=… names one)\n`)
  return '0'
}

const isFree = (port: number) =>
  new Promise<boolean>(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })

const listening = async (log: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> => {
  const lines = createInterface({ input: log })
  const found = new Promise<string>(resolve => {
    lines.on('line', line => {
      const { url, level } = asLog(line)
      if (url) resolve(url)
      else if (level === undefined || level >= 40) process.stderr.write(`${line}\n`)
    })
  })
  const failed = ended.then(() =>
    Promise.reject(
      new Error('the service did not start: why stands above; PORT=0 takes a free port')
    )
  )
  return Promise.race([found, failed])
}

const asLog = (line: string): { url?: string; level?: number } => {
  try {
    return JSON.parse(line)
  } catch {
    return {}
  }
}

async function* readEvents(
  url: string,
  token: string,
  signal: AbortSignal
): AsyncGenerator<ServerEvent> {
  try {
    const response = await fetch(url, {
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        'last-event-id': '0'
      },
      signal
    })
    if (!response.body) return
    let rest = ''
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = `${rest}${chunk}`.split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        const data = /^data: (.*)$/m.exec(block)?.[1]
        if (event && data) yield { event, data: JSON.parse(data) }
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
