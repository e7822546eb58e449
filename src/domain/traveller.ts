import { type Static, Type } from 'typebox'
import { Country, toCountry } from './countries.ts'
import { FullDate, Instant, PartialDate } from './dates.ts'
import { Sex } from './vocabulary.ts'

const strict = { additionalProperties: false }
export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

/** A name in one string, or in the parts that a document keeps apart. */
export const Name = Type.Object(
  {
    full: Type.Optional(Text(200)),
    family: Type.Optional(Text(100)),
    given: Type.Optional(Text(100))
  },
  { ...strict, minProperties: 1 }
)

export const Document = Type.Object(
  {
    type: Type.Optional(Text(10)),
    number: Text(40),
    issuer: Type.Optional(Country),
    expires: Type.Optional(FullDate)
  },
  strict
)

export type Document = Static<typeof Document>

/** The person being screened, as a document, a manifest or an officer describes them. */
export const Traveller = Type.Object(
  {
    names: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 10 })),
    birthDate: Type.Optional(PartialDate),
    sex: Type.Optional(Sex),
    nationalities: Type.Optional(Type.Array(Country, { maxItems: 10 })),
    birthPlace: Type.Optional(Text(200)),
    documents: Type.Optional(Type.Array(Document, { maxItems: 10 })),
    mrz: Type.Optional(Type.String({ minLength: 1, maxLength: 500 }))
  },
  strict
)
export type Traveller = Static<typeof Traveller>

/** A person passing a checkpoint. */
export const Crossing = Type.Object(
  {
    kind: Type.Literal('crossing'),
    checkpoint: Text(64),
    direction: Type.Enum(['entry', 'exit', 'transit']),
    at: Instant
  },
  strict
)

/** A leg of a flight, ship or train. */
export const Leg = Type.Object(
  {
    kind: Type.Literal('leg'),
    mode: Type.Enum(['air', 'sea', 'rail']),
    carrier: Text(40),
    number: Text(20),
    departureDate: FullDate,
    from: Text(64),
    to: Text(64),
    departs: Type.Optional(Instant),
    arrives: Type.Optional(Instant)
  },
  strict
)

/** Where and when a traveller travels. */
export const Journey = Type.Union([Crossing, Leg])
export type Journey = Static<typeof Journey>

/** A traveller's place on a carrier's manifest, as its sender wrote it. */
export const OnManifest = Type.Object({
  manifestId: Type.String(),
  message: Type.Integer({ minimum: 1 }),
  person: Type.Integer({ minimum: 1, description: 'order in the message' }),
  reference: Type.Optional(Type.String()),
  locator: Type.Optional(Type.String({ description: 'of the reservation' })),
  seat: Type.Optional(Type.String())
})
export type OnManifest = Static<typeof OnManifest>

/** The same traveller with every country as ICAO's code. */
export const normaliseTraveller = (traveller: Traveller): Traveller => ({
  ...traveller,
  ...(traveller.nationalities && { nationalities: traveller.nationalities.map(icao) }),
  ...(traveller.documents && {
    documents: traveller.documents.map(document => ({
      ...document,
      ...(document.issuer && { issuer: icao(document.issuer) })
    }))
  })
})

const icao = (code: string) => toCountry(code) ?? code
