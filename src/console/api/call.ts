import { clock } from './clock.ts'

/** An answer of the API other than success: an RFC 9457 problem. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

/** Whether nobody knows what became of a request: the line was cut, the time was over, or it broke on its way. */
export const isUnanswered = (error: Error): boolean =>
  !(error instanceof ApiProblem) || (error.status >= 500 && error.status !== 503)

/** Told once when the session has ended. */
export const sessionEnd = new EventTarget()

const ownHeader = { 'x-portcullis-console': '1' }
const timeoutMs = 20_000

/** Sends a request under the session; rejects with an ApiProblem when it is refused. */
export const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
  const response = await fetch(path, { ...init, headers: { ...ownHeader, ...init.headers } })
  clock.heard(response.headers.get('date'))
  if (response.ok) return response
  if (response.status === 401) sessionEnd.dispatchEvent(new Event('ended'))
  throw await problemOf(response)
}

/** Calls the API with JSON both ways. */
export const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
  const response = await request(path, {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body)
    })
  })
  return (response.status === 204 ? undefined : await response.json()) as T
}

const problemOf = async (response: Response) => {
  const { code, detail, title } = (await response.json().catch(() => ({}))) as {
    code?: string
    detail?: string
    title?: string
  }
  return new ApiProblem(
    response.status,
    code ?? String(response.status),
    detail ?? title ?? code ?? response.statusText
  )
}
