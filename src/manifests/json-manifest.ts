import { type Static, Type } from 'typebox'
import { Format } from 'typebox/format'
import { Country } from '../domain/countries.ts'
import { FullDate, isPartialDate, PartialDate } from '../domain/dates.ts'
import { Name, Text } from '../domain/traveller.ts'
import { Sex } from '../domain/vocabulary.ts'
import { limits } from './limits.ts'
import { messageFunctions } from './message-function.ts'
import { personRoles } from './person.ts'

const strict = { additionalProperties: false }
const Place = Text(64)
const Count = Type.Integer({ minimum: 0, maximum: 999_999 })

Format.Set(
  'local-time',
  text => /^.{10}T([01]\d|2[0-3]):[0-5]\d$/.test(text) && isPartialDate(text.slice(0, 10))
)

const LocalTime = Type.String({
  format: 'local-time',
  description: 'local time at the place, such as 2026-03-01T10:15'
})

/** One leg of a flight, voyage or train journey. */
export const JsonLeg = Type.Object(
  {
    mode: Type.Enum(['air', 'sea', 'rail']),
    carrier: Text(40),
    number: Text(20),
    from: Place,
    to: Place,
    departs: LocalTime,
    arrives: Type.Optional(LocalTime),
    border: Type.Optional(
      Type.Boolean({
        description:
          'crosses the border; not needed where there is one leg, or where the state of the recipient tells'
      })
    ),
    overflight: Type.Optional(Type.Boolean())
  },
  strict
)

/** A travel document. */
export const JsonDocument = Type.Object(
  {
    type: Type.Optional(Text(10)),
    number: Text(40),
    issuer: Type.Optional(Country),
    expires: Type.Optional(FullDate),
    issued: Type.Optional(FullDate)
  },
  strict
)

/** One person on the list. */
export const JsonPerson = Type.Object(
  {
    role: Type.Optional(Type.Enum([...personRoles])),
    names: Type.Optional(Type.Array(Name, { minItems: 1, maxItems: 5 })),
    birthDate: Type.Optional(PartialDate),
    sex: Type.Optional(Sex),
    nationalities: Type.Optional(Type.Array(Country, { maxItems: 10 })),
    residence: Type.Optional(Country),
    birthPlace: Type.Optional(Text(200)),
    documents: Type.Optional(Type.Array(JsonDocument, { maxItems: 10 })),
    locator: Type.Optional(Text(35)),
    reference: Type.Optional(Text(35)),
    governmentReference: Type.Optional(Text(35)),
    seat: Type.Optional(Text(35)),
    verified: Type.Optional(Type.Boolean()),
    bags: Type.Optional(
      Type.Object(
        {
          count: Type.Optional(Count),
          weightKg: Type.Optional(Type.Number({ minimum: 0 })),
          tags: Type.Optional(Type.Array(Text(35), { maxItems: 99 }))
        },
        strict
      )
    ),
    crewRole: Type.Optional(Text(10)),
    embarkation: Type.Optional(Place),
    disembarkation: Type.Optional(Place),
    clearance: Type.Optional(Place)
  },
  strict
)

/** A way to reach the reporting party. */
export const JsonContact = Type.Object(
  { kind: Type.Enum(['phone', 'fax', 'email', 'other']), value: Text(512) },
  strict
)

/** A manifest in JSON: what a PAXLST says, in words. */
export const JsonManifest = Type.Object(
  {
    sender: Text(35),
    recipient: Type.Optional(Text(35)),
    reference: Text(35),
    prepared: Type.Optional(LocalTime),
    test: Type.Optional(Type.Boolean()),
    function: Type.Enum([...messageFunctions]),
    commonAccessReference: Type.Optional(Text(35)),
    part: Type.Optional(
      Type.Object(
        { number: Type.Integer({ minimum: 1, maximum: 999 }), final: Type.Boolean() },
        strict
      )
    ),
    transaction: Type.Optional(Text(35)),
    reportingParty: Type.Optional(
      Type.Object(
        {
          id: Type.Optional(Text(35)),
          names: Type.Optional(Type.Array(Text(100), { maxItems: 5 })),
          contacts: Type.Optional(Type.Array(JsonContact, { maxItems: 9 }))
        },
        strict
      )
    ),
    legs: Type.Array(JsonLeg, { maxItems: 10 }),
    formerLegs: Type.Optional(
      Type.Array(JsonLeg, {
        maxItems: 10,
        description: 'with change_of_flight: where the persons were listed before'
      })
    ),
    totals: Type.Optional(
      Type.Object({ passengers: Type.Optional(Count), crew: Type.Optional(Count) }, strict)
    ),
    persons: Type.Array(JsonPerson, { maxItems: limits.maxPersons })
  },
  strict
)
export type JsonManifest = Static<typeof JsonManifest>
