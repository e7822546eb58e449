import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { fieldProblems } from '../domain/validation.ts'
import { RecordUnavailable } from '../errors.ts'

const problemType = 'application/problem+json'

/** RFC 9457 problem details with a stable code. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.Optional(Type.String()),
    requestId: Type.Optional(Type.String()),
    revision: Type.Optional(Type.Integer()),
    errors: Type.Optional(Type.Array(Type.Object({ field: Type.String(), problem: Type.String() })))
  },
  { $id: 'Problem' }
)
export type Problem = Static<typeof Problem>

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  406: 'Not acceptable',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available'
}

/** What any route that asks who calls may send, whatever it does. */
const ofAnyRoute = [400, 401, 403, 429, 500, 503]

/** A problem by its name in the contract, which holds it once. */
export const NamedProblem = Type.Unsafe<Problem>({ $ref: 'Problem#' })

/** What the contract says of the content of a problem. */
export const problemContent = { [problemType]: { schema: NamedProblem } }

/** The problems that a route sends, by status: these, beside those that any may send. */
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(
    [...ofAnyRoute, ...statuses].map(status => [
      status,
      { description: titles[status], content: problemContent }
    ])
  )

/** A problem as it is sent. */
export const problem = (
  status: number,
  code: string,
  detail?: string,
  more: Partial<Problem> = {}
): Problem => ({
  type: 'about:blank',
  title: titles[status] ?? 'Problem',
  status,
  code,
  ...(detail && { detail }),
  ...more
})

/** Sends a problem as application/problem+json. */
export const sendProblem = (reply: FastifyReply, body: Problem) =>
  reply.status(body.status).header('content-type', problemType).send(body)

/** Every error leaves as a problem; from 500 up the caller gets the code and request id only. */
export const handleErrors = (app: FastifyInstance) => {
  app.addSchema(Problem)
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const body = toProblem(error, request)
    if (body.status === 500) request.log.error({ err: safe(error) }, 'request failed')
    if (body.code === 'RECORD_UNAVAILABLE') {
      request.log.error({ reason: error.message }, 'record can not be written') // words of ours and of the disk
    }
    if (body.status === 401) reply.header('www-authenticate', 'Bearer')
    if (body.status === 503) reply.header('retry-after', '1')
    if (body.status === 429) reply.header('retry-after', '60')
    return sendProblem(reply, body)
  })
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, problem(404, 'NOT_FOUND', `there is no ${request.method} route here`))
  )
}

/** An error as the problem that a caller may see. */
export const toProblem = (error: FastifyError, request: FastifyRequest): Problem => {
  const requestId = request.id
  if (error.validation) {
    const errors = fieldProblems(
      error.validation as unknown as Parameters<typeof fieldProblems>[0],
      error.validationContext === 'body' ? '' : error.validationContext
    )
    const detail = errors
      .map(({ field, problem: what }) => `${field || 'body'}: ${what}`)
      .join('; ')
    return problem(400, 'BAD_REQUEST', detail, { requestId, errors: [...errors] })
  }
  const status = error.statusCode ?? (error.code === 'RECORD_UNAVAILABLE' ? 503 : 500)
  if (status >= 500 && status !== 503) return problem(500, 'INTERNAL', undefined, { requestId })
  const code = codes[error.code] ?? error.code
  const detail = code === 'RECORD_UNAVAILABLE' ? new RecordUnavailable().message : error.message
  return problem(status, code, detail, { requestId })
}

const codes: Record<string, string> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'BAD_REQUEST',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_BODY_TOO_LARGE: 'TOO_LARGE'
}

/** What may be logged of an error: no message from below, of however many lines, since it may quote what was sent. */
const safe = (error: FastifyError) => ({
  code: error.code,
  name: error.name,
  stack: error.stack?.match(/^ {4}at .*$/gm)?.join('\n')
})
