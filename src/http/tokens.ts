import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { actorOf } from '../domain/access.ts'
import { Instant } from '../domain/dates.ts'
import type { Audit } from '../domain/ports.ts'
import { admit, callerOf } from './auth.ts'
import type { Gate } from './gate.ts'
import { problems } from './problems.ts'

export interface TokenRoutesOptions {
  readonly gate: Pick<Gate, 'revoke'>
  readonly audit: Audit
  readonly now: () => Date
}

// As long as `npm run token` lets one live.
const longestLifeMs = 366 * 24 * 3_600_000

/** Tokens that must not be accepted any more. */
export const tokenRoutes: FastifyPluginAsyncTypebox<TokenRoutesOptions> = async (
  app,
  { gate, audit, now }
) => {
  app.post(
    '/tokens/revoke',
    {
      onRequest: admit('admin'),
      schema: {
        operationId: 'revokeToken',
        summary: 'From here on no node accepts this token',
        tags: ['operations'],
        body: Type.Object(
          {
            jti: Type.String({ minLength: 1, maxLength: 200, description: 'the id in the token' }),
            expiresAt: Type.Optional(Instant)
          },
          { additionalProperties: false }
        ),
        response: { 204: Type.Null(), ...problems(413, 415) }
      }
    },
    async (request, reply) => {
      const { jti, expiresAt } = request.body
      const at = now()
      await gate.revoke(jti, new Date(expiresAt ?? at.getTime() + longestLifeMs))
      await audit.append([
        {
          at: at.toISOString(),
          by: actorOf(callerOf(request)),
          action: 'token_revoked',
          about: { token: jti }
        }
      ])
      return reply.status(204).send(null)
    }
  )
}
