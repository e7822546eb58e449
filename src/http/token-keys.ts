import { createLocalJWKSet, exportSPKI, type JSONWebKeySet, type JWTHeaderParameters } from 'jose'
import { ConfigurationInvalid, KeysUnavailable, NotSignedIn } from '../errors.ts'
import { readConfigured } from '../read-settings.ts'
import { type ProviderKeysOptions, providerKeys } from './provider-keys.ts'

/** Where the keys that verify tokens come from. */
export type KeySource =
  | { readonly publicKey: string }
  | { readonly jwksFile: string }
  | { readonly jwksUrl: string }

interface DecodedToken {
  readonly header: JWTHeaderParameters
}

/** A key in PEM, or how to find the one that a token names. */
export type KeyFinder = string | ((request: unknown, token: DecodedToken) => Promise<string>)

type KeySet = ReturnType<typeof createLocalJWKSet> | ReturnType<typeof providerKeys>

/** The key or keys of a source; throws ConfigurationInvalid for a file that holds none. */
export const keyFrom = (source: KeySource, options: ProviderKeysOptions): KeyFinder => {
  if ('publicKey' in source) return source.publicKey
  const keys =
    'jwksFile' in source
      ? fileKeys(source.jwksFile)
      : providerKeys(new URL(source.jwksUrl), options)
  const pems = new WeakMap<object, Promise<string>>()
  return async (_request, { header }) => {
    const key = await find(keys, header)
    const pem = pems.get(key) ?? exportSPKI(key)
    pems.set(key, pem)
    return pem
  }
}

const find = async (keys: KeySet, header: JWTHeaderParameters) => {
  try {
    return await keys(header)
  } catch (cause) {
    const { code } = cause as { code?: string }
    if (code !== undefined && tokenFaults.has(code)) {
      throw new NotSignedIn('the token is signed with an unknown key', { cause })
    }
    throw new KeysUnavailable({ cause })
  }
}

/** The token's own faults; everything else is the provider's, and passes. */
const tokenFaults = new Set([
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED'
])

const fileKeys = (path: string): KeySet => {
  const text = readConfigured('JWKS_FILE', path)
  try {
    return createLocalJWKSet(JSON.parse(text) as JSONWebKeySet)
  } catch (cause) {
    throw new ConfigurationInvalid('JWKS_FILE names a file that is not a JWK set', { cause })
  }
}
