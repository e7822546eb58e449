import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { CommandCase, NoteView } from '../cases/command.ts'
import { earlierCases } from '../cases/earlier-cases.ts'
import { actorOf, type Caller } from '../domain/access.ts'
import { type CaseState, CaseStateName, deskOf } from '../domain/case.ts'
import { CaseAction } from '../domain/case-action.ts'
import { CaseReply } from '../domain/case-reply.ts'
import type { Audit, CaseCursor, Cases } from '../domain/ports.ts'
import { showCase } from '../domain/redact.ts'
import type { Instruction } from '../domain/vocabulary.ts'
import { BadRequest, NotAllowed, NotFound } from '../errors.ts'
import { type CompanionDeps, companionsOf } from '../manifests/companions.ts'
import { admit, callerOf } from './auth.ts'
import { rejectionProblem } from './editing.ts'
import { Id } from './paging.ts'
import { problems, sendProblem } from './problems.ts'

export interface CaseRoutesOptions extends CompanionDeps {
  readonly cases: Cases
  readonly command: CommandCase
  readonly noteView: NoteView
  readonly audit: Audit
  readonly urgencyOf: (instruction: Instruction) => number
  readonly now: () => Date
}

const CaseParams = Type.Object({ id: Id })
const officers = () => admit('officer', 'supervisor')

/** The agency whose hits and cases this caller sees; throws NotAllowed for a token without one, which would see none. */
export const agencyOf = (caller: Caller): string => {
  if (!caller.agency)
    throw new NotAllowed('the token names no agency, and hits and cases belong to agencies')
  return caller.agency
}

/** Cases: the queue of an agency, one case, and what officers do with it. */
export const caseRoutes: FastifyPluginAsyncTypebox<CaseRoutesOptions> = async (
  app,
  { ids, cases, manifests, command, noteView, audit, urgencyOf, now }
) => {
  const audited = (caller: Caller, action: string, about: { [key: string]: string | number }) =>
    audit.append([{ at: now().toISOString(), by: actorOf(caller), action, about }])
  const show = (state: CaseState, caller: Caller) => showCase(state, agencyOf(caller), urgencyOf)

  app.get(
    '/cases',
    {
      onRequest: officers(),
      schema: {
        operationId: 'listCases',
        summary: 'The cases of the caller’s agency, most urgent first',
        tags: ['cases'],
        querystring: Type.Object(
          {
            state: Type.Optional(CaseStateName),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
            cursor: Type.Optional(Type.String({ maxLength: 500 }))
          },
          { additionalProperties: false }
        ),
        response: {
          200: Type.Object({
            cases: Type.Array(CaseReply),
            nextCursor: Type.Optional(Type.String())
          }),
          ...problems()
        }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { state, limit = 50, cursor } = request.query
      const found = await cases.query({
        agency: agencyOf(caller),
        limit: limit + 1,
        ...(state && { state }),
        ...(cursor !== undefined && { after: readCursor(cursor) })
      })
      const page = found.slice(0, limit).flatMap(one => show(one, caller) ?? [])
      const last = found.length > limit ? page.at(-1) : undefined
      await audited(caller, 'cases_listed', { count: page.length })
      return {
        cases: page,
        ...(last && { nextCursor: writeCursor(last) })
      }
    }
  )

  app.get(
    '/cases/:id',
    {
      onRequest: officers(),
      schema: {
        operationId: 'getCase',
        summary: 'One case, with the hits that the caller’s agency may see',
        tags: ['cases'],
        params: CaseParams,
        response: { 200: CaseReply, ...problems(404) }
      }
    },
    async request => {
      const caller = callerOf(request)
      const agency = agencyOf(caller)
      const [state] = await cases.get([request.params.id])
      const shown = state && show(state, caller)
      if (!shown) throw new NotFound('there is no such case')
      await audited(caller, 'case_viewed', { case: shown.id, revision: shown.revision })
      noteView(shown.id, actorOf(caller))
      const { ofTraveller, ofEntries } = await earlierCases(cases, state, agency)
      const { onManifest } = shown
      const views = deskOf(state, agency)?.views
      return {
        ...shown,
        ...(views && { views: [...views] }),
        ...(ofTraveller.length > 0 && { earlierCases: [...ofTraveller] }),
        ...(ofEntries.length > 0 && { earlierOfEntries: [...ofEntries] }),
        ...(onManifest && {
          companions: [...(await companionsOf({ ids, manifests, cases }, onManifest, agency))]
        })
      }
    }
  )

  app.post(
    '/cases/:id/actions',
    {
      onRequest: officers(),
      schema: {
        operationId: 'actOnCase',
        summary: 'Acknowledge, confirm, dismiss, note …: against the revision that was read',
        tags: ['cases'],
        params: CaseParams,
        body: CaseAction,
        response: {
          200: CaseReply,
          202: Type.Object({ id: Type.String(), status: Type.Literal('accepted') }),
          ...problems(404, 409, 413, 415)
        }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { id } = request.params
      const { action, revision } = request.body
      agencyOf(caller)
      const verdict = await command(id, request.body, actorOf(caller), caller.roles)
      const outcome = !verdict ? 'accepted' : verdict.ok ? 'taken' : verdict.rejection.code
      await audited(caller, `case_${action}`, { case: id, revision, outcome })
      if (!verdict) return reply.status(202).send({ id, status: 'accepted' as const })
      if (!verdict.ok) return sendProblem(reply, rejectionProblem(verdict))
      const [state] = await cases.get([id])
      const shown = state && show(state, caller)
      if (!shown) throw new NotFound('there is no such case')
      return shown
    }
  )
}

const writeCursor = ({ urgency, createdAt, id }: CaseReply) =>
  Buffer.from(JSON.stringify([urgency, createdAt, id])).toString('base64url')

const readCursor = (cursor: string): CaseCursor => {
  try {
    const [urgency, createdAt, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (typeof urgency === 'number' && typeof createdAt === 'string' && typeof id === 'string') {
      return { urgency, createdAt, id }
    }
  } catch {
    // falls through to the one error for every unreadable cursor
  }
  throw new BadRequest('cursor: not one that this service gave')
}
