import type { FastifyPluginAsyncTypebox, TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import type { CommandCase, NoteView, RevokeExclusion } from './cases/command.ts'
import type { Deliveries, Exclusions } from './domain/case-ports.ts'
import type { Ids } from './domain/ids.ts'
import type { Policy } from './domain/policy.ts'
import type { Audit, Cases, Manifests, Record, SharedList } from './domain/ports.ts'
import type { Instruction } from './domain/vocabulary.ts'
import { alertRoutes } from './http/alerts.ts'
import { type AuthOptions, auth } from './http/auth.ts'
import { caseRulesRoutes } from './http/case-rules.ts'
import { caseStreamRoutes } from './http/case-stream.ts'
import { caseRoutes } from './http/cases.ts'
import { checkRequests } from './http/check-requests.ts'
import { type ConsoleFiles, consoleRoutes } from './http/console.ts'
import { crossingRoutes } from './http/crossings.ts'
import { docs } from './http/docs.ts'
import { entryRoutes } from './http/entries.ts'
import { entriesBatchRoutes } from './http/entries-batch.ts'
import { entriesToolsRoutes } from './http/entries-tools.ts'
import { exclusionRoutes } from './http/exclusions.ts'
import type { Gate } from './http/gate.ts'
import { type HealthOptions, healthRoutes } from './http/health.ts'
import type { IdentityProvider } from './http/identity-provider.ts'
import { takeJson } from './http/json-bodies.ts'
import { listRoutes } from './http/lists.ts'
import { manifestRoutes } from './http/manifests.ts'
import { matchingRoutes } from './http/matching.ts'
import { overviewRoutes } from './http/overview.ts'
import { keepRepliesPrivate } from './http/private-replies.ts'
import { handleErrors, sendProblem, toProblem } from './http/problems.ts'
import { screeningRoutes } from './http/screenings.ts'
import type { Sessions } from './http/sessions.ts'
import { signInRoutes } from './http/sign-in.ts'
import { tokenRoutes } from './http/tokens.ts'
import type { UnderWay } from './http/under-way.ts'
import type { Authorities } from './manifests/authority.ts'
import type { Receiver } from './manifests/receive.ts'
import type { Metrics } from './metrics.ts'
import type { MinuteFiguresSource } from './minute-figures.ts'
import type { Screen } from './screening/screen.ts'
import type { TryEntry } from './screening/try-entry.ts'
import type { NodesSource } from './watch-nodes.ts'
import type { CommandWatchlist } from './watchlist/command.ts'
import { withHeldLists } from './watchlist/held-lists.ts'
import type { Watchlist } from './watchlist/watchlist.ts'

/** Everything that the HTTP side is built of. */
export interface AppDeps {
  readonly log: FastifyBaseLogger
  readonly auth: AuthOptions
  readonly sessions: Sessions
  readonly gate: Gate
  readonly identityProvider?: IdentityProvider | undefined
  readonly policy: Policy
  readonly authorities: Authorities
  readonly record: Record
  readonly sharedList: SharedList
  readonly cases: Cases
  readonly manifests: Manifests
  readonly audit: Audit
  readonly ids: Ids
  readonly screen: Screen
  readonly receiveManifest: Receiver['receive']
  readonly commandWatchlist: CommandWatchlist
  readonly commandCase: CommandCase
  readonly noteView: NoteView
  readonly watchlist: Watchlist
  readonly tryEntry: TryEntry
  readonly figures: MinuteFiguresSource
  readonly nodes: NodesSource
  readonly deliveries: Deliveries
  readonly exclusions: Exclusions
  readonly revokeExclusion: RevokeExclusion
  readonly metrics: Metrics
  readonly health: Omit<HealthOptions, 'metrics' | 'ids'>
  readonly consoleFiles: ConsoleFiles
  readonly underWay: Pick<UnderWay, 'begin'>
  /** A connection on which nothing moves for so long is closed. */
  readonly stalledAfterMs?: number | undefined
  readonly nullRoute: boolean
  readonly now: () => Date
}

// Four heartbeats of a live stream, and longer than any handler works without a word. A request as a whole has no limit:
// a batch of entries may be sent for as long as it moves. Heads have Node's, a minute.
const usuallyStalledAfterMs = 60_000

/** The service's HTTP side; opens nothing. */
export const buildApp = async (deps: AppDeps) => {
  const { policy, record, cases, audit, ids, screen, metrics, now } = deps
  const sharedList = withHeldLists(deps.sharedList, deps.watchlist)
  const app = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: true,
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply, toProblem(error, request))
    },
    forceCloseConnections: 'idle',
    connectionTimeout: deps.stalledAfterMs ?? usuallyStalledAfterMs,
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 200 }
  }).withTypeProvider<TypeBoxTypeProvider>()
  checkRequests(app)
  keepRepliesPrivate(app)
  // Replies are built field by field for their reader; a second filter by schema would only cost time.
  app.setSerializerCompiler(() => JSON.stringify)
  handleErrors(app)
  takeJson(app)
  app.addHook('preHandler', async (_request, { raw }) => deps.underWay.begin(raw))
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      route: request.routeOptions.url ?? 'none',
      method: request.method,
      status: `${Math.floor(reply.statusCode / 100)}xx`
    }
    metrics.httpSeconds.observe(labels, reply.elapsedTime / 1_000)
  })

  await app.register(auth, {
    ...deps.auth,
    sessions: deps.sessions,
    gate: deps.gate,
    open: ['/docs']
  })
  await app.register(docs)
  await app.register(healthRoutes, { ...deps.health, ids: deps.ids, metrics })
  await app.register(signInRoutes, {
    sessions: deps.sessions,
    provider: deps.identityProvider,
    audit,
    now
  })
  const v1: FastifyPluginAsyncTypebox = async api => {
    const urgencyOf = (instruction: Instruction) => policy.instructions[instruction].urgency
    const command = deps.commandWatchlist
    await api.register(screeningRoutes, {
      screen,
      policyVersion: policy.versionInForce,
      nullRoute: deps.nullRoute
    })
    await api.register(matchingRoutes, { policy })
    await api.register(crossingRoutes, { record, ids, now })
    await api.register(manifestRoutes, {
      receive: deps.receiveManifest,
      ids: deps.ids,
      manifests: deps.manifests,
      cases,
      authorities: deps.authorities,
      audit,
      metrics,
      now
    })
    await api.register(listRoutes, { sharedList, command, audit, policy, now })
    await api.register(entryRoutes, { sharedList, command, audit, now })
    await api.register(entriesBatchRoutes, {
      sharedList,
      command,
      audit,
      gate: deps.gate,
      now
    })
    await api.register(entriesToolsRoutes, {
      sharedList,
      watchlist: deps.watchlist,
      tryEntry: deps.tryEntry,
      audit,
      ids,
      now
    })
    await api.register(tokenRoutes, { gate: deps.gate, audit, now })
    await api.register(overviewRoutes, {
      figures: deps.figures,
      watchlist: deps.watchlist,
      watchlistAge: policy.watchlistAge,
      nodes: deps.nodes
    })
    const { manifests, commandCase, deliveries, exclusions } = deps
    await api.register(caseRulesRoutes, { rules: policy.cases })
    await api.register(caseRoutes, {
      ids: deps.ids,
      cases,
      manifests,
      command: commandCase,
      noteView: deps.noteView,
      audit,
      urgencyOf,
      now
    })
    await api.register(alertRoutes, { deliveries, audit, now })
    await api.register(exclusionRoutes, {
      exclusions,
      revoke: deps.revokeExclusion,
      audit,
      now
    })
    await api.register(caseStreamRoutes, {
      cases,
      audit,
      gate: deps.gate,
      metrics,
      urgencyOf,
      heartbeatMs: 15_000,
      now
    })
  }
  await app.register(consoleRoutes, { files: deps.consoleFiles })
  await app.register(v1, { prefix: '/v1' })
  return app
}
