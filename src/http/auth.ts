import fastifyJwt, { type Secret } from '@fastify/jwt'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import plugin from 'fastify-plugin'
import { type Caller, hasRole } from '../domain/access.ts'
import type { Role } from '../domain/vocabulary.ts'
import { ConfigurationInvalid, KeysUnavailable, NotAllowed, NotSignedIn } from '../errors.ts'
import type { Gate } from './gate.ts'
import type { Sessions } from './sessions.ts'
import { type TokenClaims, tokenClaims } from './token-claims.ts'
import { type KeySource, keyFrom } from './token-keys.ts'

export interface AuthOptions {
  readonly keys: KeySource
  /** Since any moment, for the age of keys that were fetched; absent = the process's own. */
  readonly elapsedMs?: () => number
  readonly issuer?: string | undefined
  readonly audience?: string | undefined
  /** Where sessions of the console come from: accepted in the place of a token. */
  readonly sessions?: Pick<Sessions, 'caller'> | undefined
  /** Asked for every caller that was verified. */
  readonly gate?: Pick<Gate, 'enter'> | undefined
  /** Paths under which a plugin serves what anybody may read, such as the pages of the contract. */
  readonly open?: readonly string[]
}

const callers = new WeakMap<FastifyRequest, Caller>()
const signedIn = new WeakMap<FastifyRequest, Caller>()
const guards = new WeakSet<object>()

/** Who makes this request; only in handlers of guarded routes. */
export const callerOf = (request: FastifyRequest): Caller => {
  const caller = callers.get(request)
  if (!caller) throw new NotSignedIn('sign in first')
  return caller
}

/** Verifies bearer tokens (ES256 only) or a session, and refuses at start any route that does not say whom it admits. */
export const auth = plugin(
  async (
    app: FastifyInstance,
    { keys, elapsedMs, issuer, audience, sessions, gate, open = [] }: AuthOptions
  ) => {
    const warn = (err: unknown) =>
      app.log.warn({ err }, 'the identity provider does not answer: its keys of before are used on')
    await app.register(fastifyJwt, {
      decode: { complete: true },
      // Asked for at each call, before what was verified is remembered: a key that is gone ends with all its tokens.
      secret: { public: keyFrom(keys, { warn, ...(elapsedMs && { elapsedMs }) }) as Secret },
      verify: {
        algorithms: ['ES256'],
        cache: 10_000,
        // None is kept: what a clock that is ahead calls expired is good once it is put right.
        errorCacheTTL: () => Number.NEGATIVE_INFINITY,
        requiredClaims: ['exp', 'iat', 'sub', 'jti'],
        ...(issuer && { allowedIss: issuer }),
        ...(audience && { allowedAud: audience })
      }
    })
    app.addHook('onRequest', async request => {
      if (!sessions || request.headers.authorization !== undefined) return
      const caller = await sessions.caller(request)
      if (caller) signedIn.set(request, caller)
    })
    // After the guards, which say who it is, and before the body is read.
    app.addHook('preParsing', async request => {
      const caller = callers.get(request)
      if (gate && caller) await gate.enter(caller)
    })
    app.addHook('onRoute', route => {
      const isOpen = open.some(prefix => route.url.startsWith(prefix))
      if (isOpen || route.method === 'HEAD') return
      const hooks = [route.onRequest ?? []].flat()
      if (!hooks.some(hook => guards.has(hook))) {
        throw new ConfigurationInvalid(`${route.method} ${route.url} names no role that it admits`)
      }
    })
  }
)

/** Admits callers that hold one of these roles; 401 without a valid token or session, 403 with another role. */
export const admit = (...roles: readonly Role[]): onRequestAsyncHookHandler => {
  const guard: onRequestAsyncHookHandler = async request => {
    const caller = signedIn.get(request) ?? (await verifiedCaller(request))
    if (!hasRole(caller, ...roles)) {
      throw new NotAllowed(`this needs one of the roles ${roles.join(', ')}`)
    }
    callers.set(request, caller)
  }
  guards.add(guard)
  return guard
}

/** Admits everybody: for what says nothing about anybody. */
export const admitAnyone = (): onRequestAsyncHookHandler => {
  const guard: onRequestAsyncHookHandler = async () => undefined
  guards.add(guard)
  return guard
}

const verifiedCaller = async (request: FastifyRequest): Promise<Caller> => {
  const token: unknown = await request.jwtVerify().catch((cause: unknown) => {
    throw cause instanceof KeysUnavailable ? cause : new NotSignedIn(reasonOf(cause), { cause })
  })
  if (!tokenClaims.Check(token))
    throw new NotSignedIn('the token lacks a claim or holds a wrong one')
  const { sub, jti, roles, agency, purposes = [], checkpoint, carrier, exp } = token as TokenClaims
  return {
    sub,
    jti,
    roles,
    purposes,
    expiresAt: exp,
    ...(agency && { agency }),
    ...(checkpoint && { checkpoint }),
    ...(carrier && { carrier })
  }
}

const reasons: Record<string, string> = {
  FST_JWT_NO_AUTHORIZATION_IN_HEADER: 'send a token: authorization: Bearer …',
  FST_JWT_BAD_REQUEST: 'the authorization header is not of the form: Bearer …',
  FST_JWT_AUTHORIZATION_TOKEN_EXPIRED: 'the token has expired: get a new one'
}

const reasonOf = (cause: unknown) =>
  reasons[(cause as { code?: string }).code ?? ''] ?? 'the token is not valid here'
