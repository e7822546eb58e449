import type { Traveller } from '#matchers/index.ts'
import type { SyntheticTraveller } from '../people/types.ts'

/** How much of a traveller is known to the search. */
export type Mode = keyof typeof modes

/** What each mode leaves of a traveller; undefined when the mode asks for what is not there. */
export const modes = {
  'name only': ({ names }) => ({ names }),
  'with birth date': ({ names, birthDate }) =>
    birthDate === undefined ? undefined : { names, birthDate },
  'all fields': ({ documents: _, ...rest }) => rest,
  'with document': traveller => traveller
} as const satisfies Readonly<
  Record<string, (traveller: SyntheticTraveller) => Traveller | undefined>
>

export const modeNames = Object.keys(modes) as readonly Mode[]
