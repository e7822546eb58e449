import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import type { Ids } from '../domain/ids.ts'
import type { Metrics } from '../metrics.ts'
import { admit, admitAnyone } from './auth.ts'
import { problems } from './problems.ts'

/** What does not keep a node from answering, and is to be known to who works with its answers. */
export const degradations = ['record_away', 'watchlist_old'] as const

/** What stands between this node and being ready, by part (true = ready), and which list it holds. */
export interface Readiness {
  readonly parts: {
    readonly watchlist: boolean
    readonly record: boolean
    readonly stream: boolean
    readonly canary: boolean
  }
  readonly degraded: readonly (typeof degradations)[number][]
  readonly listVersion: number
  readonly listChecksum?: number
}

/** Whether no part stands in the way. */
export const isReady = ({ parts }: Readiness): boolean => Object.values(parts).every(Boolean)

export interface HealthOptions {
  readonly readiness: () => Promise<Readiness>
  readonly ids: Pick<Ids, 'digest'>
  readonly metrics: Metrics
  /** Brings gauges up to date before they are read. */
  readonly refresh: () => Promise<void>
}

const ReadinessReply = Type.Object({
  ready: Type.Boolean(),
  parts: Type.Object({
    watchlist: Type.Boolean(),
    record: Type.Boolean(),
    stream: Type.Boolean(),
    canary: Type.Boolean({ description: 'the last synthetic listed person came through' })
  }),
  degraded: Type.Optional(
    Type.Array(Type.Enum([...degradations]), {
      description:
        'what the node does without while it answers: the record, so that events wait in its outbox; or a list of the last seconds'
    })
  ),
  reason: Type.Optional(Type.String({ description: 'what is waited for before the start' })),
  listVersion: Type.Optional(Type.Integer()),
  listChecksum: Type.Optional(
    Type.String({ description: 'the same on all nodes that hold this version' })
  )
})

const PrometheusText = {
  description: 'in the text format of Prometheus',
  content: { 'text/plain': { schema: Type.String() } }
}

/** Alive, ready, measured. */
export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (
  app,
  { readiness, ids, metrics, refresh }
) => {
  app.get(
    '/healthz',
    {
      onRequest: admitAnyone(),
      logLevel: 'warn',
      schema: {
        operationId: 'isAlive',
        summary: 'The process answers',
        tags: ['operations'],
        security: [],
        response: { 200: Type.Object({ alive: Type.Literal(true) }) }
      }
    },
    async () => ({ alive: true as const })
  )

  app.get(
    '/readyz',
    {
      onRequest: admitAnyone(),
      logLevel: 'warn',
      schema: {
        operationId: 'isReady',
        summary: 'The index has caught up with the record, and crossings are being taken',
        tags: ['operations'],
        security: [],
        response: { 200: ReadinessReply, 503: ReadinessReply }
      }
    },
    async (_request, reply) => {
      const found = await readiness()
      const { parts, degraded, listVersion, listChecksum } = found
      const ready = isReady(found)
      // Under the deployment's key: by the difference of two sums anyone could try which entry has come.
      const shown = ids.digest(['list checksum', listVersion, listChecksum])
      return reply.status(ready ? 200 : 503).send({
        ready,
        parts: { ...parts },
        degraded: [...degraded],
        listVersion,
        ...(listChecksum !== undefined && { listChecksum: shown })
      })
    }
  )

  app.get(
    '/metrics',
    {
      onRequest: admit('admin', 'auditor'),
      schema: {
        operationId: 'getMetrics',
        summary:
          'Prometheus metrics; with a token, since counts of outcomes would reveal covert hits',
        tags: ['operations'],
        response: { 200: PrometheusText, ...problems() }
      }
    },
    async (_request, reply) => {
      await refresh()
      return reply
        .type(metrics.registry.contentType)
        .serializer(String)
        .send(await metrics.registry.metrics())
    }
  )
}
