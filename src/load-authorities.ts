import { dirname, join } from 'node:path'
import { Compile } from 'typebox/compile'
import { fieldProblems } from './domain/validation.ts'
import { ConfigurationInvalid } from './errors.ts'
import { Authorities } from './manifests/authority.ts'
import { readConfigured } from './read-settings.ts'

const checker = Compile(Authorities)

/** Reads and checks the authorities beside the policy; throws ConfigurationInvalid with every problem named. */
export const loadAuthorities = (policyPath: string): Authorities => {
  const text = readConfigured('POLICY', join(dirname(policyPath), 'authorities.json'))
  const authorities = parse(text)
  if (checker.Check(authorities)) return Object.freeze(authorities)
  const problems = fieldProblems(checker.Errors(authorities), 'authorities')
  throw new ConfigurationInvalid(
    problems.map(({ field, problem }) => `${field} ${problem}`).join('; ')
  )
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's message would quote the file.
    throw new ConfigurationInvalid('POLICY names a folder whose authorities.json is not JSON')
  }
}
