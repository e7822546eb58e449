/** How much each kind of agreement between two names weighs. */
export interface NameWeights {
  /** Share of its own weight that the best, second best, … agreeing word counts; the last one is for all further words. */
  readonly decay: readonly number[]
  /** Every word of both names agrees. */
  readonly complete: number
  /** Every word of one name agrees; the other has more. */
  readonly contained: number
  /** First word that differs on both sides, and each further one. */
  readonly contradiction: number
  readonly furtherContradiction: number
  /** A word that differs, but by no more letters than two typing errors change: no better than an extra word of the traveller's. */
  readonly resembling: number
  /** A single letter that begins none of the words which the other name has instead. */
  readonly initialDiffers: number
  readonly extraTravellerWord: number
  readonly extraListedWord: number
  /** Only one word agrees though both names have more, or a one-word name agrees with part of a longer one. */
  readonly oneWordOnly: number
  /** Taken from a word's weight for each hundredth that two spellings are unlike, times a hundred. */
  readonly respelled: RespelledWeights
  readonly swapped: number
  readonly crossed: number
  /** Given names, or family names, that stand in another order than the other side's. */
  readonly partReordered: number
  readonly weakAlias: number
  /** The least that names can weigh. */
  readonly differs: number
  /** Share of a word's weight that counts when it is not spelled the same. */
  readonly likeness: WordLikeness
}

/** What another spelling costs, by what the traveller's is. */
export interface RespelledWeights {
  /** No name that is known: mistyped, most likely. */
  readonly unknown: number
  /** One of the two is in Arabic or Hebrew letters: that vowels are left out says nothing. */
  readonly unvocalised: number
  /** A short form or that of another language, in another script, or romanised in another way. */
  readonly related: number
  /** A name that others bear, with the same consonants. */
  readonly variant: number
  /** A name that others bear. */
  readonly otherName: number
}

/** Share of a word's weight by how alike two spellings are. */
export interface WordLikeness {
  readonly sound: number
  readonly oneLetter: number
  readonly oneLetterShort: number
  readonly oneLetterVeryShort: number
  readonly twoLetters: number
  readonly skeleton: number
  readonly nickname: number
  readonly cutOff: number
  readonly joined: number
  /** One side is in another script, and the consonants that it keeps agree: see `echoesOf`. */
  readonly echo: number
}

/** How much Chinese characters weigh beside their reading; docs/matching.md argues each. */
export interface OriginalNameWeights {
  /** The same two characters: mostly one of a family name, one given. */
  readonly sameTwo: number
  /** The same three or four. */
  readonly same: number
  /** One of three or four is another of its sound. */
  readonly oneDiffers: number
  /** One of two, or more than one, but not all. */
  readonly someDiffer: number
  readonly noneSame: number
}

/** Where the prior comes from: see `priorFor`. */
export interface PriorModel {
  /** Expected share of travellers who are listed. */
  readonly listedShare: number
  /** How much faster than the list's length the odds of a coincidence grow: 1 = as fast. */
  readonly growth: number
  /** A shorter list counts as one of so many persons. */
  readonly leastPersons: number
  /** The prior is rounded to this. */
  readonly step: number
}

/** Weight of a name word: -ln of its share in the names of travellers. */
export interface WordWeights {
  /** For words that are in no reference table, by length; the last one is for all longer words. */
  readonly unseenByLength: readonly number[]
  /** Added for a word that only sounds like one of the reference table. */
  readonly soundsCommon: number
  readonly particle: number
  readonly initial: number
  /** How many standard deviations below its count a word surely occurs in the list: see `listedLimit`. */
  readonly listedDeviations: number
  readonly listedLeastPersons: number
  readonly listedStep: number
}

export interface BirthDateWeights {
  readonly same: number
  readonly sameFirstOfJanuary: number
  readonly dayMonthSwapped: number
  readonly oneDigit: number
  readonly yearOff: number
  readonly yearDigit: number
  readonly sameMonthListed: number
  readonly sameYearMonth: number
  readonly sameYear: number
  readonly firstOfJanuary: number
  readonly yearOnly: number
  readonly yearOnlyNear: number
  readonly inRange: number
  readonly yearOnlyDiffers: number
  /** More than `farYears` apart, one of them known by its year or month only. */
  readonly yearOnlyFar: number
  readonly differs: number
  /** More than `farYears` apart, both known to the day. */
  readonly far: number
  readonly farYears: number
}

export interface DocumentWeights {
  readonly same: number
  readonly sameWithoutIssuer: number
  /** Same after folding letters and digits that are read for one another. */
  readonly lookAlike: number
  readonly lookAlikeWithoutIssuer: number
  /** Same number, other issuer: a coincidence as a rule. */
  readonly otherIssuer: number
  /** The most that an equal number weighs for each of its characters. */
  readonly perCharacterMost: number
  /** One character wrong: weight where one listed neighbour is to be expected; -ln(expected) is added. */
  readonly near: number
  /** The same on a person's entry, where name and birth date have their say too. */
  readonly nearForPerson: number
  readonly nearMost: number
  /** The least that a near document weighs on a person's entry, where other fields decide with it. */
  readonly nearLeastForPerson: number
  /** Shorter numbers are never compared as near. */
  readonly nearMinLength: number
  /** The least that names weigh beside a listed document. */
  readonly nameDiffers: number
  /** The least that the birth date weighs beside a listed document. */
  readonly birthDateDiffers: number
}

export interface WorkLimits {
  /** Candidates that a search looks at before it gives up and says so. */
  readonly candidates: number
  /** Candidates that are compared in full. */
  readonly compared: number
}

/** The matching model: a table of natural-log likelihood weights that an officer could read. */
export interface Model {
  readonly version: string
  readonly prior: PriorModel
  /** From this value on `compareNames` says that two names are one person's. */
  readonly nameThreshold: number
  readonly name: NameWeights
  readonly originalName: OriginalNameWeights
  readonly word: WordWeights
  readonly birthDate: BirthDateWeights
  readonly nationality: {
    readonly same: number
    /** The same where the name agrees in several words and nothing contradicts: it lets expect the nationality. */
    readonly sameAsName: number
    readonly different: number
  }
  readonly sex: { readonly same: number; readonly different: number }
  readonly birthPlace: { readonly same: number; readonly different: number }
  readonly document: DocumentWeights
  readonly limits: WorkLimits
}
