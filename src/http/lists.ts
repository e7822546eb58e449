import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { hasRole } from '../domain/access.ts'
import { ListConfig } from '../domain/entry.ts'
import type { Policy } from '../domain/policy.ts'
import type { Audit, SharedList } from '../domain/ports.ts'
import { Handling, Instruction, ListName } from '../domain/vocabulary.ts'
import { type ListState, mayEdit } from '../domain/watchlist.ts'
import { BadRequest, NotAllowed, NotFound } from '../errors.ts'
import type { CommandWatchlist } from '../watchlist/command.ts'
import { admit, callerOf } from './auth.ts'
import { editableList, editorOf, rejectionProblem } from './editing.ts'
import { problems, sendProblem } from './problems.ts'

export interface ListRoutesOptions {
  readonly sharedList: SharedList
  readonly command: CommandWatchlist
  readonly audit: Audit
  readonly policy: Policy
  readonly now: () => Date
}

const ListReply = Type.Object({
  list: ListName,
  ...ListConfig.properties,
  instruction: Instruction,
  handling: Handling
})
const ListParams = Type.Object({ list: ListName })

/** Lists: read, create, configure. */
export const listRoutes: FastifyPluginAsyncTypebox<ListRoutesOptions> = async (
  app,
  { sharedList, command, audit, policy, now }
) => {
  app.get(
    '/lists',
    {
      onRequest: admit('agency_editor', 'officer', 'supervisor', 'auditor', 'admin'),
      schema: {
        operationId: 'listLists',
        summary: 'The lists that the caller may know of',
        tags: ['watchlists'],
        response: { 200: Type.Object({ lists: Type.Array(ListReply) }), ...problems() }
      }
    },
    async request => {
      const caller = callerOf(request)
      const all = await sharedList.lists()
      const seesAll = hasRole(caller, 'auditor', 'admin')
      const known = all.filter(({ agency }) => seesAll || agency === caller.agency)
      return { lists: known.map(shown) }
    }
  )

  app.get(
    '/lists/:list',
    {
      onRequest: admit('agency_editor', 'auditor', 'admin'),
      schema: {
        operationId: 'getList',
        summary: 'One list',
        tags: ['watchlists'],
        params: ListParams,
        response: { 200: ListReply, ...problems(404) }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { list } = request.params
      if (!hasRole(caller, 'auditor', 'admin')) {
        return shown(await editableList(sharedList, caller, list))
      }
      const state = await sharedList.list(list)
      if (!state) throw new NotFound('there is no such list')
      return shown(state)
    }
  )

  app.put(
    '/lists/:list',
    {
      onRequest: admit('agency_editor', 'admin'),
      schema: {
        operationId: 'configureList',
        summary: 'Create or configure a list',
        tags: ['watchlists'],
        params: ListParams,
        body: ListConfig,
        response: { 200: ListReply, 202: ListReply, ...problems(409, 413, 415) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { list } = request.params
      const config = request.body
      const unknown = config.purposes.filter(purpose => !Object.hasOwn(policy.purposes, purpose))
      if (unknown.length > 0) {
        throw new BadRequest(
          `purposes: the policy knows ${Object.keys(policy.purposes).join(', ')} only`
        )
      }
      if (!mayEdit(caller, config.agency)) {
        throw new NotAllowed('an editor creates and changes the lists of its own agency only')
      }
      const by = editorOf(caller)
      const { title: _, ...said } = config
      const audited = (action: string, about: object) =>
        audit.append([{ at: now().toISOString(), by, action, about: { list, ...about } }])
      const [[verdict]] = await Promise.all([
        command([{ op: 'configure', list, config, by }]),
        audited('list_configured', said)
      ])
      if (verdict && !verdict.ok) {
        await audited('list_refused', { outcome: verdict.rejection.code })
        return sendProblem(reply, rejectionProblem(verdict))
      }
      return reply
        .status(verdict ? 200 : 202)
        .send({ instruction: 'refer_second_line', handling: 'H0', ...config, list })
    }
  )
}

/** What an agency may send back as it is. */
const shown = ({ revision: _, ...said }: ListState) => said
