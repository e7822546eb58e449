import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { actorOf, type Caller, hasRole } from '../domain/access.ts'
import type { Cases } from '../domain/ports.ts'
import { Purpose } from '../domain/vocabulary.ts'
import { BadRequest, ManifestsIncomplete, NotAllowed, NotFound } from '../errors.ts'
import {
  type AcknowledgementDeps,
  statusChangesOf,
  takeAcknowledgements
} from '../manifests/acknowledgements.ts'
import {
  type Answering,
  answerReceived,
  answerUnreadable,
  answerUnscreened
} from '../manifests/answer-carrier.ts'
import { asReleased } from '../manifests/as-released.ts'
import { type Authorities, authorityFor } from '../manifests/authority.ts'
import { collectParts } from '../manifests/collect-parts.ts'
import { readKept } from '../manifests/earlier.ts'
import type { JsonManifest } from '../manifests/json-manifest.ts'
import { leftFor } from '../manifests/left-for.ts'
import { limits } from '../manifests/limits.ts'
import { acceptedMessages, type Manifest } from '../manifests/manifest.ts'
import { isCarrierOf } from '../manifests/manifest-keys.ts'
import { readTransmission } from '../manifests/read-transmission.ts'
import type { Receiver, Taking } from '../manifests/receive.ts'
import type { ReceivedManifest } from '../manifests/received.ts'
import { ManifestReply, showManifest } from '../manifests/show.ts'
import { readStatuses } from '../manifests/statuses.ts'
import { admit, callerOf } from './auth.ts'
import { agencyOf } from './cases.ts'
import { ManifestBody, takeInterchanges } from './manifest-bodies.ts'
import { Id } from './paging.ts'
import { problem, problemContent, problems, sendProblem } from './problems.ts'

export interface ManifestRoutesOptions extends AcknowledgementDeps {
  readonly receive: Receiver['receive']
  readonly cases: Cases
  readonly authorities: Authorities
}

const edifact = 'application/edifact'
/** The purpose of manifests where the sender names no other. */
const usualPurpose = 'border_control'
const Cusres = Type.Unsafe<string>({ type: 'string', description: 'CUSRES, where asked for' })
const orCusres = <Content extends object>(content: Content) => ({
  description: 'JSON, or the CUSRES reply that Accept: application/edifact asks for',
  content: { ...content, [edifact]: { schema: Cusres } }
})
const Shown = orCusres({ 'application/json': { schema: ManifestReply } })

/** The reply to acknowledgements of status changes (CUSRES 312). */
const Acknowledged = Type.Object({
  acknowledged: Type.Integer(),
  unknown: Type.Integer({ description: 'of nobody, or told to somebody else' })
})

/** Manifests: every person screened at once, answered in JSON or as the authority answers carriers. */
export const manifestRoutes: FastifyPluginAsyncTypebox<ManifestRoutesOptions> = async (
  app,
  { receive, ids, manifests, cases, authorities, audit, metrics, now }
) => {
  takeInterchanges(app)
  const audited = (caller: Caller, action: string, about: { [key: string]: string | number }) =>
    audit.append([{ at: now().toISOString(), by: actorOf(caller), action, about }])
  const partsOf = (received: ReceivedManifest) => collectParts(manifests, received, now().getTime())
  const leftOf = async (kept: ReceivedManifest, caller: Caller) => {
    const agency = deskOf(caller)
    return leftFor(agency === undefined ? kept : await asReleased(cases, kept), agency)
  }
  const toldOf = async (received: ReceivedManifest) => {
    const authority = authorityFor(authorities, received.manifest.interchange?.recipient)
    return { authority, statuses: await readStatuses(cases, received, authority) }
  }

  const refuse = async (
    request: FastifyRequest,
    reply: FastifyReply,
    manifest: Manifest,
    answering: Answering
  ) => {
    const findings = manifest.findings.filter(({ severity }) => severity === 'reject')
    const [first] = findings
    await audited(callerOf(request), 'manifest_rejected', { reason: first?.code ?? 'empty' })
    metrics.manifests.inc({ outcome: 'rejected' })
    if (asksForCusres(request)) {
      return sendEdifact(reply.status(400), answerUnreadable(manifest, answering))
    }
    const errors = findings.map(({ segment, words }) => ({
      field: segment === undefined ? 'body' : `segment ${segment}`,
      problem: words
    }))
    const detail = [...new Set(findings.map(({ words }) => words))].join('; ')
    const { id: requestId } = request
    return sendProblem(reply, problem(400, 'MANIFEST_REJECTED', detail, { requestId, errors }))
  }

  /** The reply in time: what the screening said, else the authority's fallback while screening of what is kept goes on. */
  const sendCusres = async (
    request: FastifyRequest,
    reply: FastifyReply,
    manifest: Manifest,
    answering: Answering,
    take: () => Taking
  ) => {
    const failed = (error: { code?: string }, outcome: string) => {
      metrics.manifests.inc({ outcome })
      request.log.error({ code: error.code ?? 'INTERNAL' }, 'manifest not screened')
    }
    const done = new AbortController()
    const late = pause(answering.authority.answerWithinMs, 'late' as const, { signal: done.signal })
    late.catch(() => undefined) // answered in time
    try {
      const { kept, finished, giveUp } = take()
      const first = await Promise.race([finished, late])
      if (first !== 'late' || !giveUp()) {
        const received = await finished
        const { authority, statuses } = await toldOf(received)
        return sendEdifact(reply, answerReceived(received, authority, statuses))
      }
      await kept
      finished.catch(error => failed(error, 'failed'))
      metrics.manifests.inc({ outcome: 'late' })
      request.log.warn('manifest answered with the fallback of its authority')
      return sendEdifact(reply, answerUnscreened(manifest, answering))
    } catch (error) {
      failed(error as { code?: string }, 'failed')
      reply.status(503).header('retry-after', '1')
      return sendEdifact(reply, answerUnscreened(manifest, answering))
    } finally {
      done.abort()
    }
  }

  app.post(
    '/manifests',
    {
      onRequest: admit('carrier', 'checkpoint', 'officer', 'supervisor'),
      bodyLimit: limits.maxBytes,
      schema: {
        operationId: 'sendManifest',
        summary: 'Screen all persons on a carrier’s leg: PAXLST or JSON in, JSON or CUSRES out',
        tags: ['manifests'],
        querystring: Type.Object(
          { purpose: Type.Optional(Purpose) },
          { additionalProperties: false }
        ),
        body: ManifestBody,
        response: {
          200: Shown,
          202: Acknowledged,
          ...problems(413, 415),
          400: orCusres(problemContent),
          503: orCusres(problemContent)
        }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { purpose = usualPurpose } = request.query
      if (!caller.purposes.includes(purpose)) {
        throw new NotAllowed('the token does not allow this purpose')
      }
      if (isOfficer(caller)) agencyOf(caller)
      const at = now().toISOString()
      const body = request.body as Buffer | JsonManifest | undefined
      if (!body) throw new BadRequest('body: send a manifest')
      const { manifest, contentDigest, acknowledges } = readTransmission(body, at, authorities)
      if (acknowledges.length > 0) {
        const deps = { ids, manifests, audit, metrics, now }
        return reply.status(202).send(await takeAcknowledgements(deps, caller, acknowledges))
      }
      const authority = authorityFor(authorities, manifest.interchange?.recipient)
      const answering = { authority, id: contentDigest, at }
      if (acceptedMessages(manifest).length === 0) {
        return refuse(request, reply, manifest, answering)
      }
      const take = () => receive({ caller, purpose, manifest, contentDigest })
      if (asksForCusres(request)) return sendCusres(request, reply, manifest, answering, take)
      const received = await take().finished.catch((error: Error) => {
        metrics.manifests.inc({ outcome: 'failed' })
        throw error
      })
      const seen = deskOf(caller) === undefined ? received : await asReleased(cases, received)
      return showManifest(seen, { caller, isSender: true, parts: await partsOf(received) })
    }
  )

  app.get(
    '/manifests/:id',
    {
      onRequest: admit('carrier', 'officer', 'supervisor', 'auditor', 'admin'),
      schema: {
        operationId: 'getManifest',
        summary: 'One manifest with what became of its persons, as far as the caller may see it',
        tags: ['manifests'],
        params: Type.Object({ id: Id }),
        response: { 200: Shown, ...problems(404) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      if (isOfficer(caller)) agencyOf(caller)
      const kept = await readKept(manifests, request.params.id)
      if (!kept && !(await manifests.isWhole())) throw new ManifestsIncomplete()
      const received = kept && mayRead(caller, kept) ? await leftOf(kept, caller) : undefined
      if (!received) throw new NotFound('there is no such manifest')
      await audited(caller, 'manifest_viewed', { manifest: received.id })
      const told = isCarrierOnly(caller) ? await toldOf(received) : undefined
      if (told && asksForCusres(request)) {
        return sendEdifact(reply, answerReceived(received, told.authority, told.statuses))
      }
      const changes = await statusChangesOf({ ids, manifests }, received.id)
      return showManifest(received, { caller, parts: await partsOf(received), told, changes })
    }
  )
}

const asksForCusres = ({ headers }: FastifyRequest) =>
  headers.accept?.toLowerCase().includes(edifact) ?? false

const sendEdifact = (reply: FastifyReply, interchanges: readonly string[]) =>
  reply.type(edifact).send(interchanges.join(''))

const isCarrierOnly = (caller: Caller) =>
  !hasRole(caller, 'officer', 'supervisor', 'auditor', 'admin')

const isOfficer = (caller: Caller) => hasRole(caller, 'officer', 'supervisor')

/** The agency whose cases this caller may see. */
const deskOf = (caller: Caller) => (isOfficer(caller) ? caller.agency : undefined)

const mayRead = (caller: Caller, { carriers }: ReceivedManifest) =>
  !isCarrierOnly(caller) || isCarrierOf(caller, carriers)
