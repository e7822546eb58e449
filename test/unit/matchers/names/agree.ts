import type { Alignment } from '#matchers/names/align-names.ts'
import { bestAgreement, shapeNames } from '#matchers/names/compare-names.ts'
import { createLexicon } from '#matchers/names/word.ts'
import type { PersonName } from '#matchers/types.ts'
import { model } from '../fixtures.ts'

const lexicon = createLexicon(model.word)

/** How a traveller's name agrees with a listed one. */
export const agree = (traveller: PersonName, listed: PersonName): Alignment => {
  const shaped = (name: PersonName) => shapeNames([name], lexicon)
  const best = bestAgreement(shaped(traveller), shaped(listed), model)
  if (best === undefined) throw new Error('no name')
  return best.alignment
}
