import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { sourceOf } from '../domain/access.ts'
import { CrossingEvent } from '../domain/crossing-event.ts'
import type { Ids } from '../domain/ids.ts'
import type { Record } from '../domain/ports.ts'
import { NotAllowed } from '../errors.ts'
import { admit, callerOf } from './auth.ts'
import { problems } from './problems.ts'

export interface CrossingRoutesOptions {
  readonly record: Record
  readonly ids: Ids
  readonly now: () => Date
}

/** Crossings for the record's stream: accepted when durable, screened a moment later by its consumer. */
export const crossingRoutes: FastifyPluginAsyncTypebox<CrossingRoutesOptions> = async (
  app,
  { record, ids, now }
) => {
  app.post(
    '/crossings',
    {
      onRequest: admit('checkpoint'),
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        operationId: 'acceptCrossings',
        summary:
          'Hand crossings to the stream, as CloudEvents: durable when answered, screened soon after',
        tags: ['screening'],
        body: Type.Object(
          { events: Type.Array(CrossingEvent, { minItems: 1, maxItems: 1_000 }) },
          { additionalProperties: false }
        ),
        response: {
          202: Type.Object({ accepted: Type.Integer() }),
          ...problems(413, 415)
        }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { events } = request.body
      if (events.some(({ data }) => !caller.purposes.includes(data.purpose))) {
        throw new NotAllowed('the token does not allow this purpose')
      }
      await record.append(
        'crossings',
        events.map(event => ({
          // Content takes part: the same id with other content must reach the stream, which sets it aside.
          id: ids.digest([caller.sub, event]),
          type: event.type,
          source: sourceOf(caller),
          time: now().toISOString(), // never the sender's: cases are dated, and their timers set, by it
          data: {
            ...event,
            data: ownedBy(caller.agency, event.data)
          }
        }))
      )
      return reply.status(202).send({ accepted: events.length })
    }
  )
}

/** A crossing is the caller's agency's own, whatever the event says. */
const ownedBy = (
  agency: string | undefined,
  { agency: _claimed, ...data }: CrossingEvent['data']
) => ({
  ...data,
  ...(agency && { agency })
})
