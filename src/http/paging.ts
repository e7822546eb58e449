import { Type } from 'typebox'

/** An id of ours in an address or a query. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })

/** Query of a list that is read page by page: so many, after the last id of the page before. */
export const Page = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    after: Type.Optional(Id)
  },
  { additionalProperties: false }
)
