import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { Compile } from 'typebox/compile'
import { readConfigured } from './config.ts'
import { canonicalJson } from './domain/canonical.ts'
import { Policy } from './domain/policy.ts'
import { fieldProblems } from './domain/validation.ts'
import { ConfigurationInvalid } from './errors.ts'

const checker = Compile(Policy)

/** Reads and checks the policy file; throws ConfigurationInvalid with every problem named. */
export const loadPolicy = (path: string): Policy => {
  const policy: unknown = parse(readConfigured('POLICY', path))
  withMatching(policy, path)
  if (!checker.Check(policy)) {
    const problems = fieldProblems(checker.Errors(policy), 'policy')
    throw new ConfigurationInvalid(
      problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')
    )
  }
  const digest = createHash('sha256').update(canonicalJson(policy)).digest('hex').slice(0, 8)
  return Object.freeze({ ...policy, versionInForce: `${policy.version}+${digest}` })
}

const parse = (text: string) => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigurationInvalid('POLICY names a file that is not JSON', { cause })
  }
}

const withMatching = (policy: unknown, path: string) => {
  const p = policy as Record<string, unknown>
  p['matching'] ??= parse(readConfigured('POLICY', join(dirname(path), 'matching-model.json')))
}
