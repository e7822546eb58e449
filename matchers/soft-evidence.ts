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
  const ownPlace = readPlace(own)
  const compared = listed.map(place => ({ place, same: isSamePlace(ownPlace, readPlace(place)) }))
  if (compared.every(({ same }) => same === undefined)) return undefined
  const agreeing = compared.find(({ same }) => same)
  return {
    field: 'birthPlace',
    finding: agreeing === undefined ? 'other place of birth' : 'same place of birth',
    traveller: own,
    listed: agreeing?.place ?? listed.join('; '),
    weight: agreeing === undefined ? model.birthPlace.different : model.birthPlace.same
  }
}

/** The words of a place, part by part: `Kabul, Afghanistan` has two. */
type Place = readonly (readonly string[])[]

/**
 * Whether any word agrees; undefined where either has none. The last of several parts is the country as a rule, or what else is wide: where
 * both places have several, it does not count, so that Kabul is not Kandahar. One that has a single part may be that country.
 */
const isSamePlace = (a: Place, b: Place): boolean | undefined => {
  const isCountryLast = a.length > 1 && b.length > 1
  const [own, other] = [a, b].map(place => (isCountryLast ? place.slice(0, -1) : place).flat())
  if (!own?.length || !other?.length) return undefined
  return own.some(word => other.includes(word))
}

const readPlace = (text: string): Place =>
  text
    .slice(0, 200)
    .split(/[,;،、，]/)
    .filter(part => /\p{L}/u.test(part))
    .map(placeWords)

const placeWords = (text: string): string[] => {
  const words = (text.match(/[\p{L}\p{M}]+/gu) ?? [])
    .flatMap(word => romaniseWord(word).slice(0, 1))
    .filter(word => word.length > 3)
  const telling = words.filter(word => !kindsOfPlace.has(word))
  return (telling.length > 0 ? telling : words).map(foldWord)
}

const kindsOfPlace = new Set(
  'CITY TOWN VILLAGE DISTRICT PROVINCE REGION COUNTY STATE GOVERNORATE MUNICIPALITY PREFECTURE OBLAST TERRITORY NEAR NORTH SOUTH EAST WEST'.split(
    ' '
  )
)
