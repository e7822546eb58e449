import fastifySse, { type SSEMessage, type SSEPluginOptions } from '@fastify/sse'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'
import { actorOf } from '../domain/access.ts'
import type { Audit, CaseChange, CasePlace, Cases } from '../domain/ports.ts'
import { showCase } from '../domain/redact.ts'
import type { Instruction } from '../domain/vocabulary.ts'
import { BadRequest } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { admit, callerOf } from './auth.ts'
import { agencyOf } from './cases.ts'
import type { Gate } from './gate.ts'
import { problem, problems } from './problems.ts'

export interface CaseStreamOptions {
  readonly cases: Cases
  readonly audit: Audit
  readonly gate: Pick<Gate, 'isRevoked'>
  readonly metrics: Metrics
  readonly urgencyOf: (instruction: Instruction) => number
  readonly heartbeatMs: number
  /** After so long a client has to ask again; absent = an hour. */
  readonly longestMs?: number
  readonly now: () => Date
}

// CommonJS without an exports map: its types describe a namespace, what runs is the plugin itself.
const sse = fastifySse as unknown as FastifyPluginAsync<SSEPluginOptions>
const Events = {
  description: 'events until the token ends, the client goes, or an hour is over: then ask again',
  content: { 'text/event-stream': { schema: Type.String() } }
}
// Whoever stays is not looked at again: a key that was withdrawn, and all tokens of it, show nothing for longer.
const usuallyLongestMs = 3_600_000
// A token that was revoked shows nothing for longer.
const lookEveryMs = 1_000

/**
 * Live changes at an agency's desks as server-sent events. An event's id is its place in the agency's own changes; a
 * client that names the last one it saw gets every case changed since, in its newest state, then what follows. Of a case that the
 * agency sees no more it gets the id alone.
 */
export const caseStreamRoutes: FastifyPluginAsyncTypebox<CaseStreamOptions> = async (
  app,
  { cases, audit, gate, metrics, urgencyOf, heartbeatMs, longestMs = usuallyLongestMs, now }
) => {
  const stopping = new AbortController()
  app.addHook('preClose', async () => stopping.abort())
  await app.register(sse, { heartbeatInterval: heartbeatMs })

  app.get(
    '/cases/stream',
    {
      onRequest: admit('officer', 'supervisor'),
      exposeHeadRoute: false,
      sse: 'only',
      // The plugin refuses those who take no events in words of its own.
      preSerialization: async (_request, reply, payload) => {
        if (reply.statusCode !== 406) return payload
        reply.type('application/problem+json')
        return problem(406, 'NOT_ACCEPTABLE', 'this is a stream: accept text/event-stream')
      },
      schema: {
        operationId: 'streamCases',
        summary:
          'Server-sent events: “case” for every change, “gone” for a case that the agency sees no more, “ready” once the stream stands',
        tags: ['cases'],
        headers: Type.Object({ 'last-event-id': Type.Optional(Type.String()) }),
        response: { 200: Events, ...problems(406) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const agency = agencyOf(caller)
      const newest = await placeNow(cases, agency)
      let after = placeOf(request.headers['last-event-id'], newest)
      const gone = new AbortController()
      const signal = AbortSignal.any([stopping.signal, gone.signal])
      reply.sse.keepAlive()
      reply.sse.onClose(() => gone.abort())
      const by = actorOf(caller)
      await audit.append([
        { at: now().toISOString(), by, action: 'cases_streamed', about: { after: after.sequence } }
      ])
      const untilExpiryMs = caller.expiresAt * 1_000 - now().getTime()
      const expiry = setTimeout(() => gone.abort(), Math.min(untilExpiryMs, longestMs))
      const looking = setInterval(() => gate.isRevoked(caller) && gone.abort(), lookEveryMs)
      metrics.streamClients.inc()
      // The plugin waits for a client that has stalled without end, also when it is gone.
      const send = (message: SSEMessage) => unlessAborted(reply.sse.send(message), signal)
      try {
        await send({ id: toId(after), event: 'ready', data: { sequence: after.sequence } })
        const sendAll = async (changes: readonly CaseChange[]) => {
          for (const { sequence, state } of changes) {
            if (signal.aborted) return
            const id = toId({ ...after, sequence })
            const shown = showCase(state, agency, urgencyOf)
            const gone = { id, event: 'gone', data: { id: state.id } }
            await send(shown ? { id, event: 'case', data: shown } : gone)
          }
        }
        while ((await cases.follow(agency, after, sendAll, signal)) === 'start over') {
          after = { ...(await placeNow(cases, agency)), sequence: 0 }
        }
      } catch (err) {
        // The stream has begun, so all that can be said is its end: the client comes back, after what it saw last.
        request.log.warn({ err }, 'a live stream of cases has failed')
      } finally {
        clearTimeout(expiry)
        clearInterval(looking)
        metrics.streamClients.dec()
        reply.sse.close()
        // What it has not read holds up its end; it comes back after what it saw last.
        if (reply.raw.writableNeedDrain) reply.raw.destroy()
      }
    }
  )
}

/** Resolves with the work, or as soon as nobody needs it any more. */
const unlessAborted = async (work: Promise<void>, signal: AbortSignal): Promise<void> => {
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  const giveUp = () => resolve()
  signal.addEventListener('abort', giveUp)
  if (signal.aborted) giveUp()
  try {
    await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

const placeNow = async (cases: Cases, agency: string): Promise<CasePlace> => ({
  history: await cases.history(),
  sequence: await cases.sequence(agency)
})

/** A place as an event's id: its number, and the history that it belongs to where there may be more than one. */
const toId = ({ history, sequence }: CasePlace) =>
  history === '' ? String(sequence) : `${sequence}.${history}`

/** Where to go on: after the event named, or from now. After a place of another history, or one never reached, as of a lost database, from the start: no gap. */
const placeOf = (lastEventId: string | undefined, newest: CasePlace): CasePlace => {
  if (lastEventId === undefined || lastEventId === '') return newest
  const [, digits, history = ''] = /^(\d{1,15})(?:\.([\w-]{1,40}))?$/.exec(lastEventId) ?? []
  if (digits === undefined) throw new BadRequest('Last-Event-ID: not one of ours')
  const sequence = Number(digits)
  const isKnown = history === newest.history && sequence <= newest.sequence
  return { history: newest.history, sequence: isKnown ? sequence : 0 }
}
