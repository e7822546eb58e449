import {
  type BirthDateDifference,
  birthDateDifferences,
  trueBirthDate
} from './birth-date-differences.ts'
import { drawCulture, drawHome } from './cultures.ts'
import {
  anotherDocument,
  misreadDocument,
  retypedDocument,
  sameDocument,
  type TravelDocuments
} from './document-differences.ts'
import { type NameDifference, type NameParts, nameDifferences } from './name-differences.ts'
import { drawPerson } from './people.ts'
import { type Random, weighted } from './random.ts'
import { asTraveller } from './travellers.ts'
import type {
  EntryDocument,
  EntryName,
  ListedEntry,
  SyntheticTraveller,
  TravellerName
} from './types.ts'

/** How the traveller's document differs from the listed one. */
export type DocumentDifference = 'none' | 'another' | 'missing' | 'misread' | 'other name'

/** Differences that a test asks for instead of the usual mixture. */
export interface WantedDifferences {
  readonly name?: NameDifference | 'native script' | 'none'
  readonly birthDate?: BirthDateDifference | 'none'
  readonly document?: DocumentDifference
}

/** A listed person as a traveller. */
export interface Spelled {
  readonly traveller: SyntheticTraveller
  /** What differs from the entry, in words; empty when nothing does. */
  readonly differences: string[]
}

/**
 * The listed person or document as it turns up at a checkpoint: most are spelled nearly as listed,
 * one birth date in ten and one nationality in seven differ, a quarter have a new passport.
 */
export const asRealLifeSpells = (
  entry: ListedEntry,
  random: Random,
  wanted: WantedDifferences = {}
): Spelled =>
  entry.kind === 'document' ? bearerOf(entry, random) : personOf(entry, random, wanted)

const usualName = weighted<NameDifference | 'native script' | 'none'>([
  ['none', 20],
  ['zone form', 24],
  ['marks dropped', 8],
  ['given and family swapped', 5],
  ['one typing error', 9],
  ['two typing errors', 3],
  ['middle name dropped', 8],
  ['second surname dropped', 3],
  ['middle name added', 2],
  ['initials', 2],
  ['other romanisation', 8],
  ['native script', 3],
  ['words joined', 2],
  ['words split', 1],
  ['nickname', 2]
])
const usualBirthDate = weighted<BirthDateDifference | 'none'>([
  ['none', 845],
  ['day and month swapped', 30],
  ['one digit off', 40],
  ['year off by one', 15],
  ['1 January instead', 15],
  ['year only', 30],
  ['birth date missing', 25]
])
const usualDocument = weighted<DocumentDifference>([
  ['none', 60],
  ['another', 24],
  ['missing', 8],
  ['misread', 5],
  ['other name', 3]
])

const personOf = (entry: ListedEntry, random: Random, wanted: WantedDifferences): Spelled => {
  const differences: string[] = []
  const nationality = spellNationality(entry, random, differences)
  const [listed] = entry.documents ?? []
  const documentDifference = wanted.document ?? usualDocument(random)
  const documents = spellDocument(listed, documentDifference, nationality, random, differences)
  const names =
    listed && documentDifference === 'other name'
      ? asTraveller(unnumbered(random), random).names
      : spellName(entry, wanted.name ?? usualName(random), random, differences)
  const birthDate = spellBirthDate(
    entry,
    wanted.birthDate ?? usualBirthDate(random),
    random,
    differences
  )
  const sex = entry.sex ?? random.pick(['M', 'F'] as const)
  const traveller = {
    names,
    ...(birthDate === undefined ? {} : { birthDate }),
    sex,
    nationalities: [nationality],
    ...(documents.length > 0 ? { documents } : {})
  }
  return { traveller, differences }
}

/** Somebody, not known who, with the listed document in hand. */
const bearerOf = (entry: ListedEntry, random: Random): Spelled => {
  const bearer = asTraveller(unnumbered(random), random, { withDocument: 0 })
  const [listed] = entry.documents ?? []
  if (!listed) return { traveller: bearer, differences: ['document missing'] }
  const kind = random.fraction()
  if (kind < 0.85) {
    return { traveller: { ...bearer, documents: sameDocument(listed) }, differences: [] }
  }
  const misread = kind < 0.95
  const documents = misread ? misreadDocument(listed, random) : retypedDocument(listed, random)
  const isSame = documents[0]?.number === listed.number
  const difference = misread ? 'document misread' : 'document retyped'
  return { traveller: { ...bearer, documents }, differences: isSame ? [] : [difference] }
}

const unnumbered = (random: Random) => ({
  ...drawPerson(random),
  passport: { type: 'P', number: '', issuer: '' } as const
})

const spellNationality = (entry: ListedEntry, random: Random, differences: string[]): string => {
  const [listed] = entry.nationalities ?? []
  if (listed !== undefined && random.chance(0.85)) return listed
  const { country } = drawHome(drawCulture(random), random)
  if (listed !== undefined && country !== listed) differences.push('another nationality')
  return country
}

const spellDocument = (
  listed: EntryDocument | undefined,
  difference: DocumentDifference,
  nationality: string,
  random: Random,
  differences: string[]
): TravelDocuments => {
  if (!listed) return random.chance(0.85) ? anotherDocument(nationality, random) : []
  if (difference === 'none') return sameDocument(listed)
  if (difference === 'misread') {
    const documents = misreadDocument(listed, random)
    if (documents[0]?.number !== listed.number) differences.push('document misread')
    return documents
  }
  if (difference === 'other name') {
    differences.push('same passport, other name')
    return sameDocument(listed)
  }
  differences.push(difference === 'another' ? 'another passport' : 'document missing')
  return difference === 'another' ? anotherDocument(nationality, random) : []
}

const spellBirthDate = (
  entry: ListedEntry,
  difference: BirthDateDifference | 'none',
  random: Random,
  differences: string[]
): string | undefined => {
  const known = trueBirthDate(entry.birthDates, random)
  if (known.difference) differences.push(known.difference)
  if (difference === 'none') return known.date
  if (difference === 'birth date missing') {
    differences.push(difference)
    return undefined
  }
  const changed = birthDateDifferences[difference](known.date, random)
  if (changed === undefined) return known.date
  differences.push(difference)
  return changed
}

const spellName = (
  entry: ListedEntry,
  difference: NameDifference | 'native script' | 'none',
  random: Random,
  differences: string[]
): readonly TravellerName[] => {
  const [primary] = entry.names ?? []
  if (!primary) return []
  const parts = partsOf(primary)
  if (difference === 'none') return [nameOf(parts)]
  if (difference === 'native script') {
    const native = entry.names?.find(name => name.script !== 'Latn')
    if (!native) return [nameOf(parts)]
    differences.push(difference)
    return [nameOf(partsOf(native))]
  }
  const changed = nameDifferences[difference](parts, random)
  if (!changed) return [nameOf(parts)]
  differences.push(difference)
  return [nameOf(changed)]
}

/** A name kept as one string ends in its family name and the particles before it. */
const partsOf = (name: EntryName): NameParts => {
  if (name.full === undefined) {
    return { given: wordsOf(name.given), family: wordsOf(name.family), whole: false }
  }
  const words = wordsOf(name.full)
  let cut = words.length - 1
  while (cut > 1 && /^\p{Ll}/u.test(words[cut - 1] ?? '')) cut -= 1
  return { given: words.slice(0, cut), family: words.slice(cut), whole: true }
}

const wordsOf = (text = ''): string[] => text.split(' ').filter(word => word !== '')

const nameOf = ({ given, family, whole }: NameParts): TravellerName => {
  if (whole) return { full: [...given, ...family].join(' ') }
  return {
    ...(family.length > 0 ? { family: family.join(' ') } : {}),
    ...(given.length > 0 ? { given: given.join(' ') } : {})
  }
}
