import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { BadRequest, UnsupportedMediaType } from '../errors.ts'

/** Takes JSON in UTF-8 and nothing else: letters that are replaced while reading name somebody else. */
export const takeJson = (app: FastifyInstance) => {
  app.removeContentTypeParser('text/plain')
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer
    // A DELETE of many clients says application/json and sends nothing.
    if (bytes.length === 0) return done(null, undefined)
    const refused = otherCharset(request) ?? (isUtf8(bytes) ? undefined : new BadRequest(notUtf8))
    return refused ? done(refused) : parseJson(request, bytes.toString(), done)
  })
}

/** The refusal of a body that names another character set than UTF-8. */
export const otherCharset = ({ headers }: FastifyRequest): Error | undefined => {
  const [, named = 'utf-8'] =
    /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '') ?? []
  return readAsUtf8.has(named.toLowerCase())
    ? undefined
    : new UnsupportedMediaType('content-type names another charset than utf-8: send UTF-8')
}

const readAsUtf8 = new Set(['utf-8', 'utf8', 'us-ascii'])
const notUtf8 = 'body: is not UTF-8: nothing was read; encode it as UTF-8 and send it again'
