import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Actor } from '../domain/access.ts'
import { contentDigest } from '../domain/content-digest.ts'
import { Entry, entryProblems, normaliseEntry, Revision } from '../domain/entry.ts'
import type { Audit, SharedList } from '../domain/ports.ts'
import { fieldProblems } from '../domain/validation.ts'
import { EntryId, ListName } from '../domain/vocabulary.ts'
import type { CommandWatchlist, NewCommand } from '../watchlist/command.ts'
import type { Line } from '../watchlist/import/file-lines.ts'
import { admit, callerOf } from './auth.ts'
import { editableList, editorOf, rejectionProblem } from './editing.ts'
import type { Gate } from './gate.ts'
import { otherCharset } from './json-bodies.ts'
import { lineGroups } from './line-groups.ts'
import { problem, problems, sendProblem } from './problems.ts'

export interface EntriesBatchOptions {
  readonly sharedList: SharedList
  readonly command: CommandWatchlist
  readonly audit: Audit
  readonly gate: Pick<Gate, 'isRevoked'>
  readonly now: () => Date
}

const strict = { additionalProperties: false }
const Change = Type.Union([
  Type.Object({ op: Type.Literal('put'), entry: Entry }, strict),
  Type.Object(
    {
      op: Type.Literal('withdraw'),
      entry: Type.Object({ id: EntryId, revision: Revision }, strict)
    },
    strict
  )
])
const checker = Compile(Change)
const ndJson = 'application/x-ndjson'
/** A stream of lines: read and sent as it is. */
const Lines = {
  content: {
    [ndJson]: { schema: Type.Unsafe<string | Readable>({ description: 'JSON, one a line' }) }
  }
}
const pageSize = 5_000

/** One line's outcome: the revision that stands, or why the line was not taken. */
export interface LineResult {
  readonly id?: string
  readonly status: number
  readonly revision?: number
  readonly code?: string
  readonly detail?: string
}

/** Many entries in one request, streamed both ways: one result a line, in order. */
export const entriesBatchRoutes: FastifyPluginAsyncTypebox<EntriesBatchOptions> = async (
  app,
  { sharedList, command, audit, gate, now }
) => {
  app.removeAllContentTypeParsers() // everything but lines is 415
  app.addContentTypeParser(ndJson, (request, payload, done) => {
    const refused = otherCharset(request)
    return refused ? done(refused) : done(null, payload)
  })

  app.post(
    '/lists/:list/entries/batch',
    {
      onRequest: admit('agency_editor', 'admin'),
      schema: {
        operationId: 'batchEntries',
        summary: 'Put and withdraw many entries: one { op, entry } a line, one result a line',
        description:
          'Send application/x-ndjson. Results: { id, status: 200, revision } or { id, status, code, detail }. When the token ends or is revoked meanwhile, lines are answered with 401 and nothing more is read.',
        tags: ['watchlists'],
        params: Type.Object({ list: ListName }),
        body: Lines,
        response: { 200: Lines, ...problems(404, 415) }
      }
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { list } = request.params
      await editableList(sharedList, caller, list)
      const { body } = request
      if (!(body instanceof Readable)) {
        const what = 'send lines as application/x-ndjson'
        return sendProblem(reply, problem(415, 'UNSUPPORTED_MEDIA_TYPE', what))
      }
      const by = editorOf(caller)
      const audited = (action: string, about: { readonly [ids: string]: readonly string[] }) =>
        audit.append([{ at: now().toISOString(), by, action, about: { list, ...about } }])
      const commandAudited = async (commands: readonly EntryCommand[]) => {
        const asked = { put: idsOf('put', commands), withdrawn: idsOf('withdraw', commands) }
        const [verdicts] = await Promise.all([command(commands), audited('entries_batch', asked)])
        const refused = commands.filter((_, at) => verdicts[at]?.ok === false)
        const entries = refused.map(({ entryId }) => entryId)
        if (entries.length > 0) await audited('entries_refused', { entries })
        return verdicts
      }
      const take = takeGroup(commandAudited, list, by)
      const isSignedIn = () => !gate.isRevoked(caller) && caller.expiresAt * 1_000 > now().getTime()
      // A body flows for as long as whoever sends it likes.
      const results = async function* () {
        for await (const group of lineGroups(body)) {
          const mayGoOn = isSignedIn()
          const outcome = mayGoOn ? await take(group) : group.map(() => signedOut)
          yield `${outcome.map(result => JSON.stringify(result)).join('\n')}\n`
          if (!mayGoOn) return
        }
      }
      return reply.type(ndJson).send(Readable.from(results()))
    }
  )

  app.get(
    '/lists/:list/entries',
    {
      onRequest: admit('agency_editor', 'admin'),
      schema: {
        operationId: 'listEntries',
        summary: 'Ids, revisions and digests of a list by id, one a line, tombstones included',
        tags: ['watchlists'],
        params: Type.Object({ list: ListName }),
        querystring: Type.Object(
          {
            after: Type.Optional(EntryId),
            limit: Type.Optional(Type.Integer({ minimum: 1, maximum: pageSize }))
          },
          strict
        ),
        response: { 200: Lines, ...problems(404) }
      }
    },
    async (request, reply) => {
      const { list } = request.params
      const { after, limit = pageSize } = request.query
      const caller = callerOf(request)
      await editableList(sharedList, caller, list)
      const page = await sharedList.page(list, after, limit)
      const about = { list, count: page.length }
      const by = editorOf(caller)
      await audit.append([{ at: now().toISOString(), by, action: 'entries_listed', about }])
      const lines = page.map(({ id, revision, state, entry }) =>
        JSON.stringify({ id, revision, state, ...(entry && { digest: contentDigest(entry) }) })
      )
      return reply.type(ndJson).send(lines.map(line => `${line}\n`).join(''))
    }
  )
}

const takeGroup =
  (
    command: (commands: readonly EntryCommand[]) => ReturnType<CommandWatchlist>,
    list: string,
    by: Actor
  ) =>
  async (lines: readonly Line[]): Promise<readonly LineResult[]> => {
    const read = lines.map(line => readLine(line, list, by))
    const commands = read.flatMap(line => ('command' in line ? [line.command] : []))
    const verdicts = await command(commands).catch((error: { code?: string; message: string }) =>
      commands.map(() => ({ failed: error }))
    )
    let next = 0
    return read.map(line => {
      if ('refused' in line) return line.refused
      const verdict = verdicts[next++]
      const { entryId: id, revision } = line.command
      if (!verdict) return { id, status: 202, revision }
      if ('failed' in verdict) {
        return { id, status: 503, code: 'RECORD_UNAVAILABLE', detail: 'nothing was accepted' }
      }
      if (verdict.ok) return { id, status: 200, revision: verdict.revision }
      const { status, code, detail = '', revision: stored } = rejectionProblem(verdict)
      return { id, status, code, detail, ...(stored !== undefined && { revision: stored }) }
    })
  }

type EntryCommand = Extract<NewCommand, { op: 'put' | 'withdraw' }>

const idsOf = (op: EntryCommand['op'], commands: readonly EntryCommand[]) =>
  commands.filter(command => command.op === op).map(({ entryId }) => entryId)

const readLine = (
  sent: Line,
  list: string,
  by: Actor
): { readonly command: EntryCommand } | { readonly refused: LineResult } => {
  if ('problem' in sent) return refused(undefined, sent.problem)
  let line: unknown
  try {
    line = JSON.parse(sent.text)
  } catch {
    return refused(undefined, 'the line is not JSON')
  }
  const id = idOf(line)
  if (!checker.Check(line)) {
    const wrong = fieldProblems(checker.Errors(line))
    return refused(id, wrong.map(({ field, problem }) => `${field}: ${problem}`).join('; '))
  }
  const { revision } = line.entry
  const common = { list, entryId: line.entry.id, revision, by }
  if (line.op === 'withdraw') return { command: { op: 'withdraw', ...common } }
  const wrong = entryProblems(line.entry)
  if (wrong.length > 0) return refused(id, wrong.join('; '))
  return { command: { op: 'put', ...common, person: normaliseEntry(line.entry) } }
}

const signedOut: LineResult = {
  status: 401,
  code: 'NOT_SIGNED_IN',
  detail: 'the token has ended or was revoked: sign in, and send what was not taken'
}

const refused = (id: string | undefined, detail: string) => ({
  refused: { ...(id !== undefined && { id }), status: 400, code: 'BAD_REQUEST', detail }
})

const idOf = (line: unknown) => {
  const id = (line as { entry?: { id?: unknown } } | null)?.entry?.id
  return typeof id === 'string' ? id : undefined
}
