import type { TLocalizedValidationError } from 'typebox/error'
import { Settings } from 'typebox/system'

// The default of 8 findings can end before the discriminator of a choice is reached.
Settings.Set({ maxErrors: 64 })

/** What is wrong with one field of an input; never what the field held. */
export interface FieldProblem {
  readonly field: string
  readonly problem: string
}

const formats: Record<string, string> = {
  'partial-date': 'is not a date that exists (YYYY-MM-DD, YYYY-MM or YYYY)',
  'full-date': 'is not a date that exists (YYYY-MM-DD)',
  'date-time': 'is not an RFC 3339 time such as 2026-11-22T08:00:00Z',
  country: 'is not an ICAO three-letter or ISO two-letter country code'
}

type Finding = Pick<
  TLocalizedValidationError,
  'keyword' | 'schemaPath' | 'instancePath' | 'message'
> & {
  readonly params: unknown
}

/** Turns a validator's findings into one sentence a field, naming unknown fields by name. */
export const fieldProblems = (findings: readonly Finding[], root = ''): readonly FieldProblem[] => {
  const seen = new Set<string>()
  return ofMeantBranches(findings)
    .flatMap(finding => sentences(finding, root))
    .filter(({ field }) => !seen.has(field) && seen.add(field))
    .slice(0, 20)
}

/**
 * A choice of forms reports every form's complaints. The form whose discriminator (a constant such as
 * `kind`) does not fit was not meant; where another one was, its own complaints say more than the choice.
 */
const ofMeantBranches = (findings: readonly Finding[]) => {
  const foreign = findings
    .filter(({ keyword }) => keyword === 'const')
    .flatMap(({ schemaPath }) => /.*\/anyOf\/\d+/.exec(schemaPath) ?? [])
  const meant = findings.filter(
    ({ schemaPath, keyword }) =>
      keyword !== 'boolean' && !foreign.some(branch => `${schemaPath}/`.startsWith(`${branch}/`))
  )
  return meant.filter(
    ({ keyword, schemaPath }) =>
      keyword !== 'anyOf' ||
      !meant.some(other => other.schemaPath.startsWith(`${schemaPath}/anyOf/`))
  )
}

const sentences = ({ keyword, instancePath, params, message }: Finding, root: string) => {
  const field = path(instancePath, root)
  const detail = params as Record<string, unknown>
  const names = (key: string, problem: string) =>
    (detail[key] as string[]).map(name => ({ field: join(field, name), problem }))
  switch (keyword) {
    case 'additionalProperties':
      return names('additionalProperties', 'unknown field')
    case 'required':
      return names('requiredProperties', 'is required')
    case 'format':
      return [{ field, problem: formats[String(detail['format'])] ?? message }]
    case 'pattern':
      return [{ field, problem: detail['pattern'] === '\\S' ? 'is blank' : message }]
    case 'enum':
      return [
        { field, problem: `is not one of ${(detail['allowedValues'] as string[]).join(', ')}` }
      ]
    case 'const':
      return [{ field, problem: `is not ${JSON.stringify(detail['allowedValue'])}` }]
    case 'anyOf':
      return [{ field, problem: 'is none of the allowed forms' }]
    default:
      return [{ field, problem: message }]
  }
}

const path = (pointer: string, root: string) =>
  join(root, pointer.split('/').slice(1).map(unescapePointer).join('.'))

const unescapePointer = (part: string) => part.replaceAll('~1', '/').replaceAll('~0', '~')

const join = (parent: string, child: string) =>
  parent && child ? `${parent}.${child}` : parent || child
