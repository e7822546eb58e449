import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from 'vitest'
import { loadPolicy } from '#src/load-policy.ts'

/** A folder with the policy in force, which a test may change. */
const test = base.extend('policy', async ({ task: _ }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-test-'))
  onCleanup(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'policy.json')
  await copyFile('config/policy.json', path)
  await copyFile('config/matching-model.json', join(folder, 'matching-model.json'))
  const change = async (changes: object) => {
    const given = JSON.parse(await readFile(path, 'utf8'))
    await writeFile(path, JSON.stringify({ ...given, ...changes }))
  }
  return { path, change, write: (text: string | Buffer) => writeFile(path, text) }
})

const complaint = (path: string): string => {
  try {
    loadPolicy(path)
    return ''
  } catch (error) {
    const { message, code } = error as Error & { code: string }
    expect(code).toBe('CONFIGURATION_INVALID')
    return message
  }
}

test('reads the policy in force, and names its version by its content', async ({ policy }) => {
  const first = loadPolicy(policy.path)
  expect(first.versionInForce).toMatch(/^2026\.11\+[0-9a-f]{8}$/)
  expect(loadPolicy(policy.path).versionInForce).toBe(first.versionInForce)
  await policy.change({ maxHits: first.maxHits + 1 })
  expect(loadPolicy(policy.path).versionInForce).not.toBe(first.versionInForce)
})

test('gives every instruction an urgency, so that no case is without one', async ({ policy }) => {
  const { instructions } = loadPolicy(policy.path)
  const { locate: _, ...others } = instructions
  await policy.change({ instructions: others })
  expect(complaint(policy.path)).toContain('instructions')
})

test('names every problem by its field', async ({ policy }) => {
  await policy.change({ maxHits: 0, watchlistAge: {}, treshold: 1 })
  const message = complaint(policy.path)
  for (const field of ['policy.maxHits', 'policy.watchlistAge', 'policy.treshold']) {
    expect(message).toContain(field)
  }
})

test('refuses a file that is not UTF-8', async ({ policy }) => {
  const text = await readFile(policy.path, 'latin1')
  await policy.write(Buffer.from(text.replace('"version"', '"größe":1,"version"'), 'latin1'))
  expect(complaint(policy.path)).toBe('POLICY names a file that is not UTF-8')
})

test.for([
  { thresholds: { possible: 0.9, strong: 0.5 }, why: 'possible above strong' },
  { thresholds: { possible: 0, strong: 0.5 }, why: 'everybody would be referred' },
  { thresholds: { possible: 0.5, strong: 1 }, why: 'no score is 1' },
  { thresholds: { possible: 0.5 }, why: 'one is missing' }
])('refuses thresholds of an instruction: $why', async ({ thresholds }, { policy }) => {
  const { instructions } = loadPolicy(policy.path)
  const changed = { ...instructions, arrest: { ...instructions.arrest, thresholds } }
  await policy.change({ instructions: changed })
  expect(complaint(policy.path)).toContain('policy.instructions.arrest.thresholds')
})

test.for([
  { text: 'not json', why: 'no JSON' },
  { text: '', why: 'nothing' },
  { text: '{}', why: 'an empty policy' }
])('stops the start with a policy that is none: $why', async ({ text }, { policy }) => {
  await policy.write(text)
  expect(complaint(policy.path)).toMatch(/POLICY|policy/)
})

test('stops the start with a policy that is not there', () => {
  expect(complaint('config/no-such-policy.json')).toContain('POLICY')
})
