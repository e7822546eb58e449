import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes
} from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
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

  const jwt = await openTokenKey(folder)
  const audit = createPrivateKey(await keep('audit.pem', () => newPair('ed25519')))
  await keep('audit-public.pem', () => publicPem(audit))
  return {
    jwt,
    idsKey: await secret('ids', given.idsKey),
    fieldKey: await secret('field', given.fieldKey),
    audit: { privateKey: privatePem(audit), publicKey: publicPem(audit) }
  }
}

/** Makes those keys in a folder that all nodes of a deployment share and that are missing; gives the names of the new files. Rejects where tokens would be signed for nobody. */
export const makeSharedKeys = async (folder: string): Promise<readonly string[]> => {
  await makeFolder(folder)
  const before = await readdir(folder)
  const { keyId } = await openTokenKey(folder)
  const { keys } = JSON.parse(await readFile(join(folder, 'jwks.json'), 'utf8'))
  if (!keys.some(({ kid }: { kid?: unknown }) => kid === keyId)) {
    throw new Error('jwks.json does not hold the key of jwt.pem: delete both, and both are made')
  }
  for (const name of ['ids.key', 'field.key']) await readOrMake(join(folder, name), newSecret)
  return (await readdir(folder)).filter(name => !before.includes(name))
}

/** The key in a folder that signs tokens; rejects when there is none. */
export const readTokenKey = async (folder: string): Promise<Keys['jwt']> =>
  tokenKey(await readFile(join(folder, 'jwt.pem'), 'utf8'))

const openTokenKey = async (folder: string): Promise<Keys['jwt']> => {
  const key = tokenKey(await readOrMake(join(folder, 'jwt.pem'), () => newPair('ec')))
  const jwk = createPublicKey(key.privateKey).export({ format: 'jwk' })
  const jwks = { keys: [{ ...jwk, kid: key.keyId, use: 'sig', alg: 'ES256' }] }
  await readOrMake(join(folder, 'jwks.json'), () => `${JSON.stringify(jwks, undefined, 2)}\n`)
  return key
}

const tokenKey = (pem: string): Keys['jwt'] => {
  const key = createPrivateKey(pem)
  const keyId = thumbprint(createPublicKey(key).export({ format: 'jwk' }))
  return { privateKey: privatePem(key), publicKey: publicPem(key), keyId }
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
