import { type Static, Type } from 'typebox'
import { Country } from '../domain/countries.ts'
import { type Instruction, instructions } from '../domain/vocabulary.ts'

const strict = { additionalProperties: false }

/** What an authority answers about a person: nothing else leaves for a carrier. */
export const boardingDecisions = [
  'ok',
  'do_not_board',
  'refer',
  'insufficient_data',
  'error'
] as const
export const BoardingDecision = Type.Enum([...boardingDecisions])
export type BoardingDecision = (typeof boardingDecisions)[number]

/** What the sender left out; said to the carrier, who knows what it sent. */
export const missingItems = ['name', 'birth_date', 'document_number'] as const
export type MissingItem = (typeof missingItems)[number]

const Code = Type.String({ pattern: '^[A-Z0-9]{1,8}$', description: 'as sent in ERC' })
const Words = Type.String({
  pattern: '^[A-Z0-9][A-Z0-9 .,()/=-]{0,69}$',
  description:
    'for the agent at the desk, the same for everyone: never a list, an agency or a reason'
})
const Answer = Type.Object({ code: Code, text: Words }, strict)

const Instructed = Type.Enum(['ok', 'do_not_board', 'refer'])

/** How one authority writes its decisions: the same code means different things to different authorities. */
export const Authority = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 100 }),
    receiving: Type.Optional(
      Type.Object(
        {
          state: Country,
          places: Type.Optional(
            Type.Array(Type.String({ pattern: '^[A-Z0-9]{3,5}$' }), {
              maxItems: 1_000,
              description: 'its airports; UN/LOCODEs name their country themselves'
            })
          )
        },
        {
          ...strict,
          description: 'tells which sector crosses the border where a manifest does not say it'
        }
      )
    ),
    answers: Type.Object(
      {
        ok: Answer,
        do_not_board: Answer,
        refer: Answer,
        insufficient_data: Answer,
        error: Answer
      },
      strict
    ),
    missing: Type.Object(
      { name: Words, birth_date: Words, document_number: Words },
      { ...strict, description: 'put behind the text of insufficient_data' }
    ),
    headerError: Answer,
    officers: Type.Object(
      {
        confirmed: Type.Object(
          {
            otherwise: Instructed,
            ...Object.fromEntries(instructions.map(name => [name, Type.Optional(Instructed)]))
          } as { otherwise: typeof Instructed } & {
            [name in Instruction]: Type.TOptional<typeof Instructed>
          },
          strict
        ),
        dismissed: Instructed
      },
      { ...strict, description: 'what is said once officers have decided about a hit' }
    ),
    onTimeout: Type.Enum(['ok', 'do_not_board', 'refer', 'error'], {
      description: 'the answer where screening took too long; a status change may follow'
    }),
    answerWithinMs: Type.Integer({
      minimum: 1,
      maximum: 60_000,
      description: 'how long a carrier waits for a CUSRES before it gets the answer of onTimeout'
    }),
    release: Type.String({
      pattern: '^[0-9]{2}[AB]$',
      description: 'of the directory, such as 05B'
    }),
    group: Type.Boolean({ description: 'whether messages stand in a functional group (UNG, UNE)' })
  },
  strict
)
export type Authority = Static<typeof Authority>

/** The authorities by the recipient that manifests are sent to (UNB), and one for all others. */
export const Authorities = Type.Object(
  {
    default: Authority,
    recipients: Type.Record(Type.String({ pattern: '^[A-Z0-9._-]{1,35}$' }), Authority)
  },
  strict
)
export type Authorities = Static<typeof Authorities>

/** The authority that a manifest is addressed to. */
export const authorityFor = (
  { recipients, default: other }: Authorities,
  recipient: string | undefined
): Authority => {
  const name = recipient?.toUpperCase() ?? ''
  return (Object.hasOwn(recipients, name) ? recipients[name] : undefined) ?? other
}
