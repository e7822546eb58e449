import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Policy } from '../domain/policy.ts'
import type { MinuteFiguresSource } from '../minute-figures.ts'
import type { NodesSeen, NodesSource } from '../watch-nodes.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'
import { admit } from './auth.ts'
import { problems } from './problems.ts'

export interface OverviewOptions {
  readonly figures: MinuteFiguresSource
  readonly watchlist: Pick<Watchlist, 'version' | 'size' | 'ageSeconds' | 'isLoaded'>
  readonly watchlistAge: Policy['watchlistAge']
  readonly nodes: Pick<NodesSource, 'look'>
}

const Age = Type.Optional(Type.Number({ description: 'since it was last known to be current' }))

const NodeView = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'its host, and its port; others may have the same' }),
  at: Type.String({ format: 'date-time', description: 'when it said so' }),
  silent: Type.Boolean({ description: 'it has said nothing for 30 seconds: the rest may be over' }),
  ready: Type.Boolean(),
  listVersion: Type.Integer(),
  behindBy: Type.Optional(
    Type.Integer({ description: 'versions by which the shared list was ahead; absent: not known' })
  ),
  entries: Type.Integer(),
  ageSeconds: Age
})

const OverviewReply = Type.Object({
  minutes: Type.Array(
    Type.Object({
      at: Type.String({ format: 'date-time' }),
      screened: Type.Integer(),
      p50Ms: Type.Optional(Type.Number()),
      p99Ms: Type.Optional(Type.Number())
    })
  ),
  watchlist: Type.Object({ version: Type.Integer(), entries: Type.Integer(), ageSeconds: Age }),
  watchlistAge: Type.Object(
    { degradedAfterSeconds: Type.Integer(), refusedAfterSeconds: Type.Integer() },
    { description: 'the age from which answers say so, and from which nobody is screened' }
  ),
  nodes: Type.Array(NodeView, {
    description: 'the answering node now, the others as they said last; the silent ones at the end'
  }),
  othersUnknown: Type.Boolean({
    description: 'what other nodes said can not be read: only the answering one is there'
  })
})

/** How nodes do. It says nothing of outcomes: those of other agencies' entries, covert ones above all, are not to be inferred. */
export const overviewRoutes: FastifyPluginAsyncTypebox<OverviewOptions> = async (
  app,
  { figures, watchlist, watchlistAge, nodes }
) => {
  app.get(
    '/overview',
    {
      onRequest: admit('officer', 'supervisor', 'agency_editor', 'auditor', 'admin'),
      schema: {
        operationId: 'getOverview',
        summary: 'The last hour of this node by the minute, and the watchlists of all nodes',
        tags: ['operations'],
        response: { 200: OverviewReply, ...problems() }
      }
    },
    async () => {
      const seen = await nodes.look()
      return {
        minutes: [...figures.minutes()],
        watchlist: {
          version: watchlist.version,
          entries: watchlist.size,
          ...(watchlist.isLoaded && { ageSeconds: watchlist.ageSeconds })
        },
        watchlistAge,
        nodes: seen.nodes.map(toView),
        othersUnknown: seen.areOthersUnknown
      }
    }
  )
}

/** Field by field: nodes of other versions may say more. */
const toView = (node: NodesSeen['nodes'][number]) => {
  const { id, name, at, isSilent, isReady, listVersion, behindBy, entries, ageSeconds } = node
  return {
    id,
    name,
    at,
    silent: isSilent,
    ready: isReady,
    listVersion,
    ...(behindBy !== undefined && { behindBy }),
    entries,
    ...(ageSeconds !== undefined && { ageSeconds })
  }
}
