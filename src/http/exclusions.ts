import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { RevokeExclusion } from '../cases/command.ts'
import { actorOf } from '../domain/access.ts'
import type { Exclusions } from '../domain/case-ports.ts'
import { ExclusionReply, showExclusion } from '../domain/exclusion.ts'
import type { Audit } from '../domain/ports.ts'
import { NotFound } from '../errors.ts'
import { admit, callerOf } from './auth.ts'
import { agencyOf } from './cases.ts'
import { rejectionProblem } from './editing.ts'
import { Id, Page } from './paging.ts'
import { problems, sendProblem } from './problems.ts'

export interface ExclusionRoutesOptions {
  readonly exclusions: Exclusions
  readonly revoke: RevokeExclusion
  readonly audit: Audit
  readonly now: () => Date
}

/** An agency's exclusions: what its supervisors see of them, and end before their time. */
export const exclusionRoutes: FastifyPluginAsyncTypebox<ExclusionRoutesOptions> = async (
  app,
  { exclusions, revoke, audit, now }
) => {
  app.get(
    '/exclusions',
    {
      onRequest: admit('supervisor'),
      schema: {
        operationId: 'listExclusions',
        summary: 'The exclusions of the caller’s agency, revoked and expired ones included',
        tags: ['cases'],
        querystring: Page,
        response: {
          200: Type.Object({ exclusions: Type.Array(ExclusionReply) }),
          ...problems()
        }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { limit = 100, after } = request.query
      const found = await exclusions.page(agencyOf(caller), after, limit)
      const about = { count: found.length }
      const by = actorOf(caller)
      await audit.append([{ at: now().toISOString(), by, action: 'exclusions_listed', about }])
      return {
        exclusions: found.map(({ exclusion, applied }) => ({
          ...showExclusion(exclusion),
          applied
        }))
      }
    }
  )

  app.delete(
    '/exclusions/:id',
    {
      onRequest: admit('supervisor'),
      schema: {
        operationId: 'revokeExclusion',
        summary: 'End an exclusion: from then on the entry hits this traveller again',
        tags: ['cases'],
        params: Type.Object({ id: Id }),
        response: {
          204: Type.Null(),
          202: Type.Object({ id: Type.String(), status: Type.Literal('accepted') }),
          ...problems(404, 409)
        }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { id } = request.params
      const found = await exclusions.get(id)
      if (found?.exclusion.agency !== agencyOf(caller)) {
        throw new NotFound('there is no such exclusion')
      }
      const by = actorOf(caller)
      const { caseId } = found.exclusion
      const verdict = await revoke(caseId, id, by)
      const outcome = !verdict ? 'accepted' : verdict.ok ? 'taken' : verdict.rejection.code
      const about = { exclusion: id, case: caseId, outcome }
      await audit.append([{ at: now().toISOString(), by, action: 'exclusion_revoked', about }])
      if (!verdict) return reply.status(202).send({ id, status: 'accepted' as const })
      if (!verdict.ok) return sendProblem(reply, rejectionProblem(verdict))
      return reply.status(204).send(null)
    }
  )
}
