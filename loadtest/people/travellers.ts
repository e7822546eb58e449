import { mrzForm } from './mrz-form.ts'
import { people } from './people.ts'
import { createRandom, type Random } from './random.ts'
import type { Person, SyntheticTraveller, TravellerName } from './types.ts'

/** Which strangers, and how fully they are described. */
export interface TravellersOptions {
  readonly seed: number
  /** Share of travellers sent without a birth date. */
  readonly withoutBirthDate?: number
  /** Share of travellers sent with their document. */
  readonly withDocument?: number
}

/**
 * Strangers on their way, without end: nobody of them is on the watchlist of the same seed, and no
 * passport is. A namesake with the same birth date can be among them, as in life.
 */
export function* travellers(options: TravellersOptions): Generator<SyntheticTraveller, never> {
  const random = createRandom(options.seed, 'travellers')
  for (const person of people(options.seed, { series: 1 })) {
    yield asTraveller(person, random, options)
  }
  throw new Error('people never end')
}

/** A person as a checkpoint would send it: the Latin name, mostly as the machine-readable zone has it. */
export const asTraveller = (
  { names, birthDate, sex, nationality, passport }: Person,
  random: Random,
  { withoutBirthDate = 0.02, withDocument = 0.85 }: Omit<TravellersOptions, 'seed'> = {}
): SyntheticTraveller => {
  const [latin, native] = names
  const family = latin?.family
  const given = latin?.given
  const shown: TravellerName[] = [
    random.chance(0.8) ? mrzForm({ family, given }) : nameOf(family, given)
  ]
  if (native && random.chance(0.05)) shown.push(nameOf(native.family, native.given))
  return {
    names: shown,
    ...(random.chance(withoutBirthDate) ? {} : { birthDate }),
    sex,
    nationalities: [nationality],
    ...(random.chance(withDocument) ? { documents: [passport] } : {})
  }
}

const nameOf = (family?: string, given?: string): TravellerName => ({
  ...(family === undefined ? {} : { family }),
  ...(given === undefined ? {} : { given })
})
