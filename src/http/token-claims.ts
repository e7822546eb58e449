import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { Agency, Purpose, Role } from '../domain/vocabulary.ts'

/** What a token says of its holder. */
export const TokenClaims = Type.Object({
  sub: Type.String({ minLength: 1, maxLength: 200 }),
  jti: Type.String({ minLength: 1, maxLength: 200 }),
  iat: Type.Number(),
  exp: Type.Number(),
  roles: Type.Array(Role, { minItems: 1 }),
  agency: Type.Optional(Agency),
  purposes: Type.Optional(Type.Array(Purpose)),
  checkpoint: Type.Optional(Type.String({ maxLength: 64 })),
  carrier: Type.Optional(Type.String({ maxLength: 40 }))
})
export type TokenClaims = Static<typeof TokenClaims>

/** Tells the claims that are taken from all others. */
export const tokenClaims = Compile(TokenClaims)
