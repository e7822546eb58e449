import type { Model, PriorModel } from './model.ts'

/**
 * The prior of one comparison: where a stranger's best coincidence with so many persons lies below even odds. Twice as many listed
 * persons are twice as many chances of a coincidence, worth ln 2, and a little more, for a longer list also holds more of what the
 * weights take for independent: namesakes, families, undated persons. `growth` was fitted so that false alerts stay level.
 * In coarse steps: one entry more or less, a covert one above all, does not show in anybody's score.
 *
 *   share 0.0035, growth 1.15, 5,000 persons: -14.25; 100,000: -17.5; 1,000,000: -20.25
 */
export const priorFor = (
  persons: number,
  { listedShare, growth, leastPersons, step }: PriorModel
): number => {
  const least = Math.log(listedShare / leastPersons)
  const grown = growth * Math.log(Math.max(1, persons / leastPersons))
  return Math.round((least - grown) / step) * step
}

/**
 * What documents weigh more on a longer list: an honest traveller's number is no likelier to be a certain listed one,
 * however many there are, so their evidence makes up for the prior. Listed neighbours are counted apart.
 */
export const documentAllowance = (prior: number, model: Model): number =>
  priorFor(0, model.prior) - prior

/** logistic(prior + evidence). */
export const scoreOf = (weight: number, prior: number): number =>
  1 / (1 + Math.exp(-(prior + weight)))

/** The evidence that reaches a score: the inverse of `scoreOf`. */
export const weightFor = (score: number, prior: number): number => {
  const inside = Math.min(Math.max(score, 1e-12), 1 - 1e-12)
  return Math.log(inside / (1 - inside)) - prior
}
