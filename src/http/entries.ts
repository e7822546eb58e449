import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Static, Type } from 'typebox'
import { type Caller, hasRole, isReleasedToOfficers } from '../domain/access.ts'
import { Entry, EntryBody, entryProblems, normaliseEntry, Revision } from '../domain/entry.ts'
import type { Audit, SharedList } from '../domain/ports.ts'
import { EntryId, ListName } from '../domain/vocabulary.ts'
import { type ListState, mayEdit } from '../domain/watchlist.ts'
import { BadRequest, NotFound } from '../errors.ts'
import type { CommandWatchlist } from '../watchlist/command.ts'
import { admit, callerOf } from './auth.ts'
import { editableList, editorOf, type Refusal, rejectionProblem } from './editing.ts'
import { problems, sendProblem } from './problems.ts'

export interface EntryRoutesOptions {
  readonly sharedList: SharedList
  readonly command: CommandWatchlist
  readonly audit: Audit
  readonly now: () => Date
}

const { kind, ...fields } = Entry.properties
const EntryReply = Type.Object({
  list: ListName,
  ...fields,
  revision: Revision,
  kind: Type.Optional(kind),
  state: Type.Enum(['active', 'withdrawn']),
  changedAt: Type.String()
})
const Changed = Type.Object({
  list: ListName,
  id: EntryId,
  revision: Revision,
  status: Type.Enum(['effective', 'accepted'])
})
const EntryParams = Type.Object({ list: ListName, entryId: EntryId })

/** One entry: read, put, withdraw. */
export const entryRoutes: FastifyPluginAsyncTypebox<EntryRoutesOptions> = async (
  app,
  { sharedList, command, audit, now }
) => {
  // Written together with the command, in one commit: no change without its line, nor the other way round.
  const audited = (caller: Caller, action: string, list: string, about: object) =>
    audit.append([
      { at: now().toISOString(), by: editorOf(caller), action, about: { list, ...about } }
    ])
  // The line of the command says what was asked: this one, that it did not come to be.
  const refuse = async (request: FastifyRequest, reply: FastifyReply, verdict: Refusal) => {
    const { list, entryId } = request.params as Static<typeof EntryParams>
    const about = { entry: entryId, outcome: verdict.rejection.code }
    await audited(callerOf(request), 'entry_refused', list, about)
    return sendProblem(reply, rejectionProblem(verdict))
  }

  app.get(
    '/lists/:list/entries/:entryId',
    {
      onRequest: admit('agency_editor', 'officer', 'supervisor', 'admin'),
      schema: {
        operationId: 'getEntry',
        summary: 'One entry, to its owner and those it is released to',
        tags: ['watchlists'],
        params: EntryParams,
        response: { 200: EntryReply, ...problems(404) }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { list, entryId } = request.params
      const [listState, [state]] = await Promise.all([
        sharedList.list(list),
        sharedList.entries([{ list, id: entryId }])
      ])
      const visible = listState && state && view(caller, listState, state.entry)
      if (!visible) throw new NotFound('there is no such entry')
      await audited(caller, 'entry_viewed', list, { entry: entryId })
      const { revision, changedAt } = state
      return {
        ...visible,
        list,
        id: entryId,
        revision,
        state: state.state,
        changedAt
      }
    }
  )

  app.put(
    '/lists/:list/entries/:entryId',
    {
      onRequest: admit('agency_editor', 'admin'),
      bodyLimit: 256 * 1024,
      schema: {
        operationId: 'putEntry',
        summary: 'Put an entry: in effect for the next screening when answered with 200',
        tags: ['watchlists'],
        params: EntryParams,
        body: EntryBody,
        response: { 200: Changed, 202: Changed, ...problems(404, 409, 413, 415) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { list, entryId } = request.params
      const { revision } = request.body
      const wrong = entryProblems(request.body)
      if (wrong.length > 0) throw new BadRequest(wrong.join('; '))
      await editableList(sharedList, caller, list)
      const person: Entry = { ...normaliseEntry(request.body), id: entryId }
      const by = editorOf(caller)
      const [[verdict]] = await Promise.all([
        command([{ op: 'put', list, entryId, revision, by, person }]),
        audited(caller, 'entry_put', list, { entry: entryId, revision })
      ])
      if (verdict && !verdict.ok) return refuse(request, reply, verdict)
      return reply.status(verdict ? 200 : 202).send({
        list,
        id: entryId,
        revision,
        status: verdict ? 'effective' : 'accepted'
      })
    }
  )

  app.delete(
    '/lists/:list/entries/:entryId',
    {
      onRequest: admit('agency_editor', 'admin'),
      schema: {
        operationId: 'withdrawEntry',
        summary: 'Withdraw an entry',
        tags: ['watchlists'],
        params: EntryParams,
        querystring: Type.Object({ revision: Revision }, { additionalProperties: false }),
        response: { 200: Changed, 202: Changed, ...problems(404, 409) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { list, entryId } = request.params
      const { revision } = request.query
      await editableList(sharedList, caller, list)
      const [[verdict]] = await Promise.all([
        command([{ op: 'withdraw', list, entryId, revision, by: editorOf(caller) }]),
        audited(caller, 'entry_withdrawn', list, { entry: entryId, revision })
      ])
      if (verdict && !verdict.ok) return refuse(request, reply, verdict)
      return reply.status(verdict ? 200 : 202).send({
        list,
        id: entryId,
        revision,
        status: verdict ? 'effective' : 'accepted'
      })
    }
  )
}

/** What this caller may read of an entry: all of it as its editor; without remarks and reasons as an officer it is released to, who does not learn to whom else. */
const view = (caller: Caller, list: ListState, entry: Entry | undefined) => {
  if (mayEdit(caller, list.agency)) return entry ?? {}
  if (!entry || !hasRole(caller, 'officer', 'supervisor')) return undefined
  const release = { agency: list.agency, releasableTo: entry.releasableTo ?? [] }
  if (!isReleasedToOfficers(release, caller.agency)) return undefined
  if (caller.agency === list.agency) return entry
  const { remarks: _remarks, legalBasis: _basis, releasableTo: _agencies, ...shown } = entry
  const handling = entry.handling ?? list.handling
  return handling === 'H0' || handling === 'H1' ? shown : undefined
}
