import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'

const Count = Type.Integer({ minimum: 1 })

const Page = Type.Object({
  /** The fingerprint of `publicKey`. */
  chain: Type.String(),
  node: Type.String(),
  publicKey: Type.String(),
  /** The number of the first line. */
  first: Count,
  last: Count,
  /** The hash of the line before the first; this and all bytes in base64. */
  before: Type.String(),
  /** The hash of the last line. */
  after: Type.String(),
  /** Each with its hash. */
  lines: Type.Array(Type.Tuple([Type.String(), Type.String()]), { minItems: 1 }),
  /** The signed end of the chain when the page was made: its last line, or a later one. */
  head: Type.Object({ number: Count, hash: Type.String(), signature: Type.String() })
})

/** Lines of one node's audit that follow each other, with all that is needed to check them elsewhere. */
export type AuditPage = Static<typeof Page>

/** The same without the name of its chain. */
export type ChainPage = Omit<AuditPage, 'chain' | 'node' | 'publicKey'>

const page = Compile(Page)

/** Whether this has the form of a page; says nothing of its hashes. */
export const isAuditPage = (value: unknown): value is AuditPage => page.Check(value)
