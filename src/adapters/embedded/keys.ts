import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes
} from 'node:crypto'
import { join } from 'node:path'
import { makeFolder, readOrMake } from './files.ts'

/** The deployment's own keys. */
export interface Keys {
  /** Signs and verifies tokens (ES256), PEM. */
  readonly jwt: { readonly privateKey: string; readonly publicKey: string; readonly keyId: string }
  /** Derives ids. */
  readonly idsKey: Buffer
  /** Encrypts what is personal at rest. */
  readonly fieldKey: Buffer
  /** Signs the head of the audit (Ed25519), PEM. */
  readonly audit: { readonly privateKey: string; readonly publicKey: string }
}

/** Keys that are given from outside, 32 bytes in base64, instead of those in the folder. */
export interface GivenKeys {
  readonly idsKey?: string | undefined
  readonly fieldKey?: string | undefined
}

/** Reads the keys under `keys/` of the data folder; makes those that are missing. */
export const openKeys = async (dataDir: string, given: GivenKeys = {}): Promise<Keys> => {
  const folder = join(dataDir, 'keys')
  await makeFolder(folder)
  const keep = (name: string, make: () => string) => readOrMake(join(folder, name), make)
  const secret = async (name: string, value: string | undefined) =>
    secretOf(name, value ?? (await keep(`${name}.key`, newSecret)))

  const jwt = createPrivateKey(await keep('jwt.pem', () => newPair('ec')))
  const audit = createPrivateKey(await keep('audit.pem', () => newPair('ed25519')))
  const jwk = createPublicKey(jwt).export({ format: 'jwk' })
  const keyId = thumbprint(jwk)
  const jwks = { keys: [{ ...jwk, kid: keyId, use: 'sig', alg: 'ES256' }] }
  await keep('jwks.json', () => `${JSON.stringify(jwks, undefined, 2)}\n`)
  await keep('audit-public.pem', () => publicPem(audit))
  return {
    jwt: { privateKey: privatePem(jwt), publicKey: publicPem(jwt), keyId },
    idsKey: await secret('ids', given.idsKey),
    fieldKey: await secret('field', given.fieldKey),
    audit: { privateKey: privatePem(audit), publicKey: publicPem(audit) }
  }
}

const newPair = (kind: 'ec' | 'ed25519') => {
  const { privateKey } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('ed25519')
  return privatePem(privateKey)
}

const privatePem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }).toString()

const publicPem = (key: KeyObject) =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()

const secretBytes = 32

const newSecret = () => `${randomBytes(secretBytes).toString('base64')}\n`

const secretOf = (name: string, text: string) => {
  const secret = Buffer.from(text, 'base64')
  if (secret.length !== secretBytes) {
    throw new Error(`the ${name} key must be ${secretBytes} bytes in base64`)
  }
  return secret
}

/** The key's own hash as its id (RFC 7638): required members only, in the order of the alphabet. */
const thumbprint = ({ crv, kty, x, y }: { [member: string]: unknown }) =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
