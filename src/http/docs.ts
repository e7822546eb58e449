import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import plugin from 'fastify-plugin'
import { admitAnyone } from './auth.ts'

/** The contract at /openapi.json and a page to read it at /docs; to be registered before the routes. */
export const docs = plugin(async app => {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Portcullis',
        description:
          'Real-time screening of travellers against the watchlists that agencies share. Errors are problems (RFC 9457) with a stable code; a node that is stopping answers 503 as application/json.',
        version: '1',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }
      },
      tags: [
        { name: 'screening', description: 'One traveller in, one decision out' },
        { name: 'manifests', description: 'All persons on a carrier’s leg' },
        { name: 'watchlists', description: 'Lists and entries of agencies' },
        { name: 'cases', description: 'What duty officers work on' },
        { name: 'operations', description: 'Health and metrics' }
      ],
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }
      },
      security: [{ bearer: [] }]
    },
    refResolver: { buildLocalReference: ({ $id }) => String($id) }
  })
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: true })
  app.get(
    '/openapi.json',
    { onRequest: admitAnyone(), schema: { hide: true }, logLevel: 'warn' },
    async () => app.swagger()
  )
})
