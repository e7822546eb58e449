import { createHash, generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  chainHash,
  checkpointOf,
  emptyHead,
  isGenuine,
  isSigned,
  signHead
} from '#src/adapters/embedded/audit-chain.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')

test('hashes 0x00, the length, the hash before and the line', () => {
  const length = Buffer.alloc(8)
  length.writeBigUInt64BE(5n)
  const line = 'é李'
  const expected = createHash('sha256')
    .update(Buffer.concat([Buffer.of(0), length, Buffer.alloc(32), Buffer.from(line)]))
    .digest()
  expect(chainHash(emptyHead.hash, line)).toEqual(expected)
})

test('gives another hash for another line, and for another line before it', () => {
  const first = chainHash(emptyHead.hash, 'a')
  expect(chainHash(emptyHead.hash, 'b')).not.toEqual(first)
  expect(chainHash(first, 'a')).not.toEqual(first)
})

test('signs a head together with its number', () => {
  const head = { number: 3, hash: chainHash(emptyHead.hash, 'a') }
  const signature = signHead(head, privateKey)
  expect(isSigned(head, signature, publicKey)).toBe(true)
  expect(isSigned({ ...head, number: 4 }, signature, publicKey)).toBe(false)
  expect(isSigned({ ...head, hash: chainHash(head.hash, 'b') }, signature, publicKey)).toBe(false)
})

test('signs a checkpoint together with its time', () => {
  const head = { number: 3, hash: chainHash(emptyHead.hash, 'a') }
  const checkpoint = checkpointOf(head, '2026-11-22T08:00:00.000Z', privateKey)
  expect(isGenuine(checkpoint, publicKey)).toBe(true)
  expect(isGenuine({ ...checkpoint, time: '2026-11-22T09:00:00.000Z' }, publicKey)).toBe(false)
  expect(isGenuine({ ...checkpoint, number: 2 }, publicKey)).toBe(false)
})
