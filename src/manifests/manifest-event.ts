import { type Static, Type } from 'typebox'
import { Instant } from '../domain/dates.ts'
import { Text } from '../domain/traveller.ts'
import { Agency, Purpose } from '../domain/vocabulary.ts'
import { JsonManifest } from './json-manifest.ts'
import { limits } from './limits.ts'

const strict = { additionalProperties: false }
const envelope = {
  specversion: Type.Literal('1.0'),
  id: Text(200),
  source: Text(200),
  type: Type.Literal('portcullis.manifest'),
  time: Type.Optional(Instant),
  purpose: Type.Optional(Purpose),
  agency: Type.Optional(Agency)
}
const edifact = { ...envelope, datacontenttype: Type.Literal('application/edifact') }
const inBase64 = Math.ceil(limits.maxBytes / 3) * 4

/**
 * One manifest as a CloudEvent 1.0 in structured JSON: as JSON, as the text of a PAXLST, or as its bytes in base64; why we may
 * look, and for whom, are extension attributes.
 */
export const ManifestEvent = Type.Union([
  Type.Object(
    {
      ...envelope,
      datacontenttype: Type.Optional(Type.Literal('application/json')),
      data: JsonManifest
    },
    strict
  ),
  Type.Object(
    { ...edifact, data: Type.String({ minLength: 1, maxLength: limits.maxBytes }) },
    strict
  ),
  Type.Object(
    {
      ...edifact,
      data_base64: Type.String({
        minLength: 4,
        maxLength: inBase64,
        pattern: '^[A-Za-z0-9+/]+={0,2}$'
      })
    },
    strict
  )
])
export type ManifestEvent = Static<typeof ManifestEvent>
