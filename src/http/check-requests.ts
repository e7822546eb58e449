import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'

/** Checks every request against its route's schemas; a route under /v1 that names no query takes none. */
export const checkRequests = (app: FastifyInstance) => {
  app.setValidatorCompiler(compile)
  app.addHook('onRoute', route => {
    if (!route.url.startsWith('/v1/') || route.schema?.querystring) return
    route.schema = { ...route.schema, querystring: noQuery }
  })
}

const noQuery = Type.Object({}, { additionalProperties: false })

const compile: FastifySchemaCompiler<Type.TSchema> = ({ schema, httpPart }) => {
  const checker = Compile(schema)
  const read = httpPart === 'querystring' ? withIntegers(schema) : (value: unknown) => value
  return value => {
    const sent = read(value)
    return checker.Check(sent) ? { value: sent } : { error: checker.Errors(sent) }
  }
}

/** All of a query is text: decimal digits are read where an integer is asked for. The validator's own rules take 0x5 and true too. */
const withIntegers = (schema: Type.TSchema) => {
  const { properties = {} } = schema as { properties?: Record<string, { type?: string }> }
  const integers = Object.keys(properties).filter(name => properties[name]?.type === 'integer')
  return (query: unknown): unknown => {
    const read = { ...(query as Record<string, unknown>) }
    for (const name of integers) {
      const text = read[name]
      if (typeof text === 'string' && /^\d+$/.test(text)) read[name] = Number(text)
    }
    return read
  }
}
