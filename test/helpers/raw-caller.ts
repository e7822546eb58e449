import { once } from 'node:events'
import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { until } from './until.ts'

/** A caller that sends what it likes, as slowly as it likes. */
export interface RawCaller {
  readonly send: (text: string) => void
  /** Resolves once all but what the system buffers has reached the other side. */
  readonly flush: (text: string) => Promise<unknown>
  /** Everything received, once this is part of it. */
  readonly upTo: (part: string) => Promise<string>
  /** Reads nothing from here on. */
  readonly stall: () => void
  /** Resolves when the other side has ended the connection. */
  readonly ended: Promise<unknown>
  readonly leave: () => void
}

/** Connects to a service; gone as the test ends. */
export const connectRaw = async (url: string): Promise<RawCaller> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let received = ''
  socket.setEncoding('utf8')
  socket.on('data', text => {
    received += text
  })
  socket.on('error', () => socket.destroy()) // its end is what matters
  const ended = new Promise(resolve => socket.once('close', resolve))
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  return {
    send: text => void socket.write(text),
    flush: text => new Promise(resolve => socket.write(text, resolve)),
    upTo: part => until(async () => (received.includes(part) ? received : undefined)),
    stall: () => void socket.pause(),
    ended,
    leave: () => void socket.destroy()
  }
}

/** The head of a request, with its empty line. */
export const headOf = (method: string, path: string, headers: Record<string, string> = {}) =>
  [
    `${method} ${path} HTTP/1.1`,
    ...Object.entries({ host: 'test', ...headers }).map(([name, value]) => `${name}: ${value}`),
    '\r\n'
  ].join('\r\n')

/** One chunk of a body without a length. */
export const chunkOf = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

/** Ends a body without a length. */
export const lastChunk = '0\r\n\r\n'
