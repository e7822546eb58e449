import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Static } from 'typebox'
import { Compile } from 'typebox/compile'
import { canonicalJson } from './domain/canonical.ts'
import { Policy } from './domain/policy.ts'
import { fieldProblems } from './domain/validation.ts'
import { ConfigurationInvalid } from './errors.ts'
import { readConfigured } from './read-settings.ts'

const checker = Compile(Policy)

/** Reads and checks the policy, and the matching model beside it; throws ConfigurationInvalid with every problem named. */
export const loadPolicy = (path: string): Policy => {
  const model = join(dirname(path), 'matching-model.json')
  const policy: unknown = { ...readJson(path), matching: readJson(model) }
  if (!checker.Check(policy)) {
    const problems = fieldProblems(checker.Errors(policy), 'policy')
    throw new ConfigurationInvalid(
      problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')
    )
  }
  const upsideDown = upsideDownIn(policy)
  if (upsideDown.length > 0) throw new ConfigurationInvalid(upsideDown.join('; '))
  const digest = createHash('sha256').update(canonicalJson(policy)).digest('hex').slice(0, 8)
  return Object.freeze({ ...policy, versionInForce: `${policy.version}+${digest}` })
}

const upsideDownIn = ({ thresholds, purposes, instructions }: Static<typeof Policy>): string[] =>
  [
    ['policy', { thresholds }] as const,
    ...Object.entries(purposes).map(([name, one]) => [`policy.purposes.${name}`, one] as const),
    ...Object.entries(instructions).map(
      ([name, one]) => [`policy.instructions.${name}`, one] as const
    )
  ].flatMap(([place, { thresholds: own }]) =>
    own && own.possible > own.strong ? [`${place}.thresholds: possible is above strong`] : []
  )

const readJson = (path: string): object => {
  const text = readConfigured('POLICY', path)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value
  } catch {
    // falls through: the parser's message would quote the file
  }
  throw new ConfigurationInvalid('POLICY names a folder whose files are not JSON objects')
}
