import { hkdfSync } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { EncryptJWT, jwtDecrypt } from 'jose'
import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Caller } from '../domain/access.ts'
import { Agency, Purpose, Role } from '../domain/vocabulary.ts'
import { NotAllowed } from '../errors.ts'

export interface SessionOptions {
  /** The deployment's key: every node opens what any of them sealed. */
  readonly key: Buffer
  /** Where browsers reach the service; without it, wherever the request says: for loopback only. */
  readonly publicUrl?: string | undefined
  readonly now: () => Date
}

/** What a person's provider says of them, and what a session holds. */
export const SessionClaims = Type.Object({
  sub: Type.String({ minLength: 1, maxLength: 200 }),
  name: Type.Optional(Type.String({ maxLength: 200 })),
  roles: Type.Array(Role, { minItems: 1 }),
  agency: Type.Optional(Agency),
  purposes: Type.Optional(Type.Array(Purpose)),
  exp: Type.Number()
})
export type SessionClaims = Static<typeof SessionClaims>
const claims = Compile(SessionClaims)

const signInSeconds = 600
/** A header that no form and no other site can send without being asked first. */
const consoleHeader = 'x-portcullis-console'

/**
 * Sessions of the console: what the provider said, sealed in a cookie that no script can read and no other site can
 * send. No token ever reaches the browser.
 */
export const sessionsUnder = ({ key, publicUrl, now }: SessionOptions) => {
  const isSecure = publicUrl?.startsWith('https:') ?? false
  const sealingKey = new Uint8Array(hkdfSync('sha256', key, '', 'portcullis console session', 32))
  const named = (name: string) => `${isSecure ? '__Host-' : ''}portcullis-${name}`
  const baseOf = (request: FastifyRequest) =>
    new URL(publicUrl ?? `http://${request.headers.host ?? 'localhost'}`).origin

  const seal = (use: string, content: { [claim: string]: unknown }, exp: number) =>
    new EncryptJWT(content)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(use)
      .setExpirationTime(exp)
      .encrypt(sealingKey)

  const open = async (use: string, request: FastifyRequest) => {
    const sealed = cookieOf(request, named(use))
    if (sealed === undefined) return undefined
    try {
      const options = { audience: use, currentDate: now() }
      return (await jwtDecrypt(sealed, sealingKey, options)).payload
    } catch {
      return undefined // ended, of another deployment, or tampered with: nobody is signed in
    }
  }

  const cookie = (use: string, value: string, sameSite: string, seconds: number) =>
    `${named(use)}=${value}; Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`

  const secondsUntil = (exp: number) => Math.max(0, Math.floor(exp - now().getTime() / 1_000))

  return {
    baseOf,
    /** The cookie of a session that ends when the token does. */
    start: async ({ exp, ...content }: SessionClaims, jti: string) =>
      cookie(
        'session',
        await seal('session', { ...content, jti }, exp),
        'Strict',
        secondsUntil(exp)
      ),
    /** The cookie that ends a session in this browser. */
    end: () => cookie('session', '', 'Strict', 0),
    /** The cookie that remembers a sign-in on its way to the provider and back: that way crosses sites. */
    remember: async (signIn: { [name: string]: string }) =>
      cookie(
        'sign-in',
        await seal('sign-in', signIn, Math.floor(now().getTime() / 1_000) + signInSeconds),
        'Lax',
        signInSeconds
      ),
    recall: (request: FastifyRequest) => open('sign-in', request),
    forget: () => cookie('sign-in', '', 'Lax', 0),
    /** Whose session this request brings; undefined without one. Throws NotAllowed when another site could have sent the request. */
    caller: async (request: FastifyRequest): Promise<Caller | undefined> => {
      const held = await open('session', request)
      const jti = held?.jti
      if (jti === undefined || !claims.Check(held)) return undefined
      if (!isRead(request.method)) rejectForeign(request, baseOf(request))
      const { sub, name, roles, agency, purposes = [], exp } = held
      return {
        sub,
        jti,
        roles,
        purposes,
        expiresAt: exp,
        ...(agency && { agency }),
        ...(name && { name })
      }
    }
  }
}

/** What `sessionsUnder` makes. */
export type Sessions = ReturnType<typeof sessionsUnder>

const isRead = (method: string) => method === 'GET' || method === 'HEAD'

const rejectForeign = ({ headers }: FastifyRequest, base: string) => {
  if (headers.origin !== base || headers[consoleHeader] === undefined) {
    throw new NotAllowed('a session is accepted from the console’s own pages only')
  }
}

const cookieOf = ({ headers }: FastifyRequest, name: string): string | undefined =>
  headers.cookie
    ?.split(';')
    .map(pair => pair.trim())
    .find(pair => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) || undefined
