import type { FastifyInstance } from 'fastify'

/**
 * Says of every reply that it is for its caller alone: what a browser or a proxy keeps of it may be read by the next person at the
 * desk. A route of what is nobody's says otherwise by itself.
 */
export const keepRepliesPrivate = (app: FastifyInstance) => {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    done()
  })
}
