import type { Config } from './config.ts'
import { identityProvider } from './http/identity-provider.ts'
import type { KeySource } from './http/token-keys.ts'
import { readConfigured } from './read-settings.ts'

/** Throws where a file of theirs can not be read: who starts a node should not wait for brokers to be told. */
export const requireSignInFiles = ({ jwksFile, oidcClientSecretFile }: Config): void => {
  if (jwksFile) readConfigured('JWKS_FILE', jwksFile)
  if (oidcClientSecretFile) readConfigured('OIDC_CLIENT_SECRET_FILE', oidcClientSecretFile)
}

/** Where officers sign in; undefined where nobody can. */
export const providerOf = ({
  oidcIssuer,
  oidcClientId,
  oidcClientSecretFile,
  oidcScope
}: Config) => {
  if (!oidcIssuer || !oidcClientId) return undefined
  const secret =
    oidcClientSecretFile && readConfigured('OIDC_CLIENT_SECRET_FILE', oidcClientSecretFile).trim()
  return identityProvider({
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: secret || undefined,
    scope: oidcScope
  })
}

/** What tokens are verified with: a given key set, else the deployment's own key. */
export const keySource = ({ jwksFile, jwksUrl }: Config, own: { publicKey: string }): KeySource => {
  if (jwksFile) return { jwksFile }
  return jwksUrl ? { jwksUrl } : { publicKey: own.publicKey }
}
