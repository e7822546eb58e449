import type { Model } from './model.ts'
import { foldWord } from './names/fold.ts'
import { statesOf } from './nationalities.ts'
import { romaniseWord } from './scripts/romanise.ts'
import type { Evidence, Subject, Traveller } from './types.ts'

/**
 * How the nationalities agree; undefined when either side has none. A former state's agrees with its successors'. Where the whole name
 * agrees, the same nationality says little more: most of those who are called Andrzej Kowalski are Poles.
 */
export const nationalityEvidence = (
  { nationalities: own }: Traveller,
  { nationalities: listed }: Subject,
  isNameAgreed: boolean,
  { nationality: weights }: Model
): Evidence | undefined => {
  if (!own?.length || !listed?.length) return undefined
  const [ownStates, listedStates] = [statesOf(own), statesOf(listed)]
  if (ownStates.length === 0 || listedStates.length === 0) return undefined
  const agrees = ownStates.some(state => listedStates.includes(state))
  const isSame = agrees && own.some(code => listed.includes(code))
  return {
    field: 'nationality',
    finding: isSame ? 'same nationality' : agrees ? 'related nationality' : 'other nationality',
    traveller: own.join(', '),
    listed: listed.join(', '),
    weight: agrees ? (isNameAgreed ? weights.sameAsName : weights.same) : weights.different
  }
}

/** How the sex agrees; X is unspecified, which is no evidence. */
export const sexEvidence = (
  { sex: own }: Traveller,
  { sex: listed }: Subject,
  model: Model
): Evidence | undefined => {
  if (own === undefined || listed === undefined || own === 'X' || listed === 'X') return undefined
  const same = own === listed
  return {
    field: 'sex',
    finding: same ? 'same sex' : 'other sex',
    traveller: own,
    listed,
    weight: same ? model.sex.same : model.sex.different
  }
}

/** How the birth places agree; places are written too differently to count much when they do not. */
export const birthPlaceEvidence = (
  { birthPlace: own }: Traveller,
  { birthPlaces: listed }: Subject,
  model: Model
): Evidence | undefined => {
  if (!own || !listed?.length) return undefined
  const ownWords = placeWords(own)
  const agreeing = listed.find(place => placeWords(place).some(word => ownWords.includes(word)))
  if (ownWords.length === 0) return undefined
  return {
    field: 'birthPlace',
    finding: agreeing === undefined ? 'other place of birth' : 'same place of birth',
    traveller: own,
    listed: agreeing ?? listed.join('; '),
    weight: agreeing === undefined ? model.birthPlace.different : model.birthPlace.same
  }
}

const placeWords = (place: string): string[] =>
  (place.slice(0, 200).match(/[\p{L}\p{M}]+/gu) ?? [])
    .flatMap(word => romaniseWord(word).slice(0, 1))
    .filter(word => word.length > 3)
    .map(foldWord)
