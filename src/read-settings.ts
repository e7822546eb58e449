import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import type { TObject } from 'typebox'
import { Compile } from 'typebox/compile'
import { fieldProblems } from './domain/validation.ts'
import { ConfigurationInvalid } from './errors.ts'

/** The variable of a setting: `maxWaiting` is MAX_WAITING. */
export const variable = (field: string): string => field.replaceAll(/[A-Z]/g, '_$&').toUpperCase()

/** The settings of a schema as the environment has them, and every problem, with no value shown. */
export const readSettings = (
  schema: TObject,
  env: NodeJS.ProcessEnv,
  hints: Readonly<Record<string, string>>
) => {
  const settings: Record<string, unknown> = {}
  for (const [field, property] of Object.entries(schema.properties)) {
    const raw = env[variable(field)]
    const value = raw === undefined || raw === '' ? defaultOf(property) : convert(property, raw)
    if (value !== undefined) settings[field] = value
  }
  const problems = fieldProblems(Compile(schema).Errors(settings)).map(
    ({ field, problem }) => `${variable(field)} ${hints[field] ?? problem}`
  )
  return { settings, problems }
}

/** A text file named by configuration; throws ConfigurationInvalid with the variable that names it. */
export const readConfigured = (name: string, path: string): string => {
  const bytes = readBytes(name, path)
  if (!isUtf8(bytes)) throw new ConfigurationInvalid(`${name} names a file that is not UTF-8`)
  return bytes.toString()
}

const readBytes = (name: string, path: string) => {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new ConfigurationInvalid(`${name} names a file that can not be read`, { cause })
  }
}

const defaultOf = (schema: object) =>
  'default' in schema ? (schema as { default: unknown }).default : undefined

const convert = (schema: object, raw: string): unknown => {
  const type = (schema as { type?: string }).type
  if (type === 'integer') return /^\d+$/.test(raw) ? Number(raw) : raw
  if (type === 'boolean')
    return raw === '1' || raw === 'true' || (raw !== '0' && raw !== 'false' && raw)
  return raw
}
