import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { actorOf } from '../domain/access.ts'
import type { Deliveries } from '../domain/case-ports.ts'
import type { Audit } from '../domain/ports.ts'
import { NotFound } from '../errors.ts'
import { admit, callerOf } from './auth.ts'
import { agencyOf } from './cases.ts'
import { Id, Page } from './paging.ts'
import { problems } from './problems.ts'

export interface AlertRoutesOptions {
  readonly deliveries: Deliveries
  readonly audit: Audit
  readonly now: () => Date
}

const FailedAlert = Type.Object({
  id: Type.String(),
  caseId: Type.String(),
  desk: Type.String(),
  revision: Type.Integer(),
  what: Type.String(),
  attempts: Type.Integer(),
  error: Type.String(),
  failedAt: Type.String()
})

/** Alerts that an agency's webhooks would not take: what its supervisors see of them, and send again. */
export const alertRoutes: FastifyPluginAsyncTypebox<AlertRoutesOptions> = async (
  app,
  { deliveries, audit, now }
) => {
  app.get(
    '/alerts/failed',
    {
      onRequest: admit('supervisor'),
      schema: {
        operationId: 'listFailedAlerts',
        summary: 'Alerts to the caller’s agency that could not be delivered',
        tags: ['cases'],
        querystring: Page,
        response: {
          200: Type.Object({ alerts: Type.Array(FailedAlert) }),
          ...problems()
        }
      }
    },
    async request => {
      const { limit = 100, after } = request.query
      const found = await deliveries.failed(agencyOf(callerOf(request)), after, limit)
      return {
        alerts: found.map(({ alert, attempts, error, failedAt }) => {
          const { id, caseId, desk, revision, what } = alert
          return { id, caseId, desk, revision, what, attempts, error, failedAt }
        })
      }
    }
  )

  app.post(
    '/alerts/:id/redeliver',
    {
      onRequest: admit('supervisor'),
      schema: {
        operationId: 'redeliverAlert',
        summary: 'Send a failed alert again, under the same id',
        tags: ['cases'],
        params: Type.Object({ id: Id }),
        response: {
          202: Type.Object({ id: Type.String(), status: Type.Literal('accepted') }),
          ...problems(404)
        }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { id } = request.params
      const isTaken = await deliveries.redeliver(agencyOf(caller), id)
      if (!isTaken) throw new NotFound('there is no such failed alert')
      const by = actorOf(caller)
      const about = { alert: id }
      await audit.append([{ at: now().toISOString(), by, action: 'alert_redelivered', about }])
      return reply.status(202).send({ id, status: 'accepted' as const })
    }
  )
}
