import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { JsonManifest } from '../manifests/json-manifest.ts'

/** Types under which carriers' systems send an interchange; its bytes are what counts. */
const interchangeTypes = ['application/edifact', 'application/octet-stream', 'text/plain'] as const

const Interchange = Type.Unsafe<Buffer | JsonManifest>({
  description: 'a PAXLST interchange, as its bytes'
})

/** The bodies of a manifest, by content type. */
export const ManifestBody = {
  content: {
    'application/json': { schema: Type.Unsafe<Buffer | JsonManifest>(JsonManifest) },
    ...Object.fromEntries(interchangeTypes.map(type => [type, { schema: Interchange }]))
  }
}

/** Takes interchanges as bytes, whatever character set they are in. */
export const takeInterchanges = (app: FastifyInstance) => {
  app.addContentTypeParser([...interchangeTypes], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body)
  )
}
