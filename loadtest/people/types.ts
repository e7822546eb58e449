import type { Instruction, Warning } from '#src/domain/vocabulary.ts'
import type { Random } from './random.ts'

/** As the synthetic passports say it. */
export type Sex = 'M' | 'F'

/** A name in one script; `script` is an ISO 15924 code. */
export interface ScriptName {
  readonly family?: string
  readonly given?: string
  readonly script: string
}

/** A passport that nobody holds. */
export interface Passport {
  readonly type: 'P'
  readonly number: string
  readonly issuer: string
}

/** A person who does not exist: the Latin name as in the passport first, then the native one. */
export interface Person {
  readonly names: readonly ScriptName[]
  readonly birthDate: string
  readonly sex: Sex
  readonly nationality: string
  readonly birthPlace: string
  readonly passport: Passport
  readonly culture: string
}

/** How a group of people names itself, where it lives and how well it knows its birthdays. */
export interface Culture {
  readonly culture: string
  /** Share among travellers, relative to the other cultures. */
  readonly weight: number
  /** `GBR:5:London,Leeds` – country, weight, birth places; separated by blanks, `_` for a blank. */
  readonly countries: string
  /** Share of people registered as born on 1 January because the day is not known. */
  readonly placeholderBirthdays: number
  readonly stocks: readonly Stock[]
  name(random: Random, sex: Sex): readonly ScriptName[]
}

/** One part of a name; `spellings` holds its other usual Latin spellings, if any. */
export interface Word {
  readonly latin: string
  readonly native?: string
  readonly spellings?: readonly string[]
}

/** Takes a word at random, common ones more often. */
export type Draw = (random: Random) => Word

/** Words in order of frequency. */
export interface Stock {
  readonly words: readonly Word[]
  readonly draw: Draw
}

/** A name as a list gives it. */
export interface EntryName {
  readonly full?: string
  readonly family?: string
  readonly given?: string
  readonly quality: 'strong' | 'weak'
  readonly script?: string
}

/** A document as a list gives it. */
export interface EntryDocument {
  readonly type: string
  readonly number: string
  readonly issuer: string
  readonly status?: 'lost' | 'stolen' | 'revoked'
}

/** A watchlist entry as an agency sends it; assignable to the service's `Entry`. */
export interface ListedEntry {
  readonly id: string
  readonly revision: number
  readonly kind: 'person' | 'document'
  readonly names?: EntryName[]
  readonly birthDates?: (string | { readonly from: string; readonly to: string })[]
  readonly sex?: Sex
  readonly nationalities?: string[]
  readonly birthPlaces?: string[]
  readonly documents?: EntryDocument[]
  readonly instruction: Instruction
  readonly warnings?: Warning[]
  readonly covert?: boolean
  readonly handling: 'H0'
}

/** A name as a checkpoint sends it. */
export interface TravellerName {
  readonly full?: string
  readonly family?: string
  readonly given?: string
}

/** A traveller as a checkpoint describes one. */
export interface SyntheticTraveller {
  readonly names: readonly TravellerName[]
  readonly birthDate?: string
  readonly sex?: Sex
  readonly nationalities?: readonly string[]
  readonly documents?: readonly {
    readonly type: string
    readonly number: string
    readonly issuer: string
  }[]
}
