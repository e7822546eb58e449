import { setTimeout as pause } from 'node:timers/promises'
import createError from '@fastify/error'
import type { ListConfig } from '../domain/entry.ts'
import type {
  BatchLine,
  BatchResult,
  ListService,
  StoredEntry
} from '../watchlist/import/list-service.ts'

export const ServiceUnreachable = createError('SERVICE_UNREACHABLE', '%s')
export const ServiceRefused = createError('SERVICE_REFUSED', '%s')

export interface ServiceOptions {
  readonly url: string
  readonly token: string
  readonly deadlineMs?: number
  readonly maxTries?: number
  readonly firstPauseMs?: number
  readonly onRetry?: (reason: string) => void
  readonly request?: typeof fetch
}

/** A running service, as the command line talks to it. */
export interface ServiceClient {
  /** The agency of a list, or undefined when there is no such list. */
  ownerOf(list: string): Promise<string | undefined>
  createList(list: string, config: ListConfig): Promise<void>
  /** The entries of one list. */
  list(list: string): ListService
  /** Sends a manifest; what is wrong with the manifest itself is an outcome, anything else rejects. */
  sendManifest(body: Uint8Array, type: string, purpose?: string): Promise<SentManifest>
}

/** What became of a manifest. */
export type SentManifest =
  | { readonly manifestId: string; readonly travellers: number; readonly warnings: number }
  | { readonly acknowledged: number; readonly unknown: number }
  | { readonly refused: string }

const pageSize = 5_000
const ndjson = 'application/x-ndjson'
const longestPauseMs = 10_000
/** A service that never answered is more likely not running, or elsewhere, than busy. */
const triesBeforeFirstAnswer = 4

/** Connects to a service; every call has a deadline, and is tried again while the service is away or busy. */
export const connectService = ({
  url,
  token,
  deadlineMs = 120_000,
  maxTries = 9,
  firstPauseMs = 250,
  onRetry,
  request = fetch
}: ServiceOptions): ServiceClient => {
  const base = url.endsWith('/') ? url : `${url}/`
  let hasAnswered = false
  const once = async (path: string, init: RequestInit) => {
    const response = await request(new URL(path, base), {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
      signal: AbortSignal.timeout(deadlineMs)
    })
    const text = await response.text()
    hasAnswered = true
    return { status: response.status, text }
  }
  /** Tries until `isDone`; connections that fail count as not done. */
  const retry = async <T>(
    attempt: () => Promise<T>,
    whyAgain: (value: T) => string | undefined
  ) => {
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt().then(
        value => ({ value, reason: whyAgain(value) }),
        (error: Error) => ({ reason: reasonOf(error, url) })
      )
      if (outcome.reason === undefined && 'value' in outcome) return outcome.value
      if (tries >= (hasAnswered ? maxTries : Math.min(maxTries, triesBeforeFirstAnswer))) {
        throw new ServiceUnreachable(`${outcome.reason}, tried ${tries} times: is it running?`)
      }
      onRetry?.(outcome.reason ?? '')
      await pause(Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs))
    }
  }
  const call = async (path: string, init: RequestInit, ...alsoGood: readonly number[]) => {
    const reply = await retry(() => once(path, init), busy)
    if (reply.status < 300 || alsoGood.includes(reply.status)) return reply
    throw new ServiceRefused(refusal(reply.status, reply.text))
  }
  const page = async (list: string, after: string | undefined, limit: number) => {
    const query = `limit=${limit}${after ? `&after=${encodeURIComponent(after)}` : ''}`
    const { text } = await call(`v1/lists/${list}/entries?${query}`, {
      headers: { accept: ndjson }
    })
    return parseLines<StoredEntry>(text)
  }
  return {
    sendManifest: async (body, type, purpose) => {
      const query = purpose === undefined ? '' : `?purpose=${encodeURIComponent(purpose)}`
      const headers = { 'content-type': type, accept: 'application/json' }
      const init = { method: 'POST', headers, body: Buffer.from(body) }
      const { status, text } = await call(`v1/manifests${query}`, init, 400, 413, 415)
      if (status >= 300) return { refused: refusal(status, text) }
      const { acknowledged, unknown, ...received } = JSON.parse(text)
      if (status === 202) return { acknowledged, unknown }
      const { manifestId, travellers, warnings } = received
      return partlyRefused(received) ?? { manifestId, travellers, warnings: warnings.length }
    },
    ownerOf: async list => {
      const { status, text } = await call(`v1/lists/${list}`, {}, 404)
      return status === 404 ? undefined : (JSON.parse(text) as { agency: string }).agency
    },
    createList: async (list, config) => {
      const body = JSON.stringify(config)
      const headers = { 'content-type': 'application/json' }
      await call(`v1/lists/${list}`, { method: 'PUT', headers, body })
      const isThere = () => call(`v1/lists/${list}`, {}, 404)
      await retry(isThere, ({ status }) =>
        status === 404 ? 'the new list is not in effect yet' : undefined
      )
    },
    list: list => ({
      async *stored() {
        for (let after: string | undefined, isLast = false; !isLast; ) {
          const entries = await page(list, after, pageSize)
          yield* entries
          after = entries.at(-1)?.id
          isLast = entries.length < pageSize
        }
      },
      find: async id => {
        // No address tells one entry's digest: a page of one, from just before where it stands.
        const [found] = await page(list, justBefore(id), 1)
        return found?.id === id ? found : undefined
      },
      send: async lines => {
        const results: BatchResult[] = new Array(lines.length)
        const path = `v1/lists/${list}/entries/batch`
        let open = lines.map((_, index) => index)
        await retry(
          async () => {
            const body = open.map(index => `${JSON.stringify(lines[index])}\n`).join('')
            const headers = { 'content-type': ndjson, accept: ndjson }
            const reply = await once(path, { method: 'POST', headers, body })
            if (busy(reply)) return busy(reply)
            if (reply.status >= 300) return { refused: refusal(reply.status, reply.text) }
            open = keepResults(results, open, lines, parseLines<BatchResult>(reply.text))
            return open.length > 0 ? `${url} is busy` : undefined
          },
          outcome => (typeof outcome === 'string' ? outcome : undefined)
        ).then(outcome => {
          if (typeof outcome === 'object') throw new ServiceRefused(outcome.refused)
        })
        return results
      }
    })
  }
}

/** Notes the results, and gives back the lines that are still open: cut off, or put off with 503. */
const keepResults = (
  results: BatchResult[],
  open: readonly number[],
  lines: readonly BatchLine[],
  received: readonly BatchResult[]
) =>
  open.filter((line, position) => {
    const result = received[position]
    if (!result || result.status >= 500) return true
    results[line] = { ...result, id: lines[line]?.entry.id ?? result.id }
    return false
  })

const busy = ({ status }: { readonly status: number }) =>
  [429, 502, 503, 504].includes(status) ? `the service is busy or not ready (${status})` : undefined

const reasonOf = (error: Error, url: string) => {
  if (error instanceof SyntaxError) return `an answer from ${url} that is not understood`
  if (error.name === 'TimeoutError') return `no answer from ${url} in time`
  const cause = error.cause as { code?: string } | undefined
  return `no connection to ${url}${cause?.code ? ` (${cause.code})` : ''}`
}

const refusal = (status: number, text: string) => {
  const { code, detail } = parseObject(text)
  return `the service answered ${[status, code, detail].filter(Boolean).join(', ')}`
}

interface ReceivedInPart {
  readonly manifestId: string
  readonly messages: readonly { readonly taken: boolean }[]
  readonly warnings: readonly string[]
}

/** Why not all messages of an interchange were taken; undefined where they were. */
const partlyRefused = ({
  manifestId,
  messages,
  warnings
}: ReceivedInPart): { readonly refused: string } | undefined => {
  const refused = messages.flatMap(({ taken }, at) => (taken ? [] : at + 1))
  if (refused.length === 0) return undefined
  const about = new RegExp(`\\(message (${refused.join('|')})[,)]`)
  const reasons = warnings.filter(warning => about.test(warning)).slice(0, maxReasons)
  const names = refused.map(number => `message ${number}`).join(', ')
  return {
    refused: `${names} of ${messages.length} not taken: ${reasons.join('; ')}. The others were, as manifest ${manifestId}: send only what is missing`
  }
}

const maxReasons = 10

const parseObject = (text: string): { code?: string; detail?: string } => {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}

/** The whole lines of a reply; one that was cut off is none. */
const parseLines = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .slice(0, text.endsWith('\n') ? undefined : -1)
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)

/** The characters that an id may begin with, and those that may follow, in the order that lists are kept in. */
const firstOfId = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const laterOfId = '-.0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const maxIdLength = 128

/** The last id that there may be before this one; undefined before the first. */
const justBefore = (id: string): string | undefined => {
  const start = id.slice(0, -1)
  const characters = start === '' ? firstOfId : laterOfId
  const before = characters.charAt(characters.indexOf(id.slice(-1)) - 1)
  return before === '' ? start || undefined : `${start}${before}`.padEnd(maxIdLength, 'z')
}
