import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyError, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { actorOf, type Caller, hasRole, sourceOf } from '../domain/access.ts'
import { ScreeningReply, ScreeningRequest } from '../domain/screening.ts'
import { fieldProblems } from '../domain/validation.ts'
import { NotAllowed } from '../errors.ts'
import { replyTo } from '../screening/reply.ts'
import type { Screen } from '../screening/screen.ts'
import { type InSlices, takeSlices } from '../screening/slices.ts'
import { admit, callerOf } from './auth.ts'
import { agencyOf } from './cases.ts'
import { NamedProblem, type Problem, problem, problems, toProblem } from './problems.ts'

export interface ScreeningRoutesOptions {
  readonly screen: Screen
  readonly policyVersion: string
  /** Also serves a route that does nothing, to measure what the server itself costs. */
  readonly nullRoute: boolean
}

/** Other requests get their turn after so much of a batch: a dozen ordinary searches. */
const sliceMs = 5
const checker = Compile(ScreeningRequest)
const admitted = admit('checkpoint', 'officer', 'supervisor')

/** Screening of one traveller, or of up to 1,000 at once. */
export const screeningRoutes: FastifyPluginAsyncTypebox<ScreeningRoutesOptions> = async (
  app,
  { screen, policyVersion, nullRoute }
) => {
  const screenFor = async (caller: Caller, request: ScreeningRequest, inSlices?: InSlices) => {
    if (!caller.purposes.includes(request.purpose)) {
      throw new NotAllowed('the token does not allow this purpose')
    }
    // Officers see what is their agency's: to one of none everybody would be clear.
    if (!hasRole(caller, 'checkpoint')) agencyOf(caller)
    const by = actorOf(caller)
    const origin = { source: sourceOf(caller), channel: 'http' as const, by }
    return replyTo(caller, await screen(request, { ...origin, ...(inSlices && { inSlices }) }))
  }

  const screenItem = async (item: unknown, request: FastifyRequest, inSlices: InSlices) => {
    if (!checker.Check(item)) return invalidItem(item)
    try {
      return await screenFor(callerOf(request), item, inSlices)
    } catch (error) {
      return toProblem(error as FastifyError, request)
    }
  }

  app.post(
    '/screenings',
    {
      onRequest: admitted,
      bodyLimit: 64 * 1024,
      schema: {
        operationId: 'screen',
        summary: 'Screen one traveller',
        tags: ['screening'],
        body: ScreeningRequest,
        response: { 200: ScreeningReply, ...problems(409, 413, 415) }
      }
    },
    async request => screenFor(callerOf(request), request.body)
  )

  app.post(
    '/screenings/batch',
    {
      onRequest: admitted,
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        operationId: 'screenBatch',
        summary: 'Screen up to 1,000 travellers: one result or problem each, in order',
        tags: ['screening'],
        body: Type.Object(
          { screenings: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1_000 }) },
          { additionalProperties: false }
        ),
        response: {
          200: Type.Object({ results: Type.Array(Type.Union([ScreeningReply, NamedProblem])) }),
          ...problems(413, 415)
        }
      }
    },
    async request => {
      const inSlices = takeSlices(sliceMs)
      const results = request.body.screenings.map(item =>
        inSlices<ScreeningReply | Problem>(() => screenItem(item, request, inSlices))
      )
      return { results: await Promise.all(results) }
    }
  )

  if (nullRoute) {
    app.post(
      '/screenings/null',
      {
        onRequest: admitted,
        bodyLimit: 64 * 1024,
        schema: {
          operationId: 'screenNothing',
          hide: true,
          body: ScreeningRequest,
          response: { 200: ScreeningReply }
        }
      },
      async () => ({
        id: '0123456789abcdefghijkl',
        decision: 'clear' as const,
        hits: [],
        warnings: ['null route: nothing was screened'],
        listVersion: 0,
        policyVersion,
        degraded: [],
        screenedAt: new Date(0).toISOString()
      })
    )
  }
}

const invalidItem = (item: unknown) => {
  const errors = fieldProblems(checker.Errors(item))
  const detail = errors.map(({ field, problem: what }) => `${field}: ${what}`).join('; ')
  return problem(400, 'BAD_REQUEST', detail, { errors: [...errors] })
}
