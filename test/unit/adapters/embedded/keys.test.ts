import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeSharedKeys, openKeys, readTokenKey } from '#src/adapters/embedded/keys.ts'
import { tempFolder } from '../../../helpers/temp-folder.ts'

test('makes keys at the first start and reads the same ones later', async () => {
  const folder = await tempFolder()
  const first = await openKeys(folder)
  expect(await openKeys(folder)).toEqual(first)
  expect(first.idsKey).toHaveLength(32)
  expect(first.fieldKey).toHaveLength(32)
  expect(first.idsKey).not.toEqual(first.fieldKey)
})

test('lets every one of many that start at once have the same keys', async () => {
  const folder = await tempFolder()
  const opened = await Promise.all(Array.from({ length: 8 }, () => openKeys(folder)))
  for (const keys of opened) expect(keys).toEqual(opened[0])
})

test('makes pairs that sign and verify', async () => {
  const { jwt, audit } = await openKeys(await tempFolder())
  const text = Buffer.from('text')
  for (const [algorithm, pair] of [
    ['sha256', jwt],
    [null, audit]
  ] as const) {
    const signature = sign(algorithm, text, createPrivateKey(pair.privateKey))
    expect(verify(algorithm, text, createPublicKey(pair.publicKey), signature)).toBe(true)
  }
})

test('writes the public key of the tokens as a key set', async () => {
  const folder = await tempFolder()
  const { jwt } = await openKeys(folder)
  const { keys } = JSON.parse(await readFile(join(folder, 'keys', 'jwks.json'), 'utf8'))
  expect(keys).toEqual([
    expect.objectContaining({ kid: jwt.keyId, alg: 'ES256', use: 'sig', kty: 'EC', crv: 'P-256' })
  ])
  expect(keys[0]).not.toHaveProperty('d')
})

test.skipIf(process.platform === 'win32')('keeps every file for its owner only', async () => {
  const folder = await tempFolder()
  await openKeys(folder)
  const keys = join(folder, 'keys')
  expect((await stat(keys)).mode & 0o777).toBe(0o700)
  const names = await readdir(keys)
  expect(names.filter(name => name.endsWith('.tmp'))).toEqual([])
  for (const name of names) expect((await stat(join(keys, name))).mode & 0o777).toBe(0o600)
})

test('takes keys that are given instead, and leaves none of them in the folder', async () => {
  const folder = await tempFolder()
  const given = Buffer.alloc(32, 3).toString('base64')
  const keys = await openKeys(folder, { idsKey: given, fieldKey: given })
  expect(keys.idsKey).toEqual(Buffer.alloc(32, 3))
  expect(keys.fieldKey).toEqual(Buffer.alloc(32, 3))
  expect(await readdir(join(folder, 'keys'))).not.toContain('field.key')
})

test('refuses a key of another length', async () => {
  const folder = await tempFolder()
  await expect(openKeys(folder, { fieldKey: 'c2hvcnQ=' })).rejects.toThrow('32 bytes')
  await openKeys(folder)
  await writeFile(join(folder, 'keys', 'ids.key'), '')
  await expect(openKeys(folder)).rejects.toThrow('the ids key must be 32 bytes')
})

test('makes a lost key set again from the key itself', async () => {
  const folder = await tempFolder()
  await openKeys(folder)
  const file = join(folder, 'keys', 'jwks.json')
  const before = await readFile(file, 'utf8')
  await rm(file)
  await openKeys(folder)
  expect(await readFile(file, 'utf8')).toBe(before)
})

test.skipIf(process.platform === 'win32')(
  'makes the keys that nodes share once, for their owner only',
  async () => {
    const folder = join(await tempFolder(), 'shared')
    const made = await makeSharedKeys(folder)
    expect([...made].sort()).toEqual(['field.key', 'ids.key', 'jwks.json', 'jwt.pem'])
    for (const name of made) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
    const read = () => Promise.all(made.map(name => readFile(join(folder, name), 'utf8')))
    const before = await read()
    expect(await makeSharedKeys(folder)).toEqual([])
    expect(await read()).toEqual(before)
  }
)

test('makes only what is missing of them', async () => {
  const folder = await tempFolder()
  await makeSharedKeys(folder)
  await rm(join(folder, 'ids.key'))
  expect(await makeSharedKeys(folder)).toEqual(['ids.key'])
})

test('says that a key set of before does not hold a new shared key', async () => {
  const folder = await tempFolder()
  await makeSharedKeys(folder)
  await rm(join(folder, 'jwt.pem'))
  await expect(makeSharedKeys(folder)).rejects.toThrow('delete both')
  for (const name of ['jwt.pem', 'jwks.json']) await rm(join(folder, name))
  expect(await makeSharedKeys(folder)).toEqual(['jwks.json', 'jwt.pem'])
})

test('signs with a shared key that its key set names, and with none where there is none', async () => {
  const folder = await tempFolder()
  await expect(readTokenKey(folder)).rejects.toThrow('jwt.pem')
  await makeSharedKeys(folder)
  const { keys } = JSON.parse(await readFile(join(folder, 'jwks.json'), 'utf8'))
  expect((await readTokenKey(folder)).keyId).toBe(keys[0].kid)
})
