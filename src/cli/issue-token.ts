import { randomUUID } from 'node:crypto'
import { createSigner } from 'fast-jwt'
import { type FieldProblem, fieldProblems } from '../domain/validation.ts'
import type { Role } from '../domain/vocabulary.ts'
import { tokenClaims } from '../http/token-claims.ts'

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

/** What no service takes of such a token, by its claims. */
export const refusedClaims = (request: TokenRequest): readonly FieldProblem[] =>
  fieldProblems(tokenClaims.Errors({ ...claimsOf(request, randomUUID()), iat: 0, exp: 0 }))

/** A signed token (ES256) and the id under which its issue is audited. */
export const issueToken = (
  key: { readonly privateKey: string; readonly keyId: string },
  request: TokenRequest
): { readonly token: string; readonly jti: string } => {
  const jti = randomUUID()
  const sign = createSigner({
    algorithm: 'ES256',
    key: key.privateKey,
    kid: key.keyId,
    expiresIn: request.ttlSeconds * 1_000
  })
  return { token: sign(claimsOf(request, jti)), jti }
}

const claimsOf = (
  { roles, sub, agency, purposes, checkpoint, carrier }: TokenRequest,
  jti: string
) => ({
  sub,
  jti,
  roles,
  purposes,
  ...(agency && { agency }),
  ...(checkpoint && { checkpoint }),
  ...(carrier && { carrier })
})
