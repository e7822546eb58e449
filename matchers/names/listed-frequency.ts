import type { WordWeights } from '../model.ts'
import type { ParsedName } from './parse-name.ts'

/**
 * The most that a word can weigh which so many listed persons bear: a name that is frequent there is hardly rare among travellers,
 * even if no reference table has it. Two deviations below the count, so that a family on a small list does not make its
 * name a common one; in coarse steps, so that single entries do not show.
 *
 *   of 100,000 persons 1,200 bear it: at least 1,131 → -ln(0.0113) = 4.48 → 4.5;  3 of them: no limit
 */
export const listedLimit = (
  bearers: number,
  persons: number,
  { listedDeviations, listedStep, listedLeastPersons }: WordWeights
): number => {
  const surely = bearers - listedDeviations * Math.sqrt(bearers)
  if (surely <= 1) return Number.POSITIVE_INFINITY
  const weight = Math.log(coarsely(Math.max(listedLeastPersons, persons)) / surely)
  return Math.max(0, Math.round(Math.ceil(weight / listedStep) * listedStep * 1000) / 1000)
}

/** So many bearers or fewer limit no word's weight, whatever the number of persons: with two deviations 5. */
export const bearersWithoutLimit = ({ listedDeviations }: WordWeights): number =>
  Math.floor(((listedDeviations + Math.sqrt(listedDeviations ** 2 + 4)) / 2) ** 2)

/** A number of persons in steps of a quarter more. */
export const coarsely = (persons: number): number =>
  persons < 1 ? 0 : Math.exp(Math.round(Math.log(persons) * 4) / 4)

/** Every word by which a person counts as a bearer; particles and titles are nobody's name. */
export const bornWords = (names: readonly ParsedName[]): Set<string> => {
  const words = new Set<string>()
  for (const name of names) {
    for (const { spellings, light } of name.words) {
      if (!light) for (const { text } of spellings) words.add(text)
    }
  }
  return words
}
