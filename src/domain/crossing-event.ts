import { type Static, Type } from 'typebox'
import { Instant } from './dates.ts'
import { Crossing, Text, Traveller } from './traveller.ts'
import { Agency, Purpose } from './vocabulary.ts'

const strict = { additionalProperties: false }

/** One crossing as a CloudEvent 1.0 in structured JSON: the traveller, the journey, and why we may look. */
export const CrossingEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Text(200),
    source: Text(200),
    type: Type.Literal('portcullis.crossing'),
    time: Type.Optional(Instant),
    datacontenttype: Type.Optional(Type.Literal('application/json')),
    data: Type.Object(
      {
        purpose: Purpose,
        agency: Type.Optional(Agency),
        traveller: Traveller,
        journey: Crossing
      },
      strict
    )
  },
  strict
)
export type CrossingEvent = Static<typeof CrossingEvent>
