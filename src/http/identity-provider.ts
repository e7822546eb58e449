import * as openid from 'openid-client'

export interface ProviderOptions {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly scope: string
}

/** What must be known again when the person comes back from the provider. */
export interface SignInUnderWay {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

const timeoutSeconds = 5

/** Any OpenID Connect provider: code flow with PKCE; discovered on first use, so that a provider that is down stops no start. */
export const identityProvider = ({ issuer, clientId, clientSecret, scope }: ProviderOptions) => {
  let discovered: Promise<openid.Configuration> | undefined
  const discover = () => {
    discovered ??= openid
      .discovery(
        new URL(issuer),
        clientId,
        undefined,
        clientSecret ? openid.ClientSecretPost(clientSecret) : openid.None(),
        {
          timeout: timeoutSeconds,
          execute: [
            openid.enableNonRepudiationChecks,
            ...(issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [])
          ]
        }
      )
      .catch(error => {
        discovered = undefined
        throw error
      })
    return discovered
  }

  return {
    /** Where to send the person, and what to remember meanwhile. */
    begin: async (redirectUri: string) => {
      const provider = await discover()
      const underWay: SignInUnderWay = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier()
      }
      const url = openid.buildAuthorizationUrl(provider, {
        redirect_uri: redirectUri,
        scope,
        state: underWay.state,
        nonce: underWay.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(underWay.verifier),
        code_challenge_method: 'S256'
      })
      return { url, underWay }
    },
    /** The verified claims of the person's ID token; rejects when anything about the way back is not as begun. */
    finish: async (cameBackTo: URL, { state, nonce, verifier }: SignInUnderWay) => {
      const tokens = await openid.authorizationCodeGrant(await discover(), cameBackTo, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true
      })
      return tokens.claims()
    }
  }
}

/** What `identityProvider` makes. */
export type IdentityProvider = ReturnType<typeof identityProvider>
