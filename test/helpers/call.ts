/** A reply, with its body read: JSON where it says so. */
export interface Reply {
  readonly status: number
  readonly headers: Headers
  readonly type: string
  readonly text: string
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what a foreign program would read
  readonly body: any
}

/** Sends one request; an object goes as JSON; a string, bytes and a stream as they are. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>
) => Promise<Reply>

/** Calls a service as the holder of a token. */
export const callerOf =
  (url: string, token: string | undefined): Call =>
  async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers
      },
      ...(body !== undefined && { body: isAsItIs(body) ? body : JSON.stringify(body) }),
      duplex: 'half'
    })
    const text = await response.text()
    const type = response.headers.get('content-type') ?? ''
    const isJson = /^application\/(problem\+)?json/.test(type)
    return {
      status: response.status,
      headers: response.headers,
      type,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined
    }
  }

const isAsItIs = (body: unknown): body is string | Uint8Array<ArrayBuffer> | ReadableStream =>
  typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream

/** The reply, which must be a success: a test's preparation that failed says so at once. */
export const okay = (reply: Reply): Reply => {
  if (reply.status >= 300) throw new Error(`${reply.status} ${reply.text}`)
  return reply
}

/** The lines of a reply of lines. */
export const linesOf = ({ text }: Reply) =>
  text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
