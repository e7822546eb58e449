import { type Draft, textOf } from './draft.ts'

/**
 * A word apart where two names and the article between them are written as one, else the word alone:
 *
 *   HABIBURRAHMAN → HABIB, RAHMAN     SAYFALISLAM → SAYF, ISLAM     GHOLAMREZA → GHOLAM, REZA
 *
 * Those of one who serves, ABDURRAHMAN, are left to `joinServants`.
 */
export const partFaith = (draft: Draft): readonly Draft[] => {
  const word = textOf(draft)
  // Shorter ones have no room for both.
  if (word.length < shortest) return [draft]
  const [, ...found] = joined.exec(word) ?? ofServant.exec(word) ?? []
  const parts = found.filter(part => part !== undefined)
  return parts.length === 0 ? [draft] : parts.map(part => ({ ...draft, spellings: [part] }))
}

const shortest = 8

const joined =
  /^(?!ABD)([A-Z]{3,})[AEIOU](?:[LR]?(R[AE]HM[AE]N)|L(H[AO]Q+(?:UE)?|H[AU]K|ISLAM|ABIDI?NE?)|[LZJ]([ZJ]AMAN))$/
// GHOLAMI is a family name.
const ofServant = /^(GH[OU]LAM)(?!I)([A-Z]{3,})$/
