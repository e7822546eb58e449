import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Caller } from '../domain/access.ts'
import { EntryBody, entryProblems, ListedName, normaliseEntry } from '../domain/entry.ts'
import type { Ids } from '../domain/ids.ts'
import type { Audit, AuditLine, SharedList } from '../domain/ports.ts'
import { Traveller } from '../domain/traveller.ts'
import { EntryId, ListName } from '../domain/vocabulary.ts'
import { BadRequest, WatchlistNotReady } from '../errors.ts'
import { describeTraveller } from '../screening/describe-traveller.ts'
import type { TryEntry } from '../screening/try-entry.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'
import { admit, callerOf } from './auth.ts'
import { editableList, editorOf } from './editing.ts'
import { problems } from './problems.ts'

export interface EntriesToolsOptions {
  readonly sharedList: SharedList
  readonly watchlist: Pick<Watchlist, 'search' | 'isLoaded'>
  readonly tryEntry: TryEntry
  readonly audit: Audit
  readonly ids: Pick<Ids, 'digest'>
  readonly now: () => Date
}

const ListParams = Type.Object({ list: ListName })
/** Far below any policy's threshold: an editor looks for what might be meant. */
const findThreshold = 0.001
const foundMost = 50

/** What an editor needs before changing a list: to find an entry by what it says, and to try one out. */
export const entriesToolsRoutes: FastifyPluginAsyncTypebox<EntriesToolsOptions> = async (
  app,
  { sharedList, watchlist, tryEntry, audit, ids, now }
) => {
  const audited = (caller: Caller, action: string, about: AuditLine['about']) =>
    audit.append([{ at: now().toISOString(), by: editorOf(caller), action, about }])

  app.post(
    '/lists/:list/entries/find',
    {
      onRequest: admit('agency_editor', 'admin'),
      schema: {
        operationId: 'findEntries',
        summary: 'Entries of one list that resemble this description, best first',
        tags: ['watchlists'],
        params: ListParams,
        body: Type.Object({ traveller: Traveller }, { additionalProperties: false }),
        response: {
          200: Type.Object({
            entries: Type.Array(
              Type.Object({
                id: EntryId,
                names: Type.Array(ListedName),
                birthDates: Type.Array(Type.Unknown())
              })
            )
          }),
          ...problems(404, 413, 415)
        }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { list } = request.params
      await editableList(sharedList, caller, list)
      if (!watchlist.isLoaded) throw new WatchlistNotReady()
      const { traveller } = describeTraveller(
        request.body.traveller,
        now().toISOString().slice(0, 10)
      )
      const { matches, insufficient } = watchlist.search(traveller, {
        lists: new Set([list]),
        threshold: findThreshold,
        limit: foundMost
      })
      const found = new Map([...matches, ...insufficient].map(match => [match.id, match]))
      const query = ids.digest(request.body.traveller)
      await audited(caller, 'entries_found', { list, query, entries: [...found.keys()] })
      return {
        entries: [...found.values()].map(({ id, subject }) => ({
          id,
          names: [...subject.names],
          birthDates: [...(subject.birthDates ?? [])]
        }))
      }
    }
  )

  app.post(
    '/lists/:list/entries/try',
    {
      onRequest: admit('agency_editor', 'admin'),
      bodyLimit: 256 * 1024,
      schema: {
        operationId: 'tryEntry',
        summary:
          'How many of the travellers screened last this entry would have referred; nothing is listed',
        tags: ['watchlists'],
        params: ListParams,
        body: EntryBody,
        response: {
          200: Type.Object({
            compared: Type.Integer(),
            referred: Type.Integer(),
            days: Type.Integer({ description: 'the oldest was screened so many days ago' })
          }),
          ...problems(404, 413, 415)
        }
      }
    },
    async request => {
      const caller = callerOf(request)
      const { list } = request.params
      const wrong = entryProblems(request.body)
      if (wrong.length > 0) throw new BadRequest(wrong.join('; '))
      const state = await editableList(sharedList, caller, list)
      const { instruction } = state
      const entry = { instruction, ...normaliseEntry(request.body), id: 'tried' }
      const tried = await tryEntry(state, entry)
      const { compared, referred } = tried
      const query = ids.digest(entry)
      await audited(caller, 'entry_tried', { list, query, compared, referred })
      return tried
    }
  )
}
