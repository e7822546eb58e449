import type { Model } from './model.ts'
import { priorFor } from './prior.ts'

/** One field that is compared, with the weight of each level of agreement. */
export interface DescribedField {
  readonly field: string
  readonly compares: string
  readonly levels: readonly { readonly level: string; readonly weight: number }[]
}

export interface DescribedModel {
  readonly version: string
  readonly score: string
  /** Of a list of few persons; `score` says how it goes down with more. */
  readonly prior: number
  readonly fields: readonly DescribedField[]
}

/** What is compared and how much each level weighs, for people to read. */
export const describeModel = (model: Model): DescribedModel => {
  const { likeness, respelled, decay: _, ...name } = model.name
  const { farYears: __, ...birthDate } = model.birthDate
  const { nearMinLength: ___, ...document } = model.document
  return {
    version: model.version,
    score: `logistic(prior + sum of the weights of all evidence); weights are natural-log likelihood ratios; the prior is ln(${model.prior.listedShare / model.prior.leastPersons}) up to ${model.prior.leastPersons} listed persons searched and falls by ${model.prior.growth} × ln 2 each time they double, in steps of ${model.prior.step}`,
    prior: priorFor(0, model.prior),
    fields: [
      field(
        'document',
        'number (also look-alike characters, one character wrong) and issuer',
        document
      ),
      field(
        'name',
        'words in any order and script; each agreeing word weighs -ln(its share in names of travellers) × likeness',
        {
          ...name,
          ...prefixed('respelled: ', respelled),
          ...prefixed('likeness: ', likeness)
        }
      ),
      field(
        'originalName',
        'Chinese characters of names that both sides give in them; forms of one character (張, 张) are the same',
        { ...model.originalName }
      ),
      field('birthDate', 'day, month and year, as far as each is known', birthDate),
      field('nationality', 'any nationality in common', model.nationality),
      field('sex', 'M or F; X is no evidence', model.sex),
      field('birthPlace', 'any word of the place in common', model.birthPlace)
    ]
  }
}

const field = (
  name: string,
  compares: string,
  weights: Readonly<Record<string, number>>
): DescribedField => ({
  field: name,
  compares,
  levels: Object.entries(weights).map(([level, weight]) => ({ level, weight }))
})

const prefixed = (prefix: string, weights: object): Record<string, number> =>
  Object.fromEntries(Object.entries(weights).map(([key, value]) => [prefix + key, Number(value)]))
