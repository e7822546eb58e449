import { createRemoteJWKSet, type JWTHeaderParameters } from 'jose'

/** What the keys of an identity provider are kept with. */
export interface ProviderKeysOptions {
  /** Told each time that the provider does not answer while its keys are kept on. */
  readonly warn: (reason: unknown) => void
  readonly elapsedMs?: () => number
}

const fetchTimeoutMs = 3_000
/** After so long the provider is asked again: a key that it has withdrawn ends then. */
const askedAgainAfterMs = 600_000
/** While it does not answer, its keys hold for a day: travellers are screened on, and what it wanted to withdraw ends at last. */
const heldForMs = 86_400_000
/** Not every caller waits for a provider that does not answer. */
const leftAloneForMs = 30_000

/**
 * Finds the key that a token names among an identity provider's, fetched when needed. Rejects with jose's errors, and with
 * that of the fetch when the provider has never answered, or not for a day.
 */
export const providerKeys = (
  url: URL,
  { warn, elapsedMs = () => performance.now() }: ProviderKeysOptions
) => {
  const keys = createRemoteJWKSet(url, {
    timeoutDuration: fetchTimeoutMs,
    cacheMaxAge: Number.POSITIVE_INFINITY
  })
  let answeredAt = Number.NEGATIVE_INFINITY
  let failedAt = Number.NEGATIVE_INFINITY

  const renew = async () => {
    try {
      await keys.reload()
      answeredAt = elapsedMs()
    } catch (reason) {
      failedAt = elapsedMs()
      if (failedAt - answeredAt > heldForMs) throw reason
      warn(reason)
    }
  }

  return async (header: JWTHeaderParameters) => {
    const age = elapsedMs() - answeredAt
    const isLeftAlone = age <= heldForMs && elapsedMs() - failedAt < leftAloneForMs
    if (age > askedAgainAfterMs && !isLeftAlone) await renew()
    return keys(header)
  }
}
