import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { MinuteFiguresSource } from '../minute-figures.ts'
import type { Watchlist } from '../watchlist/watchlist.ts'
import { admit } from './auth.ts'
import { problems } from './problems.ts'

export interface OverviewOptions {
  readonly figures: MinuteFiguresSource
  readonly watchlist: Pick<Watchlist, 'version' | 'size' | 'ageSeconds' | 'isLoaded'>
}

const OverviewReply = Type.Object({
  minutes: Type.Array(
    Type.Object({
      at: Type.String({ format: 'date-time' }),
      screened: Type.Integer(),
      p50Ms: Type.Optional(Type.Number()),
      p99Ms: Type.Optional(Type.Number())
    })
  ),
  watchlist: Type.Object({
    version: Type.Integer(),
    entries: Type.Integer(),
    ageSeconds: Type.Optional(Type.Number({ description: 'since it was last known to be current' }))
  })
})

/** How this node does. It says nothing of outcomes: those of other agencies' entries, covert ones above all, are not to be inferred. */
export const overviewRoutes: FastifyPluginAsyncTypebox<OverviewOptions> = async (
  app,
  { figures, watchlist }
) => {
  app.get(
    '/overview',
    {
      onRequest: admit('officer', 'supervisor', 'agency_editor', 'auditor', 'admin'),
      schema: {
        operationId: 'getOverview',
        summary: 'The last hour of this node by the minute, and its watchlist',
        tags: ['operations'],
        response: { 200: OverviewReply, ...problems(401, 403) }
      }
    },
    async () => ({
      minutes: [...figures.minutes()],
      watchlist: {
        version: watchlist.version,
        entries: watchlist.size,
        ...(watchlist.isLoaded && { ageSeconds: watchlist.ageSeconds })
      }
    })
  )
}
