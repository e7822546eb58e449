import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { actorOf, type Caller } from '../domain/access.ts'
import type { Audit } from '../domain/ports.ts'
import { roles as allRoles, Purpose, Role } from '../domain/vocabulary.ts'
import { admit, admitAnyone, callerOf } from './auth.ts'
import type { IdentityProvider, SignInUnderWay } from './identity-provider.ts'
import { problems } from './problems.ts'
import { SessionClaims, type Sessions } from './sessions.ts'

export interface SignInOptions {
  readonly sessions: Sessions
  /** Absent where nobody configured one: the console says so. */
  readonly provider?: IdentityProvider | undefined
  readonly audit: Audit
  readonly now: () => Date
}

const SessionReply = Type.Object({
  sub: Type.String(),
  name: Type.Optional(Type.String()),
  agency: Type.Optional(Type.String()),
  roles: Type.Array(Role),
  purposes: Type.Array(Purpose),
  expiresAt: Type.String({ format: 'date-time' })
})
const claims = Compile(SessionClaims)
const callback = '/auth/callback'
const hidden = { hide: true }

/** Signing in to the console by OpenID Connect, out of it, and who is signed in. */
export const signInRoutes: FastifyPluginAsyncTypebox<SignInOptions> = async (
  app,
  { sessions, provider, audit, now }
) => {
  const audited = (by: Pick<Caller, 'sub' | 'agency'>, action: string, session: string) =>
    audit.append([{ at: now().toISOString(), by: actorOf(by), action, about: { session } }])

  app.get('/auth/sign-in', { onRequest: admitAnyone(), schema: hidden }, async (request, reply) => {
    if (!provider) return reply.redirect('/?sign-in=not-configured')
    try {
      const { url, underWay } = await provider.begin(`${sessions.baseOf(request)}${callback}`)
      return reply.header('set-cookie', await sessions.remember({ ...underWay })).redirect(url.href)
    } catch (error) {
      request.log.warn({ code: (error as { code?: string }).code }, 'provider did not answer')
      return reply.redirect('/?sign-in=unavailable')
    }
  })

  app.get(callback, { onRequest: admitAnyone(), schema: hidden }, async (request, reply) => {
    const underWay = await sessions.recall(request)
    reply.header('set-cookie', sessions.forget())
    if (!provider || !underWay) return reply.redirect('/?sign-in=failed')
    const cameBackTo = new URL(request.url, sessions.baseOf(request))
    const said = await provider
      .finish(cameBackTo, underWay as unknown as SignInUnderWay)
      .catch((error: { code?: string }) => {
        request.log.warn({ code: error.code }, 'sign-in failed')
        return undefined
      })
    if (!said) return reply.redirect('/?sign-in=failed')
    if (!claims.Check(said)) return reply.redirect('/?sign-in=no-role')
    const jti = randomUUID()
    const session = pick(said)
    await audited(session, 'signed_in', jti)
    return reply.header('set-cookie', await sessions.start(session, jti)).redirect('/')
  })

  app.post(
    '/auth/sign-out',
    { onRequest: admit(...allRoles), schema: hidden },
    async (request, reply) => {
      const caller = callerOf(request)
      await audited(caller, 'signed_out', caller.jti)
      return reply.header('set-cookie', sessions.end()).status(204).send()
    }
  )

  app.get(
    '/v1/session',
    {
      onRequest: admit(...allRoles),
      schema: {
        operationId: 'getSession',
        summary: 'Who is signed in, and until when',
        tags: ['operations'],
        response: { 200: SessionReply, ...problems() }
      }
    },
    async request => {
      const { sub, agency, roles, purposes, expiresAt, name } = callerOf(request)
      return {
        sub,
        roles: [...roles],
        purposes: [...purposes],
        expiresAt: new Date(expiresAt * 1_000).toISOString(),
        ...(agency && { agency }),
        ...(name && { name })
      }
    }
  )
}

/** Of a token's claims those that a session holds: a cookie has little room. */
const pick = ({ sub, name, roles, agency, purposes, exp }: SessionClaims): SessionClaims => ({
  sub,
  roles,
  exp,
  ...(name && { name }),
  ...(agency && { agency }),
  ...(purposes && { purposes })
})
