import { type Static, Type } from 'typebox'
import { Agency } from './vocabulary.ts'

const strict = { additionalProperties: false }

/** Where one desk of an agency takes its alerts, and the secrets that sign them: more than one while they are exchanged. */
export const Webhook = Type.Object(
  {
    agency: Agency,
    desk: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    url: Type.String({
      pattern: '^(https://|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])[:/])',
      description: 'https, or http on this machine'
    }),
    secrets: Type.Array(Type.String({ pattern: '^whsec_[A-Za-z0-9+/]{32,}={0,2}$' }), {
      minItems: 1,
      maxItems: 5
    })
  },
  strict
)
export type Webhook = Static<typeof Webhook>

export const Webhooks = Type.Array(Webhook)
