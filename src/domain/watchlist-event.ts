import { type Static, Type } from 'typebox'
import { Instant } from './dates.ts'
import { Entry, Revision } from './entry.ts'
import { Text } from './traveller.ts'
import { Agency, EntryId, ListName } from './vocabulary.ts'

const strict = { additionalProperties: false }
const whose = { agency: Agency, list: ListName }

/** A change of an agency's list as a CloudEvent 1.0 in structured JSON: what a line of a batch says, with its list. */
export const WatchlistEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Text(200),
    source: Text(200),
    type: Type.Literal('portcullis.watchlist'),
    time: Type.Optional(Instant),
    datacontenttype: Type.Optional(Type.Literal('application/json')),
    data: Type.Union([
      Type.Object({ ...whose, op: Type.Literal('put'), entry: Entry }, strict),
      Type.Object(
        {
          ...whose,
          op: Type.Literal('withdraw'),
          entry: Type.Object({ id: EntryId, revision: Revision }, strict)
        },
        strict
      )
    ])
  },
  strict
)
export type WatchlistEvent = Static<typeof WatchlistEvent>
