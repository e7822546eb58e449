import { randomUUID } from 'node:crypto'
import { createSigner } from 'fast-jwt'
import type { Role } from '../domain/vocabulary.ts'

/** What a token says of its holder. */
export interface TokenRequest {
  readonly roles: readonly Role[]
  readonly sub: string
  readonly agency?: string | undefined
  readonly purposes: readonly string[]
  readonly checkpoint?: string | undefined
  readonly carrier?: string | undefined
  readonly ttlSeconds: number
}

/** A signed token (ES256) and the id under which its issue is audited. */
export const issueToken = (
  key: { readonly privateKey: string; readonly keyId: string },
  { roles, sub, agency, purposes, checkpoint, carrier, ttlSeconds }: TokenRequest
): { readonly token: string; readonly jti: string } => {
  const jti = randomUUID()
  const sign = createSigner({
    algorithm: 'ES256',
    key: key.privateKey,
    kid: key.keyId,
    expiresIn: ttlSeconds * 1_000
  })
  const claims = {
    sub,
    jti,
    roles,
    purposes,
    ...(agency && { agency }),
    ...(checkpoint && { checkpoint }),
    ...(carrier && { carrier })
  }
  return { token: sign(claims), jti }
}
